"""Whether anything can be written is found out by writing."""

import sqlite3
from contextlib import closing

from storage.database.opening import open_database
from storage.database.writable import write_fault
from tests.small_disk import small_disk


async def test_where_a_row_can_be_written_nothing_is_wrong_also_while_others_write(tmp_path):
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path}/x.db")
    assert await write_fault(database) is None
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert await write_fault(database) is None
    await database.close()


async def test_a_full_disk_and_a_read_only_one_are_told_apart(tmp_path):
    with small_disk(tmp_path / "disk", "4m") as disk:
        database = await open_database(f"sqlite+aiosqlite:///{disk.folder}/x.db")
        await database.close()
        disk.fill()
        assert "нет места" in str(await write_fault(database))
        disk.free()
        assert await write_fault(database) is None
        disk.only_read()
        assert "только для чтения" in str(await write_fault(database))
        disk.only_read(False)
        assert await write_fault(database) is None


async def test_a_file_that_has_gone_or_is_no_database_is_told(tmp_path):
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path}/x.db")
    await database.close()
    (tmp_path / "x.db").write_bytes(b"no database " * 1000)
    assert "повреждён" in str(await write_fault(database))
    (tmp_path / "x.db").unlink()
    assert "не открывается" in str(await write_fault(database))
