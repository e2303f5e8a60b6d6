"""A year of the real clock on a real database, against the model: zones, breaks, holidays, faults."""

import asyncio
import random
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import delete, select, update

from bot.clock.clock import Clock
from indicators.weeks import Week
from nudges.clock.schedule import Kind, Schedule, Slot
from storage.database.opening import open_database
from storage.tables import (
    Account,
    Break,
    Campaign,
    Exemption,
    Member,
    Occasion,
    OutboxRow,
    Person,
    PersonWeek,
    Reply,
    School,
    StatisticsImport,
)
from tests.databases import fresh_database, url_of
from tests.loads import add_load
from tests.simulation import model

ZONES = {
    2026: ("Europe/Kaliningrad", "Asia/Yekaterinburg", "Asia/Kamchatka"),
    2027: ("Europe/Moscow", "Asia/Vladivostok", "Europe/Kaliningrad"),
}
SLOTS = {
    "file_missing": (0, time(9)),
    "nudge": (0, time(10)),
    "quota": (3, time(14)),
    "summary": (4, time(15)),
    "escalation": (4, time(15)),
}
OTHER_SLOTS = SLOTS | {"nudge": (1, time(12, 30)), "quota": (4, time(11)), "summary": (2, time(9))}
PAUSED, RESUMED = date.max, date.max - timedelta(days=1)  # instead of the week of a file
LATE_SLOTS = SLOTS | {"nudge": (3, time(15)), "quota": (2, time(14))}  # the second look before the first
WITHOUT = {"messages": {"group_messages": 2, "calls": 1}, "call": {"group_messages": 10, "calls": 0}}


def breaks_of(year, rng):
    """A school's own: quarters or so, and now and then a quarantine."""
    autumn = date(year, 10, 20) + timedelta(days=rng.randrange(14))
    spring = date(year, 3, 15) + timedelta(days=rng.randrange(14))
    illness = date(year, 2, 1) + timedelta(days=rng.randrange(50))
    return [
        (date(year - 1, 12, 29), date(year, 1, 5 + rng.randrange(10))),
        (spring, spring + timedelta(days=rng.randrange(4, 10))),
        (illness, illness + timedelta(days=rng.randrange(1, 15))),
        (date(year, 6, 1 + rng.randrange(20)), date(year, 8, 31)),
        (autumn, autumn + timedelta(days=rng.randrange(4, 12))),
        (date(year, 12, 28), date(year, 12, 31)),
    ]


async def found(database, year, rng):
    """Schools with two teachers, an officer and a manager each; returns each school's id with its model."""
    schools = []
    async with database.writing() as session:
        for number, zone in enumerate(ZONES[year]):
            slots = OTHER_SLOTS if number % 3 == 2 else SLOTS
            breaks = breaks_of(year, rng)
            deadline = date(year, 4, 1) + timedelta(days=rng.randrange(240))
            school = School(
                name=f"Школа {number}",
                name_key=f"{number}",
                timezone=zone,
                registration_deadline=deadline,
                created_at=datetime(year, 1, 1, tzinfo=UTC),
                settings={"schedule": as_settings(slots)},
            )
            session.add(school)
            await session.flush()
            session.add_all(Break(school_id=school.id, starts_on=first, ends_on=last) for first, last in breaks)
            people = await add_people(session, school, number)
            ends = [date(year, 2, 1) + timedelta(days=rng.randrange(300)) for _ in range(4)]
            for end in ends:
                # About one gap that nobody has, so that it ends without changing what is sent.
                span = {"starts_on": end - timedelta(days=3), "ends_on": end}
                session.add(Exemption(person_id=people[0].id, gap="no_group_chat", reason="командировка", **span))
            schools.append(
                (school, people, model.ModelSchool(zone, breaks, deadline, dict(slots), exemption_ends=ends))
            )
    return schools


