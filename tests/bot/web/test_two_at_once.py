"""Two officers at the same moment, on a server that lets both look before either writes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text

from storage.database.connection import Session
from storage.people.roles import Role
from storage.tables import Campaign, Target
from tests.bot.web.cabinet import SCHOOL, WEEK_46, Office, office
from tests.postgres import emptied

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)


@pytest.fixture
async def desk(postgres, tmp_path) -> AsyncIterator[Office]:
    async with office(tmp_path, weeks=(WEEK_46,), server=await emptied(postgres)) as opened:
        await opened.enter(await opened.give(Role.OFFICER, opened.schools[SCHOOL]))
        yield opened
    await (await emptied(postgres)).close()


async def meanwhile(desk: Office, write: Callable[[Session], None], work: Callable[[], Awaitable[object]]) -> object:
    """What becomes of work that waits for somebody's transaction, which then is written."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(desk.database.writing())
        write(session)
        await session.flush()
        working = asyncio.ensure_future(work())
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        async with asyncio.timeout(60), desk.database.reading() as looking:
            while not working.done() and not await looking.scalar(waiting):
                pass
    return await working


async def test_a_target_that_both_set_is_the_later_ones(desk: Office):
    async def work() -> int:
        return (await desk.post("/settings", act="targets", **{"target-teachers_called": "5"})).status

    def write(session: Session) -> None:
        school = desk.schools[SCHOOL]
        session.add(Target(school_id=school, code="teachers_called", value=3, is_percent=False))

    assert await meanwhile(desk, write, work) == 303
    async with desk.database.reading() as session:
        assert [one.value for one in await session.scalars(select(Target))] == [5]


async def test_an_announcement_under_a_number_that_another_took_gets_the_next(desk: Office):
    async def work() -> str:
        words = {"act": "send", "words": "Завтра педсовет", "week": "2026-W47", "kind": "announce-1"}
        sent = await desk.post("/rounds/announce", ("p", "1"), ("p", "2"), **words)
        return f"{sent.status} {sent.headers.get('Location')}"

    def write(session: Session) -> None:
        school = desk.schools[SCHOOL]
        session.add(Campaign(school_id=school, week="2026-W47", kind="announce-1", state="running", made_at=NOW))

    assert "303" in str(await meanwhile(desk, write, work))
    async with desk.database.reading() as session:
        assert list(await session.scalars(select(Campaign.kind).order_by(Campaign.kind))) == [
            "announce-1",
            "announce-2",
        ]
