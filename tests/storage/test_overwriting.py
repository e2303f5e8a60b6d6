"""What is deleted is not readable in the database's file, also in one made before that was seen to."""

import sqlite3

from sqlalchemy import text

from storage.database.opening import open_database
from storage.database.overwriting import overwrite_freed

SECRET = "Примерова-Тайная"


def holds(path) -> bool:
    return any(SECRET.encode() in one.read_bytes() for one in path.parent.glob(f"{path.name}*"))


async def test_a_file_from_before_is_packed_once(tmp_path):
    path = tmp_path / "old.db"
    await (await open_database(f"sqlite+aiosqlite:///{path}")).close()
    with sqlite3.connect(path) as old:
        old.executescript("PRAGMA secure_delete = OFF; PRAGMA user_version = 0")
        old.executemany("INSERT INTO note VALUES (?, ?)", [(f"k{number}", SECRET * 50) for number in range(200)])
        old.commit()
        old.execute("DELETE FROM note WHERE key LIKE 'k%'")
    old.close()
    assert holds(path)
    database = await open_database(f"sqlite+aiosqlite:///{path}")
    try:
        assert not holds(path)
    finally:
        await database.close()


async def test_a_deletion_leaves_neither_pages_nor_a_log(tmp_path):
    path = tmp_path / "new.db"
    database = await open_database(f"sqlite+aiosqlite:///{path}")
    try:
        async with database.writing() as session:
            for number in range(100):
                await session.execute(
                    text("INSERT INTO note VALUES (:key, :value)"), {"key": f"k{number}", "value": SECRET * 50}
                )
        async with database.writing() as session:
            await session.execute(text("DELETE FROM note WHERE key LIKE 'k%'"))
        assert holds(path)
        assert await overwrite_freed(database)
        assert not holds(path)
    finally:
        await database.close()


async def test_a_long_reader_is_not_waited_for_without_end(tmp_path):
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'read.db'}")
    try:
        async with database.reading() as session:
            await session.execute(text("SELECT count(*) FROM note"))
            async with database.writing() as writing:
                await writing.execute(text("INSERT INTO note VALUES ('a', 'b')"))
            assert not await overwrite_freed(database)
        assert await overwrite_freed(database)
    finally:
        await database.close()
