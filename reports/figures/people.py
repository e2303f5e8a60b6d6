"""The people behind the figures: who lacks what, who was reminded, who cannot be written to, who disputes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.names import Gendered, PersonName
from reports.figures.counting import employed_in
from reports.figures.lacking import lacking
from storage.campaigns.effect import reminded
from storage.schools.targets import norms_of
from storage.tables import Account, Campaign, Claim, Exemption, OutboxRow, Person, PersonWeek, School

NO_ACCOUNT = "no_account"
NOT_REGISTERED = "not_registered"
DENIED = "denied"
GONE = "gone"
# Why somebody gets no message, and what a colleague can do about it.
REASONS = {
    NOT_REGISTERED: ("нет регистрации в Сферуме", "помочь зарегистрироваться: листовка с тремя шагами"),
    NO_ACCOUNT: ("аккаунт не связан с ботом", "написать боту по личной ссылке или QR-коду с листовки"),
    DENIED: ("сообщения сообщества не разрешены", "открыть диалог с ботом и нажать «Начать»"),
    GONE: ("страница удалена или заблокирована", "войти в Сферум заново и написать боту"),
}
_REASONS_OF_ONE = {
    NOT_REGISTERED: Gendered(
        "не зарегистрирована в Сферуме", "не зарегистрирован в Сферуме", REASONS[NOT_REGISTERED][0]
    ),
    DENIED: Gendered("не разрешила сообщения сообщества", "не разрешил сообщения сообщества", REASONS[DENIED][0]),
}
_ZONE = "Europe/Moscow"


@dataclass(frozen=True, slots=True)
class TeacherGaps:
    """One employed person. `listed` is false for those absent from the week's list: nothing is known of them."""

    person_id: int
    name: str
    role: str
    classes: str
    gaps: tuple[str, ...]
    listed: bool
    exempt: str | None
    group_chats: int | None
    group_messages: int | None
    calls: int | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message of the outbox; `at` is when it was finished, in the school's zone."""

    name: str
    week: str
    kind: str
    state: str
    at: datetime | None
    gaps: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Somebody whom the bot cannot write to; `reason` is a key of `REASONS`."""

    person_id: int
    name: str
    role: str
    classes: str
    reason: str

    @property
    def words(self) -> tuple[str, str]:
        """Why no message reaches this person, and what a colleague can do about it."""
        why, help = REASONS[self.reason]
        own = _REASONS_OF_ONE.get(self.reason)
        return (own.of(self.name) if own is not None else why, help)


@dataclass(frozen=True, slots=True)
class Dispute:
    name: str
    week: str
    gap: str
    at: datetime
    resolved_at: datetime | None
    resolution: str | None


@dataclass(frozen=True, slots=True)
class Helped:
    """Of `reminded` people who got a message about the last known week, `closed` no longer lack something of it."""

    reminded: int
    closed: int


def _zone(school: School) -> ZoneInfo:
    return ZoneInfo(school.timezone or _ZONE)


async def teachers(session: AsyncSession, school: School, week: Week) -> tuple[TeacherGaps, ...]:
    """Everybody employed at the week's end, in the order of the alphabet."""
    exempt = await _exempt(session, school, week.sunday)
    expected = await norms_of(session, school)
    rows = await session.execute(
        select(Person, PersonWeek)
        .outerjoin(PersonWeek, (PersonWeek.person_id == Person.id) & (PersonWeek.week == str(week)))
        .where(Person.school_id == school.id, employed_in(week))
        .order_by(Person.name_key, Person.id)
    )
    return tuple(
        TeacherGaps(
            person.id,
            PersonName.read(person.full_name).full,
            person.role,
            person.classes,
            lacking(facts, expected) if facts else (),
            facts is not None,
            exempt.get(person.id),
            facts.group_chats if facts else None,
            facts.group_messages if facts else None,
            facts.calls if facts else None,
        )
        for person, facts in rows
    )


