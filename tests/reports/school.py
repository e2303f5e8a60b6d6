"""An invented school, written straight into the tables, for looking at what comes out."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.summary.schools import school_key
from indicators.weeks import Week
from storage.tables import (
    Account,
    Campaign,
    Chat,
    Claim,
    Exemption,
    OutboxRow,
    Person,
    PersonWeek,
    School,
    SchoolWeek,
    StatisticsImport,
    Target,
)
from tests.loads import add_load

WEEK = Week.parse("2026-W46")
NOON = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
_LAST = ("Выдумкина", "Придумова", "Небывалова", "Сочинялова", "Образцова", "Примерова", "Условная", "Тестова")
_FIRST = ("Марьям", "Анна", "Зарема", "Ольга", "Патимат", "Ирина", "Светлана", "Динара")
_PATRONYMIC = ("Ахмедовна", "Петровна", "Ивановна", "Магомедовна", "Сергеевна", "Расуловна")
TARGETS = (
    ("teachers_total", 100.0, True),
    ("teachers_created_chats", 90.0, True),
    ("teachers_3_messages", 85.0, True),
    ("teachers_10_messages", 70.0, True),
    ("teachers_called", 60.0, True),
    ("teachers_journal_linked", 95.0, True),
    ("pupils_total", 560.0, False),
    ("pupils_journal_linked", 80.0, True),
)


@dataclass
class Made:
    """What a test needs of the school it built."""

    school: School
    people: list[int]


def name(number: int) -> str:
    return (
        f"{_LAST[number % 8]} {_FIRST[number // 8 % 8]} {_PATRONYMIC[number % 6]}"
        if number < 64
        else f"{_LAST[number % 8]}-{number} {_FIRST[number // 8 % 8]} {_PATRONYMIC[number % 6]}"
    )


async def add_school(session: AsyncSession, title: str = "МБОУ «Школа Примерная № 1»", **settings: Any) -> School:
    school = School(
        name=title,
        name_key=school_key(title),
        created_at=NOON,
        settings={},
        registration_deadline=date(2026, 12, 25),
        **settings,
    )
    session.add(school)
    await session.flush()
    return school


async def add_import(session: AsyncSession, school: School, week: Week, kind: str, rows: int) -> StatisticsImport:
    received_on = week.sunday + timedelta(days=2)
    return await add_load(session, school.id, week, NOON, kind=kind, rows=rows, received_on=received_on)


async def add_targets(session: AsyncSession, school: School) -> None:
    for code, value, is_percent in TARGETS:
        session.add(
            Target(school_id=school.id, code=code, value=value, is_percent=is_percent, deadline=date(2026, 12, 25))
        )


async def add_people(session: AsyncSession, school: School, count: int, names: list[str] | None = None) -> list[int]:
    """Staff of whom every ninth has no account and every thirteenth refuses messages."""
    accounts = {
        number: Account(
            platform="vk",
            external_id=school.id * 1_000_000 + number,
            writing="denied" if number % 13 == 12 else "allowed",
        )
        for number in range(count)
        if number % 9 != 8
    }
    session.add_all(accounts.values())
    await session.flush()
    people = [
        Person(
            school_id=school.id,
            full_name=full,
            name_key=full.casefold(),
            role="учитель" if number % 5 else "педагог-организатор",
            classes=f"{number % 11 + 1}{'АБВ'[number % 3]}" if number % 2 == 0 else "",
            account_id=accounts[number].id if number in accounts else None,
            created_at=NOON,
        )
        for number, full in enumerate(names or [name(number) for number in range(count)])
    ]
    session.add_all(people)
    await session.flush()
    return [person.id for person in people]


def facts(number: int, week_number: int) -> dict[str, Any]:
    """Figures that grow week by week and differ from person to person."""
    drive = (number * 7) % 17 + week_number
    registered = number % 9 != 8 or (number % 2 == 0 and week_number > 4)
    class_teacher = number % 2 == 0
    return {
        "registered": registered,
        "profile_active": registered and number % 17 != 3,
        "group_chats": (1 + number % 2 if drive > 7 else 0) if registered else None,
        "group_messages": max(0, drive - 3 - number % 3) if registered else None,
        "calls": (1 if drive > 13 + week_number % 2 else 0) if registered else None,
        "journal_linked": registered and drive > 6,
        "pupils_total": 25 if class_teacher else None,
        "pupils_registered": min(25, 9 + week_number + number % 8) if class_teacher else None,
        "pupils_journal_linked": min(25, 5 + week_number + number % 5) if class_teacher else None,
    }


async def add_list(session: AsyncSession, school: School, week: Week, people: list[int], rank: int) -> None:
    made = await add_import(session, school, week, "people", len(people))
    empty = {column.name: None for column in PersonWeek.__table__.columns}
    await session.execute(
        insert(PersonWeek),
        [
            {**empty, "person_id": person, "week": str(week), "import_id": made.id, **facts(number, rank)}
            for number, person in enumerate(people)
        ],
    )


async def add_summary(session: AsyncSession, school: School, week: Week, values: dict[str, tuple]) -> None:
    """`values`: code → (value, total, percent)."""
    made = await add_import(session, school, week, "summary", 1)
    for code, (value, total, percent) in values.items():
        session.add(
            SchoolWeek(
                school_id=school.id,
                week=str(week),
                code=code,
                import_id=made.id,
                value=value,
                total=total,
                percent=percent,
            )
        )
    await session.flush()


async def add_reminders(session: AsyncSession, school: School, week: Week, people: list[int]) -> None:
    campaign = Campaign(school_id=school.id, week=str(week), kind="digest", state="finished", made_at=NOON)
    session.add(campaign)
    await session.flush()
    states = ("sent", "sent", "sent", "sent", "unreachable", "skipped", "failed")
    reasons = {"unreachable": "не разрешил сообщения", "skipped": "уже всё выполнил", "failed": "ошибка VK 10"}
    rows = await session.execute(select(Person.id, Person.account_id).where(Person.school_id == school.id))
    accounts = {person: account for person, account in rows.all()}  # noqa: C416
    for number, person in enumerate(people):
        account = accounts[person]
        if account is None:
            continue
        state = states[number % 7]
        session.add(
            OutboxRow(
                campaign_id=campaign.id,
                person_id=person,
                account_id=account,
                peer_id=number,
                text="Добрый день!",
                gaps=["few_messages", "no_call"] if number % 2 else ["no_group_chat"],
                state=state,
                finished_at=NOON + timedelta(seconds=number),
                reason=reasons.get(state),
            )
        )
    await session.flush()


async def demo_school(session: AsyncSession, count: int = 60, weeks: int = 8, **settings: Any) -> Made:
    """A school with everything a report can show."""
    school = await add_school(session, **settings)
    await add_targets(session, school)
    people = await add_people(session, school, count)
    for back in range(weeks):
        await add_list(session, school, WEEK.shift(-back), people, weeks - 1 - back)
    for week in (WEEK.shift(-1), WEEK):
        await add_reminders(session, school, week, people)
    if count > 3:
        session.add(
            Claim(person_id=people[1], week=str(WEEK), gap="no_call", kind="mistake", at=NOON + timedelta(hours=1))
        )
        session.add(
            Claim(
                person_id=people[3],
                week=str(WEEK),
                gap="few_messages",
                kind="mistake",
                at=NOON,
                resolved_at=NOON + timedelta(hours=3),
                resolution="rejected",
            )
        )
        session.add(Exemption(person_id=people[2], gap=None, reason="больничный", starts_on=WEEK.monday, ends_on=None))
    await session.flush()
    return Made(school, people)


async def add_chats(session: AsyncSession, school: School, count: int) -> None:
    kinds = ("parents_with_teacher", "parents_without_teacher")
    for number in range(count):
        session.add(
            Chat(
                school_id=school.id,
                platform="vk",
                peer_id=-(school.id * 10_000 + number),
                title=f"Родители {number}",
                kind=kinds[number % 2],
                class_name=f"{number // 2 % 11 + 1}{'АБВГД'[number // 22 % 5]}",
                link=f"https://vk.me/join/Primer_{number:05d}_vydumannaya_ssylka=",
                settings={},
            )
        )
    await session.flush()