async def add_people(session, school, number):
    accounts = [Account(platform="vk", external_id=1000 * (number + 1) + n) for n in range(4)]
    session.add_all(accounts)
    await session.flush()
    now = school.created_at
    people = [
        Person(
            school_id=school.id,
            full_name=f"Тестова Анна {n}",
            name_key=f"{n}",
            account_id=accounts[n].id,
            created_at=now,
        )
        for n in range(2)
    ]
    session.add_all(people)
    for account, role in zip(accounts[2:], ("officer", "manager"), strict=True):
        session.add(Member(account_id=account.id, school_id=school.id, role=role, confirmed_at=now))
    await session.flush()
    return people


async def import_file(database, school, people, monday, at, lacking):
    """A week's list, or the same week once more."""
    facts = {"journal_linked": False, **WITHOUT[lacking]}
    week = str(Week(monday))
    async with database.writing() as session:
        for table in (PersonWeek, StatisticsImport):
            query = delete(table).where(table.week == week)
            mine = {person.id for person in people}
            narrow = table.person_id.in_(mine) if table is PersonWeek else table.school_id == school.id
            await session.execute(query.where(narrow))
        row = await add_load(session, school.id, week, at, rows=2)
        # Only who is registered is looked at again for the weekly norms; the countdown is about the other.
        session.add_all(
            PersonWeek(person_id=one.id, week=week, import_id=row.id, registered=one is people[0], **facts)
            for one in people
        )


def changes_of(year, rng):
    start = datetime(year, 1, 10, tzinfo=UTC)
    moments = [start + timedelta(minutes=rng.randrange(350 * 24 * 60)) for _ in range(16)]
    changes = [(moment, rng.randrange(len(ZONES[year])), date.min) for moment in moments]
    for number in range(len(ZONES[year])):
        paused = start + timedelta(minutes=rng.randrange(300 * 24 * 60))
        changes += [(paused, number, PAUSED), (paused + timedelta(days=rng.randrange(2, 25)), number, RESUMED)]
    return changes


def as_settings(slots):
    return Schedule({Kind(kind): Slot(*slot) for kind, slot in slots.items()}).as_settings()