async def _exempt(session: AsyncSession, school: School, day: date) -> dict[int, str]:
    rows = await session.execute(
        select(Exemption.person_id, Exemption.reason)
        .join(Person, Person.id == Exemption.person_id)
        .where(
            Person.school_id == school.id,
            Exemption.gap.is_(None),
            Exemption.starts_on <= day,
            or_(Exemption.ends_on.is_(None), Exemption.ends_on >= day),
        )
    )
    return {row.person_id: row.reason for row in rows}


async def reminders(session: AsyncSession, school: School, weeks: Sequence[Week]) -> tuple[Reminder, ...]:
    """Every message about these weeks of statistics, whatever became of it, in the order they were finished."""
    zone = _zone(school)
    rows = await session.execute(
        select(OutboxRow, Campaign.week, Campaign.kind, Person.full_name)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .join(Person, Person.id == OutboxRow.person_id)
        .where(Campaign.school_id == school.id, Campaign.week.in_([str(week) for week in weeks]))
        .order_by(Campaign.week, Campaign.id, Person.name_key, OutboxRow.id)
    )
    return tuple(
        Reminder(
            PersonName.read(name).full,
            week,
            kind,
            row.state,
            row.finished_at.astimezone(zone) if row.finished_at else None,
            tuple(row.gaps),
            row.reason,
        )
        for row, week, kind, name in rows
    )


async def unreachable(session: AsyncSession, school: School, week: Week) -> tuple[Unreachable, ...]:
    """Those whom no message can reach, not registered ones first: for the leaflets and the talk in person."""
    rows = await session.execute(
        select(Person, PersonWeek.registered, Account.writing)
        .outerjoin(PersonWeek, (PersonWeek.person_id == Person.id) & (PersonWeek.week == str(week)))
        .outerjoin(Account, Account.id == Person.account_id)
        .where(Person.school_id == school.id, employed_in(week))
        .order_by(Person.name_key, Person.id)
    )
    found = [
        Unreachable(person.id, PersonName.read(person.full_name).full, person.role, person.classes, reason)
        for person, registered, writing in rows
        if (reason := _reason(registered, writing)) is not None
    ]
    order = list(REASONS)
    return tuple(sorted(found, key=lambda one: order.index(one.reason)))


def _reason(registered: bool | None, writing: str | None) -> str | None:
    if writing in (DENIED, GONE):
        return writing
    if registered is False:
        return NOT_REGISTERED
    return NO_ACCOUNT if writing is None else None


async def disputes(session: AsyncSession, school: School, weeks: Sequence[Week]) -> tuple[Dispute, ...]:
    """«Это ошибка» about these weeks, and older ones that nobody has answered yet."""
    zone = _zone(school)
    rows = await session.execute(
        select(Claim, Person.full_name)
        .join(Person, Person.id == Claim.person_id)
        .where(
            Person.school_id == school.id,
            Claim.kind == "mistake",
            or_(Claim.week.in_([str(week) for week in weeks]), Claim.resolved_at.is_(None)),
            Claim.week <= str(weeks[-1]),
        )
        .order_by(Claim.at, Claim.id)
    )
    return tuple(
        Dispute(
            PersonName.read(name).full,
            claim.week,
            claim.gap,
            claim.at.astimezone(zone),
            claim.resolved_at.astimezone(zone) if claim.resolved_at else None,
            claim.resolution,
        )
        for claim, name in rows
    )


async def helped(
    session: AsyncSession, school: School, previous: Week, week: Week, now: Sequence[TeacherGaps]
) -> Helped | None:
    """Whether the messages about the last known week moved anything by `week`; None when none could have."""
    current = {teacher.person_id: set(teacher.gaps) for teacher in now if teacher.listed}
    told = await reminded(session, school, previous, week)
    asked = {person_id: gaps for person_id, gaps in told.items() if person_id in current}
    closed = sum(1 for person_id, gaps in asked.items() if gaps - current[person_id])
    return Helped(len(asked), closed) if asked else None
