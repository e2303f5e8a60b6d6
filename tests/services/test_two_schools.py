"""A teacher of two schools gets one message a week: whatever is said ahead of it says so, at both."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.clock.clock import Clock
from indicators.weeks import Week
from nudges.clock.after_load import AfterLoad
from nudges.plan import Recipient
from nudges.plan.skip_reason import SkipReason
from services.actor import the_program
from services.rounds.coming import after_load
from services.rounds.going import coming_to
from storage.tables import Account, Break, Campaign, OutboxRow, Person, PersonWeek, School, StatisticsImport
from tests.handlers.conversation import MONDAY, WEEK, add_person
from tests.services.school import ALIEVA, NAMES, Staffed, staffed

ZONE = "Europe/Moscow"
SUNDAY = MONDAY - timedelta(days=1)
LACKS = {"registered": True, "group_chats": 1, "group_messages": 12, "calls": 0, "journal_linked": True}


@pytest.fixture
async def town(tmp_path) -> AsyncIterator[Staffed]:
    """Алиева teaches at the second school, too, and lacks a call at either; Борисов is of the first alone."""
    async with staffed(tmp_path) as school:
        async with school.database.writing() as session:
            second = await session.scalar(select(School).where(School.id != school.school.id))
        await add_person(school.database, school.school, "Громова Ася Львовна", 9_100_021, **LACKS)
        await add_person(school.database, second, "Чайкин Олег Львович", 9_100_022, **LACKS)
        here = await add_person(school.database, second, NAMES[0], **LACKS)
        async with school.database.writing() as session:
            alieva = await session.scalar(select(Account.id).where(Account.external_id == ALIEVA))
            (await session.get_one(Person, here)).account_id = alieva
            (await session.get_one(PersonWeek, (school.alieva, WEEK))).calls = 0
            for account in await session.scalars(select(Account)):
                account.writing = "allowed"
            for load in await session.scalars(select(StatisticsImport)):
                load.at = SUNDAY - timedelta(days=1)
        yield school


async def told(town: Staffed, school: School, now: datetime) -> AfterLoad:
    async with town.database.reading() as session:
        found = await after_load(session, the_program(school.id), Week.parse(WEEK), now, default_zone=ZONE)
    assert found is not None
    return found


async def test_both_say_beforehand_what_then_goes(town: Staffed):
    async with town.database.reading() as session:
        schools = list(await session.scalars(select(School).order_by(School.id)))
    expected: dict[int, set[str]] = {}
    for school in schools:
        loaded = await told(town, school, SUNDAY)
        async with town.database.reading() as session:
            going = await coming_to(session, the_program(school.id), "all", SUNDAY, default_zone=ZONE)
        expected[school.id] = {one.full_name for one in loaded.planned.recipients}
        assert {one.full_name for one in going.rounds[0].people if isinstance(one, Recipient)} == expected[school.id]
    assert NAMES[0] in expected[schools[0].id]
    skipped = {one.full_name: one.reason for one in (await told(town, schools[1], SUNDAY)).planned.skipped}
    assert skipped[NAMES[0]] is SkipReason.ALREADY_WRITTEN

    await Clock(town.database, lambda: MONDAY, communities=(7,)).ring()
    async with town.database.reading() as session:
        query = (
            select(Campaign.school_id, Person.full_name)
            .select_from(OutboxRow)
            .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        )
        rows = (await session.execute(query.join(Person, Person.id == OutboxRow.person_id))).all()
    assert len(rows) == sum(map(len, expected.values()))
    assert {school: {name for of, name in rows if of == school} for school in expected} == expected


async def test_a_school_that_is_switched_off_takes_nobodys_message(town: Staffed):
    async with town.database.writing() as session:
        first, second = await session.scalars(select(School).order_by(School.id))
        first.settings = {"automatic": False}
    assert NAMES[0] in {one.full_name for one in (await told(town, second, SUNDAY)).planned.recipients}


async def test_a_message_that_goes_later_is_no_obstacle(town: Staffed):
    async with town.database.writing() as session:
        first, second = await session.scalars(select(School).order_by(School.id))
        first.settings = {"schedule": {"nudge": {"weekday": 4}}}
    assert NAMES[0] in {one.full_name for one in (await told(town, second, SUNDAY)).planned.recipients}
    assert NAMES[0] not in {one.full_name for one in (await told(town, first, SUNDAY)).planned.recipients}


async def test_a_message_of_the_week_before_is_no_obstacle(town: Staffed):
    """The second school rests this week: its reminders go in the next one, and by then the first's are of last week."""
    async with town.database.writing() as session:
        _, second = await session.scalars(select(School).order_by(School.id))
        days = {"starts_on": MONDAY.date(), "ends_on": MONDAY.date() + timedelta(days=6)}
        session.add(Break(school_id=second.id, **days))
    loaded = await told(town, second, SUNDAY)
    assert NAMES[0] in {one.full_name for one in loaded.planned.recipients}