def rings_of(year, rng):
    """(real moment, how wrong the machine's clock is, whether both processes ring). Long silences are power cuts."""
    moment = datetime(year, 1, 1, rng.randrange(24), rng.randrange(60), tzinfo=UTC)
    end = datetime(year + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        wrong = timedelta(0)
        if rng.random() < 0.01:
            wrong = timedelta(hours=rng.choice((-200, -30, -3, 3, 20)))
        everybody_sleeps = not any(model.may_write(model.ModelSchool(zone, []), moment + wrong) for zone in ZONES[year])
        if not everybody_sleeps or rng.random() < 0.15:
            yield moment, wrong, rng.random() < 0.1
        silence = timedelta(days=rng.randrange(1, 9)) if rng.random() < 0.006 else timedelta(0)
        moment += timedelta(minutes=rng.randrange(60, 1200)) + silence


def files_of(year, rng):
    """When files come, by school: mostly on Monday or Tuesday, some late, some twice, some never."""
    coming = []
    for number in range(len(ZONES[year])):
        monday = model.monday_of(date(year, 1, 8))
        while monday.year == year:
            if rng.random() < 0.9:
                days = rng.choice((7, 7, 7, 8, 8, 9, 11, 12, 16, 24))
                for again in range(1 + (rng.random() < 0.15)):
                    at = datetime.combine(monday, time(rng.randrange(24), rng.randrange(60)), UTC)
                    coming.append((at + timedelta(days=days + again * rng.randrange(5)), number, monday))
            monday += timedelta(days=7)
    return sorted(coming)


async def change(database, school, mirror, at, rng):
    """An officer changes something in the year: the zone, the schedule, the hours, or a quarantine from today."""
    what = rng.choice(("zone", "slots", "hours", "quarantine"))
    async with database.writing() as session:
        kept = await session.get(School, school.id)
        if what == "zone":
            kept.timezone = mirror.zone = rng.choice(ZONES[at.year])
        elif what == "slots":
            mirror.slots = dict(rng.choice((SLOTS, OTHER_SLOTS, LATE_SLOTS)))
            kept.settings = {"schedule": as_settings(mirror.slots)}
        elif what == "hours":
            mirror.hours = rng.choice(((9, 18), (8, 14), (11, 20)))
            kept.work_from, kept.work_to = (time(hour) for hour in mirror.hours)
        else:
            days = (at.date(), at.date() + timedelta(days=rng.randrange(6)))
            mirror.breaks.append(days)
            session.add(Break(school_id=school.id, starts_on=days[0], ends_on=days[1], title="карантин", kind="pause"))


async def pause(database, school, mirror, *, paused):
    async with database.writing() as session:
        (await session.get(School, school.id)).paused = mirror.paused = paused


@pytest.fixture
async def processes(tmp_path):
    """Two programs on one file."""
    databases = [await fresh_database(tmp_path / "d.db"), await open_database(url_of(tmp_path / "d.db"))]
    yield databases
    for database in databases:
        await database.close()


@pytest.mark.parametrize(("year", "seed"), [(2026, 1), (2027, 2)])
async def test_a_year_of_the_clock_is_what_the_plain_model_says(processes, year, seed):
    rng = random.Random(seed)
    database, now = processes[0], datetime(year, 1, 1, tzinfo=UTC)
    clocks = [Clock(one, lambda: now, communities=(1,)) for one in processes]
    schools = await found(database, year, rng)
    coming = sorted([*files_of(year, rng), *changes_of(year, rng)])
    expected, actual = [], []
    for real, wrong, both in rings_of(year, rng):
        while coming and coming[0][0] <= real:
            at, number, monday = coming.pop(0)
            school, people, mirror = schools[number]
            if monday == date.min:
                await change(database, school, mirror, at, rng)
            elif monday in (PAUSED, RESUMED):
                await pause(database, school, mirror, paused=monday == PAUSED)
            else:
                mirror.files[monday] = at
                lacking = mirror.lacking.setdefault(monday, rng.choice(tuple(WITHOUT)))
                await import_file(database, school, people, monday, at, lacking)
        now = real + wrong
        ringing = clocks if both else [rng.choice(clocks)]
        done = [one for ring in await asyncio.gather(*(clock.ring() for clock in ringing)) for one in ring]
        actual += [(now, school_id, one.kind.value, one.period) for school_id, one in done]
        if done:
            async with database.writing() as session:
                await session.execute(update(OutboxRow).where(OutboxRow.state == "planned").values(state="sent"))
        for school, _, mirror in schools:
            expected += [(now, school.id, kind, period) for kind, period in model.ring(mirror, now)]
    assert set(actual) - set(expected) == set()
    assert set(expected) - set(actual) == set()
    assert len(actual) == len(expected) > 200
    await check_manners(database, schools, expected)


async def check_manners(database, schools, expected):
    """What is in the database: every message at a moment the model allowed, nobody written to twice a week."""
    allowed = {(school_id, now) for now, school_id, _, _ in expected}
    async with database.reading() as session:
        rounds = (await session.execute(select(Campaign, OutboxRow).join(OutboxRow))).all()
        replies = (await session.scalars(select(Reply))).all()
        occasions = (await session.scalars(select(Occasion))).all()
    assert all((campaign.school_id, campaign.made_at) in allowed for campaign, _ in rounds)
    assert all((schools[reply.peer_id // 1000 - 1][0].id, reply.at) in allowed for reply in replies)
    letters = Counter((row.account_id, row.calendar_week, campaign.kind) for campaign, row in rounds)
    assert set(letters.values()) == {1}
    for school, people, mirror in schools:
        weeks = {kind: set() for kind in ("digest", "quota")}
        for campaign, _ in rounds:
            if campaign.school_id == school.id:
                weeks[campaign.kind].add(Week.parse(campaign.week).monday)
        assert weeks["digest"] == set(mirror.digests)
        assert weeks["quota"] == mirror.quotas
        assert len(weeks["digest"]) > 10
        assert {row.person_id for campaign, row in rounds if campaign.school_id == school.id} == {
            person.id for person in people
        }
    summaries = [one for one in occasions if one.kind == "summary"]
    assert sum(reply.peer_id % 1000 == 3 for reply in replies) >= len(summaries)
