"""A school's people and their accounts as plain rows: a table of thousands needs no objects of the library."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.plan.standing import NOT_NOW
from nudges.platforms import told_writing
from storage.database.bulk import plain_rows
from storage.messengers.ways import tied
from storage.statistics.kinds import week_spoken_of
from storage.statistics.people_in_week import FIGURES, of_week
from storage.tables import Account, Campaign, Claim, Exemption, OutboxRow, Person, PersonAccount, PersonWeek


class StaffRow(NamedTuple):
    """One person of a staff list, the first of their accounts, and their figures of a week (`FIGURES`). `every_name`:
    `Person.name_key` and the names of before."""

    person_id: int
    full_name: str
    every_name: str
    role: str
    classes: str
    left_on: date | None
    wants_nudges: bool
    platform: str | None
    writing: str | None
    figures: tuple[Any, ...]


async def staff_rows(session: AsyncSession, school_id: int, week: Week | None) -> list[StaffRow]:
    """Everybody of the school, also those who have left, by name."""
    every_name = Person.name_key + " " + Person.former
    of_person = (Person.id, Person.full_name, every_name, Person.role, Person.classes, Person.left_on)
    wants = Person.wants_nudges & func.coalesce(Account.wants_nudges, True)
    rows = select(*of_person, wants, Account.platform, Account.writing, *(FIGURES if week is not None else ()))
    rows = rows.outerjoin(Account, Account.id == Person.account_id)
    if week is not None:
        rows = rows.outerjoin(PersonWeek, of_week(week))
    found = await plain_rows(session, rows.where(Person.school_id == school_id).order_by(Person.name_key, Person.id))
    return [StaffRow._make((*row[:9], row[9:])) for row in found]


async def teaching_classes(
    session: AsyncSession, school_id: int, week: Week | None
) -> list[tuple[int, str, str, int | None]]:
    """(person, role, classes, pupils by that week's list) of whoever still works and has any class."""
    told = and_(PersonWeek.person_id == Person.id, PersonWeek.week == (str(week) if week else None))
    rows = select(Person.id, Person.role, Person.classes, PersonWeek.pupils_total).outerjoin(PersonWeek, told)
    rows = rows.where(Person.school_id == school_id, Person.classes != "", Person.left_on.is_(None))
    return [(row[0], row[1], row[2], row[3]) for row in await session.execute(rows.order_by(Person.id))]


async def further_messengers(session: AsyncSession, school_id: int) -> dict[int, dict[str, tuple[str, bool]]]:
    """Of each person, by the messengers beside their first: whether they may be written to, and wish it."""
    rows = (
        select(PersonAccount.person_id, Account.platform, Account.writing, Account.wants_nudges)
        .join(Account, Account.id == PersonAccount.account_id)
        .join(Person, Person.id == PersonAccount.person_id)
        .where(Person.school_id == school_id)
    )
    found: dict[int, dict[str, tuple[str, bool]]] = {}
    for person_id, platform, writing, wants in await session.execute(rows):
        found.setdefault(person_id, {})[platform] = (writing, wants)
    return found


async def exempt_until(session: AsyncSession, school_id: int, today: date) -> dict[int, tuple[str, date | None]]:
    """Who is left in peace on this day about everything, why, and until when."""
    rows = (
        select(Exemption.person_id, Exemption.reason, Exemption.ends_on)
        .join(Person, Person.id == Exemption.person_id)
        .where(
            Person.school_id == school_id,
            Exemption.gap.is_(None),
            Exemption.starts_on <= today,
            or_(Exemption.ends_on.is_(None), Exemption.ends_on >= today),
        )
    )
    longest_last = rows.order_by(Exemption.ends_on.is_(None), Exemption.ends_on, Exemption.id)
    return {row.person_id: (row.reason, row.ends_on) for row in await session.execute(longest_last)}


async def accounts_of_person(session: AsyncSession, person: Person) -> list[tuple[str, int, str, bool]]:
    """(messenger, number, whether it may be written to as it is told, whether it is the first one)."""
    further = select(PersonAccount.account_id).where(PersonAccount.person_id == person.id)
    theirs = or_(Account.id == (person.account_id or 0), Account.id.in_(further))
    rows = select(Account.platform, Account.external_id, Account.writing, Account.id == (person.account_id or 0))
    found = await session.execute(rows.where(theirs).order_by(Account.platform.desc()))
    return [(row[0], row[1], told_writing(row[0], row[2]), row[3]) for row in found]


async def asked_for_peace(
    session: AsyncSession, school_id: int, monday: datetime
) -> tuple[Sequence[Person], Sequence[Person]]:
    """Whoever works there and asked not to be reminded, for good or since that moment for the week; by name."""
    here = select(Person).where(Person.school_id == school_id, Person.left_on.is_(None))
    by_name = (Person.name_key, Person.id)
    of = tied()
    refused = select(of.c.person_id).join(Account, Account.id == of.c.account_id).where(Account.wants_nudges.is_(False))
    refusing = or_(Person.wants_nudges.is_(False), Person.id.in_(refused))
    this_week = select(Claim.person_id).where(Claim.kind == NOT_NOW, Claim.at >= monday)
    for_good = await session.scalars(here.where(refusing).order_by(*by_name))
    for_now = await session.scalars(here.where(~refusing, Person.id.in_(this_week)).order_by(*by_name))
    return for_good.all(), for_now.all()


async def messages_to(
    session: AsyncSession, person_id: int, limit: int = 20
) -> list[tuple[int, str, str, str, datetime | None, str, str]]:
    """(round, week, kind, state, when it was finished, why it did not arrive, text), the newest first."""
    rows = (
        select(Campaign.id, week_spoken_of(), Campaign.kind, OutboxRow.state, OutboxRow.finished_at, OutboxRow.reason)
        .add_columns(OutboxRow.text)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(OutboxRow.person_id == person_id)
        .order_by(OutboxRow.finished_at.is_not(None), OutboxRow.finished_at.desc(), OutboxRow.id.desc())
        .limit(limit)
    )
    return [(*row[:5], row[5] or "", row[6]) for row in await session.execute(rows)]


async def disputes_of(session: AsyncSession, person: Person) -> list[tuple[int, str, str, datetime]]:
    """(number, gap, week, when) of every «это ошибка» that nobody has answered; whoever left waits for no answer."""
    if person.left_on is not None:
        return []
    rows = select(Claim.id, Claim.gap, Claim.week, Claim.at)
    rows = rows.where(Claim.person_id == person.id, Claim.kind == "mistake", Claim.resolved_at.is_(None))
    return [(row[0], row[1], row[2], row[3]) for row in await session.execute(rows.order_by(Claim.id))]
