"""What a session has read it does not read again, until it writes; and nobody is served what is no more."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.connection import Database
from storage.database.read_once import read_once
from storage.schools.registry import create_school
from storage.tables import School
from tests.databases import fresh_database
from tests.statements import counting

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)


@read_once
async def names(session: AsyncSession, of: int = 0) -> tuple[str, ...]:
    query = select(School.name).where(School.id > of).order_by(School.id)
    return tuple(await session.scalars(query))


@read_once
async def schools(session: AsyncSession) -> tuple[School, ...]:
    return tuple(await session.scalars(select(School).order_by(School.id)))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    made = await fresh_database(tmp_path / "read.db")
    async with made.writing() as session:
        await create_school(session, "Первая (пример)", NOW)
    yield made
    await made.close()


async def test_what_was_read_is_not_read_again_and_other_arguments_are_another_question(database):
    async with database.reading() as session:
        assert await names(session) == ("Первая (пример)",)
        with counting(database) as statements:
            assert await names(session) == ("Первая (пример)",)
        assert statements == []
        assert await names(session, 1) == ()
        assert await names(session, of=5) == ()
        with counting(database) as statements:
            await names(session, 1)
            await names(session, of=5)
        assert statements == []


async def changed_by_an_object(session: AsyncSession) -> None:
    (await session.get_one(School, 1)).name = "Другая"


async def changed_by_a_statement(session: AsyncSession) -> None:
    await session.execute(update(School).values(name="Другая"))


async def changed_by_sql(session: AsyncSession) -> None:
    await session.execute(text("UPDATE school SET name = 'Другая'"))


async def changed_beside_the_session(session: AsyncSession) -> None:
    await (await session.connection()).execute(update(School.__table__).values(name="Другая"))


async def changed_by_the_driver(session: AsyncSession) -> None:
    await (await session.connection()).exec_driver_sql("UPDATE school SET name = 'Другая'")


CHANGES = (
    changed_by_an_object,
    changed_by_a_statement,
    changed_by_sql,
    changed_beside_the_session,
    changed_by_the_driver,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
async def test_a_write_in_between_is_seen_whichever_way_it_goes(database, change):
    async with database.writing() as session:
        before = await schools(session)
        assert [one.name for one in before] == ["Первая (пример)"]
        assert await names(session) == ("Первая (пример)",)
        await change(session)
        assert await names(session) == ("Другая",)


async def test_what_is_added_and_deleted_but_not_written_yet_is_seen(database):
    async with database.writing() as session:
        [first] = await schools(session)
        second = School(name="Вторая", name_key="вторая", created_at=NOW, settings={})
        session.add(second)
        assert await schools(session) == (first, second)
        await session.delete(first)
        assert await names(session) == ("Вторая",)


async def test_objects_that_callers_change_are_the_sessions_own(database):
    async with database.writing() as session:
        [before] = await schools(session)
        before.name = "Другая"
        [again] = await schools(session)
        assert again is before
        assert again.name == "Другая"


async def test_what_was_written_and_taken_back_is_forgotten(database):
    async with database.writing() as session:
        async with session.begin_nested() as inner:
            await session.execute(update(School).values(name="Другая"))
            assert await names(session) == ("Другая",)
            await inner.rollback()
        assert await names(session) == ("Первая (пример)",)


async def test_the_next_transaction_of_a_session_reads_anew(database):
    async with database.reading() as reader:
        assert await names(reader) == ("Первая (пример)",)
        await reader.rollback()
        async with database.writing() as writer:
            await writer.execute(update(School).values(name="Другая"))
        assert await names(reader) == ("Другая",)


async def test_two_sessions_share_nothing(database):
    async with database.reading() as one, database.reading() as other:
        assert await names(one) == ("Первая (пример)",)
        with counting(database) as statements:
            assert await names(other) == ("Первая (пример)",)
        assert any(sql.startswith("SELECT") for sql in statements)
        async with database.writing() as writer:
            await writer.execute(update(School).values(name="Другая"))
            assert await names(writer) == ("Другая",)
        assert await names(one) == ("Первая (пример)",)  # still in its own transaction
    async with database.reading() as later:
        assert await names(later) == ("Другая",)


async def test_what_is_locked_is_read_as_it_is_by_now(database):
    async with database.writing() as session:
        await names(session)
        await session.execute(select(School.id).with_for_update())
        with counting(database) as statements:
            await names(session)
        assert len(statements) == 1


async def test_a_read_during_which_something_is_written_is_not_kept(database):
    @read_once
    async def writes_meanwhile(session: AsyncSession) -> int:
        count = len((await session.scalars(select(School.id))).all())
        row = {"name": "Ещё одна", "name_key": "ещё одна", "created_at": NOW, "settings": {}}
        await session.execute(insert(School).values(row))
        return count

    async with database.writing() as session:
        assert await writes_meanwhile(session) == 1
        assert len(await names(session)) == 2
        with pytest.raises(Exception, match="UNIQUE"):  # it is done again
            await writes_meanwhile(session)
        await session.rollback()


async def test_a_session_that_does_not_remember_reads_each_time(database):
    async with AsyncSession(database.engine) as session:
        await names(session)
        with counting(database) as statements:
            await names(session)
        assert len(statements) == 1
