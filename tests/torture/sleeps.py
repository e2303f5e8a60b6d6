"""`python -m tests.torture.sleeps [--seconds 150] [--rounds 3] [--seed N]`: the machine sleeps amid each kind of work.

A process is stopped (SIGSTOP) for minutes of the real clock, twice, at random instants of a delivery, an import, a
backup and a migration; all of them side by side, so that it takes little more than the sleeping. Afterwards nothing
is lost and nothing repeated.
"""

import argparse
import asyncio
import random
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from sandbox import World
from storage.database.upgrade import HEAD, _config
from tests.bot.commands.program import Program, people_file
from tests.bot.commands.test_hardships import FIRST, PEOPLE, planned, rows, sent_once
from tests.sandbox_server import running_sandbox

WRITTEN = ("import", "week.csv", "--create-schools", "--school", "Школа (пример)", "--yes")
MANY = 900  # people, so that there is time to fall asleep in

# Stops the process at some instants, and lets it go on.
Sleep = Callable[[asyncio.subprocess.Process, float], Awaitable[int]]


async def delivery(bot: Program, sleep: Sleep) -> str:
    people_file(bot.folder / "week.csv", rows())
    async with running_sandbox(World(crowd=range(FIRST, FIRST + PEOPLE)), latency=0.3) as vk:
        await planned(bot, vk)
        process = await bot.start("send", "--yes", "--now", "--json")
        while process.returncode is None and not await vk.control("/sandbox/counts"):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        slept = await sleep(process, 0.3)
        await _ended(process)
        return "" if await sent_once(vk) else f"after {slept} sleeps not everybody has one letter"


async def importing(bot: Program, sleep: Sleep) -> str:
    people_file(bot.folder / "week.csv", rows(MANY))
    process = await bot.start(*WRITTEN)
    await sleep(process, 2.5)
    await _ended(process)
    return _people(bot.folder / "data" / "dezhurny.db")


async def backup(bot: Program, sleep: Sleep) -> str:
    people_file(bot.folder / "week.csv", rows(MANY))
    await _ended(await bot.start(*WRITTEN))
    process = await bot.start("backup", "copy.db")
    await sleep(process, 1.5)
    await _ended(process)
    return _people(bot.folder / "copy.db")


async def migration(bot: Program, sleep: Sleep) -> str:
    file = bot.folder / "data" / "dezhurny.db"
    file.parent.mkdir()
    with create_engine(f"sqlite:///{file}").connect() as connection:
        command.upgrade(_config(connection), "0001")
        connection.commit()
    process = await bot.start("plan")
    await sleep(process, 1.5)
    await process.communicate()  # there is nothing to plan
    with closing(sqlite3.connect(file)) as connection:
        [found] = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return "" if found == HEAD else f"the database is at {found}"


WORKS = {"delivery": delivery, "import": importing, "backup": backup, "migration": migration}


async def _ended(process: asyncio.subprocess.Process) -> None:
    _, err = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"ended with {process.returncode}: {err.decode()[-500:]}")


def _people(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        [count] = connection.execute("SELECT count(*) FROM person").fetchone()
    return "" if count == MANY else f"{count} people instead of {MANY}"


def sleeper(chance: random.Random, seconds: float) -> Sleep:
    async def sleep(process: asyncio.subprocess.Process, within: float) -> int:
        slept = 0
        for _ in range(2):
            await asyncio.sleep(chance.uniform(0, within))
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.send_signal(signal.SIGSTOP)
                    await asyncio.sleep(seconds)
                    process.send_signal(signal.SIGCONT)
                    slept += 1
        return slept

    return sleep


async def tried(name: str, sleep: Sleep) -> bool:
    with tempfile.TemporaryDirectory(prefix="dezhurny-sleeps-") as folder:
        try:
            wrong = await WORKS[name](Program(Path(folder)), sleep)
        except Exception as error:  # noqa: BLE001 — told, whatever it is
            wrong = f"{type(error).__name__}: {error}"
    print(f"{'WRONG' if wrong else 'right'}  {name} {wrong}".rstrip(), flush=True)
    return not wrong


async def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.sleeps")
    parser.add_argument("--seconds", type=float, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.seconds:.0f} s asleep, twice each", flush=True)
    sleep = sleeper(random.Random(options.seed), options.seconds)
    right = await asyncio.gather(*(tried(name, sleep) for name in WORKS for _ in range(options.rounds)))
    print(f"{len(right)} works, {right.count(False)} wrong")
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
