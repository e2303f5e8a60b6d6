"""A part that one process at a time does: it is waited for, done, and given up when its right is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from sqlalchemy import text

from bot.running.turns import Turn
from indicators.errors import DatabaseBusy
from storage.database.connection import Database, connect
from storage.database.opening import open_database
from storage.processes.rights import DELIVERY, holding
from tests.databases import fresh_database
from tests.postgres import empty


class Work:
    """Goes on until it is told to end, and remembers each time it was begun and cut short."""

    def __init__(self) -> None:
        self.begun, self.cut_short = asyncio.Semaphore(0), 0

    async def __call__(self) -> None:
        self.begun.release()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cut_short += 1
            raise


def turn(database: Database, told: asyncio.Queue[bool], *, stands_by: bool = True) -> Turn:
    return Turn("delivery", database, DELIVERY, asyncio.Event(), stands_by=stands_by, told=told.put_nowait)


@asynccontextmanager
async def at_work(mine: Turn, work: Work) -> AsyncIterator[None]:
    working = asyncio.create_task(mine.work(work))
    try:
        async with asyncio.timeout(60):
            yield
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


async def test_whoever_stands_by_begins_when_the_other_has_ended(tmp_path):
    database, other = await fresh_database(tmp_path / "shared.db"), connect(f"sqlite:///{tmp_path / 'shared.db'}")
    told: asyncio.Queue[bool] = asyncio.Queue()
    mine, work = turn(database, told), Work()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(holding(other, DELIVERY))
        async with at_work(mine, work):
            assert await told.get() is False
            assert (mine.is_ours, work.begun.locked()) == (False, True)
            await stack.aclose()
            await work.begun.acquire()
            assert (await told.get(), mine.is_ours) == (True, True)
    async with holding(other, DELIVERY):
        pass
    await database.close()
    await other.close()


async def test_a_whole_program_does_not_stand_by(tmp_path):
    database, other = await fresh_database(tmp_path / "shared.db"), connect(f"sqlite:///{tmp_path / 'shared.db'}")
    async with holding(other, DELIVERY):
        with pytest.raises(DatabaseBusy):
            await turn(database, asyncio.Queue(), stands_by=False).work(Work())
        with pytest.raises(DatabaseBusy):
            async with turn(database, asyncio.Queue(), stands_by=False).at_once():
                pytest.fail("both have it")
    await database.close()
    await other.close()


async def test_without_its_right_the_work_ends_at_once_and_begins_anew_when_it_is_there_again(postgres):
    async with empty(postgres) as url:
        database, other = await open_database(url), connect(url)
        mine, work = turn(database, asyncio.Queue()), Work()
        async with at_work(mine, work):
            await work.begun.acquire()
            async with other.engine.connect() as connection:
                holders = (
                    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                )
                await connection.execute(text(holders))
            await work.begun.acquire()
            assert (work.cut_short, mine.is_ours) == (1, True)
        await database.close()
        await other.close()
