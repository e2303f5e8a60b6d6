"""The database opens, upgrades, refuses what it does not know, and keeps its promises about transactions."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import OperationalError

from indicators.errors import BadSetting, NewerDatabase, StorageError
from storage.database import upgrade
from storage.database.connection import connect
from storage.database.key_values import read_note
from storage.database.opening import open_database
from storage.schools.registry import create_school
from storage.schools.report_templates import keep_template, template_of
from storage.tables import Account, Base, Member, Note, School

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)


def url_of(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def test_a_new_database_gets_every_table_and_durable_settings(tmp_path):
    database = await open_database(url_of(tmp_path / "new" / "school.db"))
    async with database.reading() as session:
        connection = await session.connection()
        assert (await connection.exec_driver_sql("PRAGMA journal_mode")).scalar() == "wal"
        assert (await connection.exec_driver_sql("PRAGMA synchronous")).scalar() == 2
        assert (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar() == 1
        names = {row[0] for row in await connection.exec_driver_sql("SELECT name FROM sqlite_master")}
    await database.close()
    assert set(Base.metadata.tables) <= names


async def test_migrations_and_tables_say_the_same(tmp_path):
    database = await open_database(url_of(tmp_path / "school.db"))
    async with database.reading() as session:
        connection = await session.connection()
        difference = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync), Base.metadata)
        )
    await database.close()
    assert difference == []


def test_the_newest_migration_is_the_one_the_program_expects():
    folder = upgrade.MIGRATIONS
    assert ScriptDirectory(str(folder)).get_current_head() == upgrade.HEAD


async def test_a_database_of_the_first_schema_gets_the_later_tables_and_keeps_its_rows(tmp_path):
    url = url_of(tmp_path / "school.db")
    old = connect(url)
    async with old.writing() as session:
        connection = await session.connection()
        await connection.run_sync(lambda sync: command.upgrade(upgrade._config(sync), "0001"))
        await connection.exec_driver_sql("INSERT INTO note VALUES ('old', 'kept')")
        await connection.exec_driver_sql(
            "INSERT INTO account (platform, external_id, writing, writing_code, writing_at)"
            " VALUES ('vk', 5, 'denied', 901, 1700000000000)"
        )
        await connection.exec_driver_sql("INSERT INTO member (account_id, role) VALUES (1, 'municipal')")
    assert not await upgrade.is_current(old)
    await old.close()
    database = await open_database(url)
    async with database.writing() as session:
        school = await create_school(session, "Школа", NOW)
        await keep_template(session, school.id, b"PK", NOW)
        await keep_template(session, school.id, b"PK again", NOW)
    async with database.reading() as session:
        assert await template_of(session, school.id) == b"PK again"
        assert await read_note(session, "old") == "kept"
        assert await session.scalar(select(Account.writing)) == "denied"
        # Nobody knows how old an offered role is: its term begins with the upgrade.
        offered = await session.scalar(select(Member.offered_at))
        assert offered is not None
        assert abs(datetime.now(UTC) - offered) < timedelta(hours=1)
    assert await upgrade.is_current(database)
    await database.close()


async def test_a_database_of_a_newer_program_is_left_alone(tmp_path):
    path = tmp_path / "school.db"
    await (await open_database(url_of(path))).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(NewerDatabase, match="9999"):
        await open_database(url_of(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("url", ["mysql://x/y", "no url at all", "sqlite+nothing:///x", "postgresql+none://x/y"])
def test_a_database_address_that_cannot_be_used_is_refused(url):
    with pytest.raises(BadSetting):
        connect(url)


async def test_a_file_that_is_no_database_is_told_with_its_name(tmp_path):
    path = tmp_path / "letter.db"
    path.write_text("Дорогие коллеги! " * 500)
    with pytest.raises(StorageError, match=r"letter\.db"):
        await open_database(url_of(path))


async def test_a_moment_keeps_its_instant_whatever_zone_it_came_in(tmp_path):
    database = await open_database(url_of(tmp_path / "school.db"))
    kamchatka = NOW.astimezone(timezone(timedelta(hours=12)))
    async with database.writing() as session:
        session.add(School(name="Школа", name_key="школа", created_at=kamchatka))
    async with database.reading() as session:
        assert await session.scalar(select(School.created_at)) == NOW
    await database.close()


async def test_a_failed_transaction_leaves_nothing(tmp_path):
    database = await open_database(url_of(tmp_path / "school.db"))

    async def fail_halfway() -> None:
        async with database.writing() as session:
            session.add(Note(key="half", value="done"))
            await session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_halfway()
    async with database.reading() as session:
        assert await session.get(Note, "half") is None
    await database.close()


async def test_writers_that_read_first_wait_for_each_other(tmp_path):
    database = await open_database(url_of(tmp_path / "school.db"))
    async with database.writing() as session:
        session.add(Note(key="count", value="0"))

    async def add_one() -> None:
        async with database.writing() as session:
            note = await session.get_one(Note, "count")
            note.value = str(int(note.value) + 1)

    await asyncio.gather(*(add_one() for _ in range(20)))
    async with database.reading() as session:
        assert (await session.get_one(Note, "count")).value == "20"
    await database.close()


async def test_a_new_file_that_another_program_is_writing_is_waited_for(tmp_path):
    file = tmp_path / "new.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("CREATE TABLE theirs (number)")
        other.execute("BEGIN IMMEDIATE")
        opening = asyncio.create_task(open_database(url_of(file)))
        asyncio.get_running_loop().call_later(0.3, other.execute, "COMMIT")
        database = await opening
    async with database.reading() as session:
        connection = await session.connection()
        assert (await connection.exec_driver_sql("PRAGMA journal_mode")).scalar() == "wal"
        assert (await connection.exec_driver_sql("SELECT count(*) FROM theirs")).scalar() == 0
    await database.close()


async def test_a_transaction_begins_with_its_first_statement_and_one_without_any_leaves_nothing_begun(tmp_path):
    database, other = await open_database(url_of(tmp_path / "d.db")), connect(url_of(tmp_path / "d.db"))
    async with database.writing() as session:
        await session.connection()
    async with database.reading() as session:
        await session.connection()
    async with database.alone() as driver:
        assert not driver.in_transaction
        await driver.execute("VACUUM")  # refused in a transaction
    async with database.reading() as session:
        assert await session.get(Note, "n") is None
        async with other.writing() as elsewhere:
            elsewhere.add(Note(key="n", value="1"))
        assert await session.get(Note, "n") is None  # as it was when this one began
    async with database.reading() as session:
        assert (await session.get_one(Note, "n")).value == "1"
    await database.close()
    await other.close()


async def test_who_writes_has_the_lock_from_the_first_look_on(tmp_path):
    database = await open_database(url_of(tmp_path / "d.db"))
    with closing(sqlite3.connect(tmp_path / "d.db", isolation_level=None, timeout=0)) as other:
        async with database.writing() as session:
            await session.get(Note, "n")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
    await database.close()


async def test_what_could_not_begin_writes_nothing_however_often_it_is_tried(tmp_path, monkeypatch):
    monkeypatch.setattr("storage.database.connection._BUSY_TIMEOUT", 0)
    database = await open_database(url_of(tmp_path / "d.db"))
    with closing(sqlite3.connect(tmp_path / "d.db", isolation_level=None, timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with database.writing() as session:
            with pytest.raises(OperationalError, match="locked"):
                await session.execute(delete(Note))
            other.execute("COMMIT")
            await session.execute(insert(Note).values(key="half", value="1"))
            await session.rollback()
    async with database.reading() as session:
        assert await session.get(Note, "half") is None
    await database.close()
