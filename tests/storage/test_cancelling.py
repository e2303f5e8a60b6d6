"""Tasks cancelled amid a statement, again and again: nothing waits for ever, nothing complains, all goes on."""

import asyncio
import sys
from pathlib import Path

SCRIPT = """
import asyncio, random, sys
from sqlalchemy import text
from storage.database.connection import connect

async def write(database, number):
    async with database.writing() as session:
        await session.execute(text("INSERT INTO mark VALUES (:number)"), {"number": number})
        await session.execute(text("SELECT count(*) FROM mark"))

async def read(database):
    async with database.reading() as session:
        await session.execute(text("WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n LIMIT 3000) "
                                   "SELECT count(*) FROM n"))

async def main():
    chance = random.Random(7)
    database = connect(sys.argv[1])
    async with database.writing() as session:
        await session.execute(text("CREATE TABLE mark (number INTEGER)"))
    for number in range(300):
        task = asyncio.create_task(write(database, number) if number % 2 else read(database))
        for _ in range(2):
            for _ in range(chance.randrange(40)):
                await asyncio.sleep(0)
            task.cancel()
        if number % 3:
            await asyncio.wait([task])
    async with database.writing() as session:
        await session.execute(text("INSERT INTO mark VALUES (-1)"))
    async with database.reading() as session:
        print(await session.scalar(text("SELECT count(*) FROM mark WHERE number = -1")))
    await database.close()
    # Left to the end of the event loop, which cancels them once more.
    left = [asyncio.create_task(read(database)) for _ in range(5)]
    for _ in range(20):
        await asyncio.sleep(0)
    for task in left:
        task.cancel()

asyncio.run(main())
"""


async def test_cancelling_twice_at_any_moment_leaves_nothing_that_waits(tmp_path):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        SCRIPT,
        f"sqlite+aiosqlite:///{tmp_path}/marks.db",
        cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(60):
            out, err = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    assert (process.returncode, out.decode().strip(), err.decode()) == (0, "1", "")
