"""An announcement: what cannot be sent, and what must not go any more when its turn comes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from indicators.errors import NotPossible
from nudges.letters.announcement import LONGEST
from nudges.plan.skip_reason import SkipReason
from services.actor import Actor
from services.rounds.announcing import Announcement, announce, preview_announcement
from services.rounds.changing_announced import change_announcement
from services.rounds.steering import cancel
from storage.campaigns.recheck import recheck
from storage.tables import OutboxRow
from tests.postgres import emptied
from tests.services.school import MANAGER, NOW, OFFICER, Staffed, staffed

ZONE = "Europe/Moscow"
COUNCIL = Announcement("Завтра педсовет в 14:00")


@pytest.fixture
async def school(tmp_path) -> AsyncIterator[Staffed]:
    async with staffed(tmp_path) as found:
        yield found


async def announced(school: Staffed, wanted: Announcement = COUNCIL) -> list[OutboxRow]:
    """The newest rows."""
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        shown = await preview_announcement(session, actor, wanted, NOW, default_zone=ZONE)
        told = await announce(session, actor, wanted, shown.week, shown.kind, NOW, default_zone=ZONE)
        assert told.people == 2
        return list(await session.scalars(select(OutboxRow).order_by(OutboxRow.id)))[-2:]


async def reasons(school: Staffed, rows: list[OutboxRow], days: int = 0) -> set[SkipReason]:
    async with school.database.reading() as session:
        return set((await recheck(session, rows, NOW + timedelta(days=days))).reasons.values())


async def test_what_did_not_go_in_its_week_does_not_go_at_all(school: Staffed):
    rows = await announced(school)
    assert await reasons(school, rows) == set()
    assert await reasons(school, rows, days=7) == {SkipReason.PAST_WEEK}


async def test_whoever_got_one_late_gets_no_other_on_the_same_day(school: Staffed):
    second = await announced(school, Announcement("И приносите журналы", at=NOW + timedelta(days=2)))
    first = await announced(school, replace(COUNCIL, at=NOW + timedelta(days=1)))
    async with school.database.writing() as session:
        sent = {"state": "sent", "finished_at": NOW + timedelta(days=2)}
        await session.execute(update(OutboxRow).where(OutboxRow.id.in_([one.id for one in first])).values(**sent))
    assert await reasons(school, second, days=2) == {SkipReason.ALREADY_TOLD}
    assert await reasons(school, second, days=3) == set()


@pytest.mark.parametrize(
    "wanted",
    [Announcement(" "), Announcement("а" * (LONGEST + 1)), Announcement("Педсовет", at=NOW - timedelta(hours=1))],
)
async def test_what_cannot_be_sent_is_refused_before_it_is_shown(school: Staffed, wanted: Announcement):
    actor = await school.actor(OFFICER)
    async with school.database.reading() as session:
        with pytest.raises(NotPossible):
            await preview_announcement(session, actor, wanted, NOW, default_zone=ZONE)


async def test_what_was_shown_in_the_last_minute_of_the_week_goes_in_the_week_it_was_promised_for(school: Staffed):
    friday, actor = NOW + timedelta(days=4, hours=6, minutes=59), await school.actor(OFFICER)  # 17:59
    monday = NOW + timedelta(days=6, hours=22)
    async with school.database.writing() as session:
        shown = await preview_announcement(session, actor, COUNCIL, friday, default_zone=ZONE)
        late = friday + timedelta(minutes=1)
        told = await announce(session, actor, COUNCIL, shown.week, shown.kind, late, default_zone=ZONE)
        assert (told.people, told.opens) == (2, monday)
        rows = list(await session.scalars(select(OutboxRow)))
        assert (await recheck(session, rows, monday)).reasons == {}


async def test_what_was_shown_at_once_goes_once_each_to_its_own_audience(school: Staffed):
    """All were shown under the same number, and none is taken for another."""
    first, second = await school.actor(OFFICER), await school.actor(MANAGER)
    second = Actor(second.account_id, second.school_id, first.roles)
    wanted = [
        replace(COUNCIL, people=frozenset({school.alieva})),
        Announcement("Завтра выставка", frozenset({school.borisov})),
    ]
    async with school.database.writing() as session:
        shown = [
            await preview_announcement(session, actor, one, NOW, default_zone=ZONE)
            for actor, one in zip((first, second), wanted, strict=True)
        ]
        for actor, one, before in zip((first, second), wanted, shown, strict=True):
            told = await announce(session, actor, one, before.week, before.kind, NOW, default_zone=ZONE)
            assert told.people == 1
        await session.execute(update(OutboxRow).values(state="sent", finished_at=NOW))
        later, (_, pressed) = NOW + timedelta(days=1), wanted
        again = await announce(session, second, pressed, before.week, before.kind, later, default_zone=ZONE)
        assert again.round_id == told.round_id
        other = Announcement("Завтра концерт", frozenset({school.borisov}))  # shown to the first in another window
        await announce(session, first, other, before.week, before.kind, later, default_zone=ZONE)
        rows = [(row.person_id, row.text.rpartition("\n")[2]) for row in await session.scalars(select(OutboxRow))]
    assert rows == [
        (school.alieva, "Завтра педсовет в 14:00"),
        (school.borisov, "Завтра выставка"),
        (school.borisov, "Завтра концерт"),
    ]


async def test_what_is_cancelled_while_another_officer_changes_it_goes_no_more(postgres, tmp_path):
    """On a server writers do not queue: whoever cancels waits, and finds the new messages."""
    async with staffed(tmp_path, await emptied(postgres)) as school:
        number, actor = (await announced(school))[0].campaign_id, await school.actor(OFFICER)

        async def cancels() -> bool:
            async with school.database.writing() as session:
                return (await cancel(session, actor, number, NOW)).done

        async with school.database.writing() as session:
            wanted = Announcement("Завтра педсовет в 15:00")
            assert (await change_announcement(session, actor, number, wanted, NOW, default_zone=ZONE)).people == 2
            cancelling = asyncio.create_task(cancels())
            waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            while not cancelling.done() and not await session.scalar(waiting):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert await cancelling
        async with school.database.reading() as session:
            assert [one.state for one in await session.scalars(select(OutboxRow))] == ["cancelled", "cancelled"]
