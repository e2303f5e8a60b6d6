"""Several processes on one database: what one of them has at a time, and what they may begin at the same moment."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import text

from indicators.errors import DatabaseBusy
from storage.database.blame import SILENT, in_words, would_fail_again
from storage.database.connection import Database, DatabaseError, connect
from storage.database.key_values import read_note, write_note
from storage.database.opening import open_database
from storage.people.first_officers import ensure_officers
from storage.processes.board import Board, forget_pages, read_board, tell_of_pages, tell_of_rows
from storage.processes.rights import DELIVERY, EVENTS, WORK, alone_with, holding
from storage.schools.registry import all_schools
from tests.databases import fresh_database
from tests.outbox_rows import NOON
from tests.postgres import emptied, empty


@pytest.fixture(params=["sqlite", "postgresql"])
async def two(request: pytest.FixtureRequest, tmp_path) -> AsyncIterator[tuple[Database, Database]]:
    """One database as two processes have it open."""
    if request.param == "sqlite":
        first = await fresh_database(tmp_path / "shared.db")
    else:
        first = await emptied(request.getfixturevalue("postgres"))
    second = connect(first.engine.url)
    yield first, second
    await first.close()
    await second.close()


async def test_what_one_process_has_another_does_not_get_until_it_ends(two):
    first, second = two
    async with holding(first, DELIVERY):
        with pytest.raises(DatabaseBusy):
            async with holding(second, DELIVERY):
                pytest.fail("both have it")
        async with holding(second, EVENTS):
            pass
    async with holding(second, DELIVERY):
        pass


async def test_those_who_do_parts_of_the_work_share_and_keep_out_whoever_needs_it_alone(two):
    first, second = two
    async with holding(first, WORK, shared=True), holding(second, WORK, shared=True):
        with pytest.raises(DatabaseBusy):
            async with alone_with(second):
                pytest.fail("somebody works")
    for right in (DELIVERY, EVENTS):
        async with holding(first, right):
            with pytest.raises(DatabaseBusy):
                async with alone_with(second):
                    pytest.fail("somebody works")
    async with alone_with(first):
        with pytest.raises(DatabaseBusy):
            async with holding(second, WORK, shared=True):
                pytest.fail("nobody else, it was said")


async def test_a_right_is_lost_with_its_connection_and_says_so(postgres):
    async with empty(postgres) as url, AsyncExitStack() as stack:
        first, second = connect(url), connect(url)
        stack.push_async_callback(first.close)
        stack.push_async_callback(second.close)
        async with holding(first, DELIVERY) as held:
            async with second.engine.connect() as connection:
                others = text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
                await connection.execute(others)
            async with asyncio.timeout(60):
                await held.lost.wait()
            async with holding(second, DELIVERY):
                pass


async def test_a_database_is_set_up_once_whoever_begins_at_the_same_moment(postgres):
    async with empty(postgres) as url:
        opened = await asyncio.gather(*(open_database(url) for _ in range(3)))

        async def begin(database: Database) -> None:
            async with database.writing() as session:
                await ensure_officers(session, [("vk", 9_100_001)], NOON)
            for number in range(20):
                async with database.writing() as session:
                    await write_note(session, f"first:{number}", "здесь")

        await asyncio.gather(*map(begin, opened))
        async with opened[0].reading() as session:
            assert len(await all_schools(session)) == 1
            assert await read_note(session, "first:7") == "здесь"
        for database in opened:
            await database.close()


async def test_what_is_told_is_read_by_the_others(two):
    first, second = two

    async def board() -> Board:
        async with second.reading() as session:
            return await read_board(session)

    assert await board() == Board()
    seen = set()
    for _ in range(2):
        async with first.writing() as session:
            await tell_of_rows(session)
        seen.add((await board()).deliver)
    assert len(seen) == 2
    async with first.writing() as session:
        await tell_of_pages(session, "http://127.0.0.1:8080")
    async with first.writing() as session:
        await forget_pages(session, "http://127.0.0.1:8081")
    assert (await board()).pages == "http://127.0.0.1:8080"
    async with first.writing() as session:
        await forget_pages(session, "http://127.0.0.1:8080")
    assert (await board()).pages == ""


async def test_a_server_that_is_away_is_the_databases_trouble_which_passes(tmp_path):
    """It is told by the system, not by the driver: whatever waits for a database must wait for this one, too."""
    database = connect(f"postgresql://nobody@/nothing?host={tmp_path}")
    for way in (database.reading, database.writing):
        with pytest.raises(DatabaseError) as caught:
            async with way() as session:
                await session.execute(text("SELECT 1"))
        assert not would_fail_again(caught.value)
        assert in_words(caught.value) == SILENT
    await database.close()
