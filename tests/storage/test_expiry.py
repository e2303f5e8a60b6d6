"""What is older than the keep period goes; what «never twice» and today's statements rest on stays."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select

from bot.clock.clock import Clock
from indicators.weeks import Week
from storage.campaigns.planning import RoundWishes
from storage.campaigns.rounds import plan_campaign
from storage.database.connection import Database
from storage.database.opening import open_database
from storage.people.codes import ROLE_TERM
from storage.people.exemptions import FILE_MARK
from storage.people.privacy.forgetting import forget_account
from storage.tables import (
    Account,
    AuditEntry,
    Base,
    Campaign,
    Claim,
    ClassPupils,
    Dialogue,
    Errand,
    Exemption,
    HandledEvent,
    Invitation,
    LiveCount,
    Member,
    Occasion,
    OutboxRow,
    Person,
    PersonWeek,
    Reply,
    School,
    SchoolWeek,
    Silenced,
    StatisticsImport,
    ThreadLine,
    ToldChange,
)
from storage.upkeep.expiry import SHORTEST_KEEP, expire
from tests.databases import fresh_database
from tests.loads import add_load
from tests.postgres import emptied

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
KEEP = 104
LONG_AGO = NOW - timedelta(weeks=KEEP + 3)
OLD, NEW = str(Week.of(LONG_AGO.date())), "2026-W46"
DATED = (Claim, LiveCount, Occasion, Reply, Errand, HandledEvent, AuditEntry, Invitation, Exemption, Dialogue)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request, tmp_path) -> AsyncIterator[Database]:
    is_server = request.param == "postgresql"
    database = await (emptied(request.getfixturevalue("postgres")) if is_server else fresh_database(tmp_path / "d.db"))
    yield database
    await database.close()


async def add_times(database: Database, name: str, weeks: dict[str, datetime]) -> tuple[School, Person]:
    """A school with one teacher, and for each week a list, a summary, a campaign and one row of everything dated."""
    async with database.writing() as session:
        school = School(name=name, name_key=name, created_at=LONG_AGO, settings={})
        account = Account(platform="vk", external_id=7_000_000 + len(name))
        session.add_all((school, account))
        await session.flush()
        person = Person(
            school_id=school.id, full_name="Примерова Анна", name_key="примерова анна", account_id=account.id,
            created_at=LONG_AGO,
        )  # fmt: skip
        session.add_all((person, Dialogue(account_id=account.id, name="setup", state={}, at=min(weeks.values()))))
        await session.flush()
        for week, at in weeks.items():
            for kind in ("people", "summary"):
                row = await add_load(session, school.id, week, at, kind=kind)
                if kind == "people":
                    session.add(PersonWeek(person_id=person.id, week=week, import_id=row.id, group_messages=0))
                else:
                    session.add(SchoolWeek(school_id=school.id, week=week, code="teachers_total", import_id=row.id))
            campaign = Campaign(school_id=school.id, week=week, kind="digest", state="finished", made_at=at)
            session.add(campaign)
            await session.flush()
            common = {"person_id": person.id, "account_id": account.id}
            session.add(OutboxRow(campaign_id=campaign.id, peer_id=1, text="", gaps=[], state="sent", **common))
            session.add(Claim(person_id=person.id, week=week, gap="no_call", kind="done", at=at))
            typed = {"registered": 24, "typed_on": at.date(), "at": at}
            session.add(ClassPupils(school_id=school.id, week=week, class_name="5А", **typed))
            session.add(LiveCount(account_id=account.id, week=week))
            session.add(Occasion(school_id=school.id, kind="nudge", period=week, at=at))
            session.add(Reply(community_id=1, peer_id=1, body={}, at=at, state="sent"))
            session.add(Errand(community_id=1, account_id=account.id, peer_id=1, kind="paper", details={}, at=at))
            session.add(HandledEvent(community_id=1, event_id=f"{name}{week}", at=at))
            session.add(AuditEntry(school_id=school.id, action="imported", at=at))
            session.add(Invitation(code=f"{name}{week}"[-16:], person_id=person.id, made_at=at))
            ends_on = at.date() + timedelta(days=3)
            session.add(Exemption(person_id=person.id, reason="отпуск", starts_on=at.date(), ends_on=ends_on))
    return school, person


async def count(database: Database, *tables: type[Base]) -> list[int]:
    async with database.reading() as session:
        return [await session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


async def test_what_is_older_than_the_keep_period_goes_and_the_rest_stays(database):
    await add_times(database, "Ш", {OLD: LONG_AGO, NEW: NOW - timedelta(days=1)})
    assert await expire(database, NOW, KEEP) > 0
    assert await count(database, StatisticsImport, PersonWeek, SchoolWeek, Campaign, OutboxRow) == [2, 1, 1, 1, 1]
    assert await count(database, *DATED) == [1] * (len(DATED) - 1) + [0]
    assert await count(database, ClassPupils) == [1]
    assert await count(database, School, Person, Account) == [1, 1, 1]
    assert await expire(database, NOW, KEEP) == 0


async def test_the_newest_list_stays_however_old_and_its_round_is_not_held_again(database):
    school, _ = await add_times(database, "Ш", {OLD: LONG_AGO})
    await expire(database, NOW, KEEP)
    assert await count(database, StatisticsImport, PersonWeek, SchoolWeek, Campaign, OutboxRow) == [2, 1, 1, 1, 1]
    assert await count(database, ClassPupils) == [1]
    again = await plan_campaign(database, school, Week.parse(OLD), now=NOW, wishes=RoundWishes(ignore_hours=True))
    assert again is not None
    assert again.made_at == LONG_AGO.replace(microsecond=0)
    assert await count(database, Campaign, OutboxRow) == [1, 1]


async def test_nothing_within_the_period_is_touched(database):
    last = NOW - timedelta(weeks=SHORTEST_KEEP - 1)
    await add_times(database, "Ш", {str(Week.of(last.date())): last, NEW: NOW})
    before = await count(database, *DATED)
    assert await expire(database, NOW, SHORTEST_KEEP) == 0
    assert await count(database, *DATED) == before


@pytest.mark.parametrize("by_age", [True, False])
async def test_what_was_said_from_an_account_that_is_deleted_is_not_said_to_be_of_whoever_gets_its_number(
    database, by_age
):
    _, gone = await add_times(database, "Ш", {NEW: NOW})
    _, stays = await add_times(database, "Шк", {NEW: NOW})
    said = {"person_id": stays.id, "account_id": gone.account_id, "at": NOW}
    async with database.writing() as session:
        session.add(Claim(week=NEW, gap="no_journal", kind="mistake", **said))
        session.add(ThreadLine(side="teacher", text="Я так не говорила", **said))
        session.add(ToldChange(text="Фамилия теперь другая", **said))
        (await session.get_one(Person, gone.id)).left_on = (LONG_AGO if by_age else NOW).date()
        if not by_age:
            await forget_account(session, await session.get_one(Account, gone.account_id))
    await expire(database, NOW, KEEP)
    async with database.reading() as session:
        assert await session.get(Account, gone.account_id) is None
        for table in (Claim, ThreadLine, ToldChange):
            whose = await session.scalars(select(table.account_id).where(table.person_id == stays.id))
            assert set(whose) == {None}, table


async def test_who_left_long_ago_is_forgotten_and_who_left_lately_is_not(database):
    _, gone = await add_times(database, "Ш", {NEW: NOW})
    _, lately = await add_times(database, "Шк", {NEW: NOW})
    _, officer = await add_times(database, "Шко", {NEW: NOW})
    async with database.writing() as session:
        for person, day in ((gone, LONG_AGO), (lately, NOW - timedelta(weeks=5)), (officer, LONG_AGO)):
            (await session.get_one(Person, person.id)).left_on = day.date()
        session.add(Member(account_id=officer.account_id, role="officer", confirmed_at=NOW))
        session.add(Silenced(platform="vk", external_id=5))
    await expire(database, NOW, KEEP)
    async with database.reading() as session:
        assert list(await session.scalars(select(Person.id))) == [lately.id]
        accounts = set(await session.scalars(select(Account.id)))
    assert accounts == {lately.account_id, officer.account_id}
    assert await count(database, Silenced) == [1]


async def test_a_role_that_nobody_took_up_goes_after_its_term_and_a_taken_one_stays(database):
    _, one = await add_times(database, "Ш", {NEW: NOW})
    _, other = await add_times(database, "Шк", {NEW: NOW})
    async with database.writing() as session:
        for person, role, offered, confirmed in (
            (one, "officer", LONG_AGO, NOW),
            (one, "manager", NOW - ROLE_TERM - timedelta(minutes=1), None),
            (other, "manager", NOW - ROLE_TERM + timedelta(minutes=1), None),
        ):
            session.add(Member(account_id=person.account_id, role=role, offered_at=offered, confirmed_at=confirmed))
    await expire(database, NOW, KEEP)
    async with database.reading() as session:
        left = [(member.account_id, member.role) for member in await session.scalars(select(Member))]
    assert left == [(one.account_id, "officer"), (other.account_id, "manager")]


async def test_much_that_is_old_goes_in_small_transactions(database):
    async with database.writing() as session:
        session.add_all(AuditEntry(action="imported", at=LONG_AGO) for _ in range(1001))
    assert await expire(database, NOW, KEEP) == 1001
    assert await count(database, AuditEntry) == [0]


async def test_the_clock_does_it_once_a_day(tmp_path):
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path}/d.db")
    times = iter((NOW, NOW + timedelta(hours=1), NOW + timedelta(days=1)))
    clock = Clock(database, lambda: next(times), keep_weeks=KEEP)
    left = []
    for _ in range(3):
        async with database.writing() as session:
            session.add(AuditEntry(action="imported", at=LONG_AGO))
        await clock.ring()
        left += await count(database, AuditEntry)
    await database.close()
    assert left == [0, 1, 0]


def test_a_day_within_the_first_week_that_stays_is_kept_whole():
    from storage.upkeep.expiry import cut_of

    cut = cut_of(NOW, KEEP)
    assert cut.day.weekday() == 0
    assert cut.day <= date(2024, 11, 19)


async def test_why_somebody_was_away_is_forgotten_a_quarter_after_and_that_they_were_stays(database):
    _, person = await add_times(database, "Школа № 5 (пример)", {NEW: NOW})
    days = {"операция": 100, "учёба": 80}
    async with database.writing() as session:
        await session.execute(delete(Exemption))
        for reason, ago in days.items():
            over = NOW.date() - timedelta(days=ago)
            session.add(Exemption(person_id=person.id, reason=reason, starts_on=over, ends_on=over))
        session.add(Exemption(person_id=person.id, reason="декрет", starts_on=date(2026, 1, 1)))
    await expire(database, NOW, KEEP)
    async with database.reading() as session:
        reasons = (await session.scalars(select(Exemption.reason).order_by(Exemption.id))).all()
    assert reasons == ["причина больше не хранится", "учёба", "декрет"]


async def test_a_mark_that_lists_go_on_making_is_passed_over_however_long_ago_it_was_ended(database):
    _, person = await add_times(database, "Школа № 5 (пример)", {NEW: NOW})
    ended, days = LONG_AGO.date(), {"passed_over_on": NOW.date() - timedelta(days=7)}
    async with database.writing() as session:
        await session.execute(delete(Exemption))
        for more in (days, {}):
            mark = {"reason": FILE_MARK, "starts_on": ended - timedelta(days=9), "ends_on": ended}
            session.add(Exemption(person_id=person.id, **mark, **more))
    await expire(database, NOW, KEEP)
    async with database.reading() as session:
        [kept] = await session.scalars(select(Exemption))
    assert kept.passed_over_on == days["passed_over_on"]
