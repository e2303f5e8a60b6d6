"""«Это ошибка» and what was objected to in words alone, of a report's weeks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.names import PersonName
from reports.figures.people import Named, days_of, zone_of
from storage.people.namesakes import told_apart
from storage.people.registry import people_with
from storage.people.unanswered import lines_of_each
from storage.tables import Claim, Person, School

IN_WORDS = ""


@dataclass(frozen=True, slots=True)
class Dispute(Named):
    """`gap` is `IN_WORDS` where somebody only wrote about figures."""

    person_id: int
    name: str
    week: str
    gap: str
    at: datetime
    resolved_at: datetime | None
    resolution: str | None
    apart: str = ""


async def disputes_in(session: AsyncSession, school: School, weeks: Sequence[Week]) -> tuple[Dispute, ...]:
    """«Это ошибка» about the figures of these weeks or said in them, answered or not, and older ones that nobody has
    answered yet; whoever left waits for no answer."""
    zone, names = zone_of(school), await told_apart(session, school.id)
    first, after = days_of(weeks, zone)
    said_then = and_(Claim.at >= first, Claim.at < after)
    rows = await session.execute(
        select(Claim, Person.full_name)
        .join(Person, Person.id == Claim.person_id)
        .where(
            Person.school_id == school.id,
            Claim.kind == "mistake",
            or_(Claim.week.in_([str(week) for week in weeks]), said_then, Claim.resolved_at.is_(None)),
            or_(Person.left_on.is_(None), Claim.resolved_at.is_not(None)),
            Claim.week <= str(weeks[-1]),
        )
        .order_by(Claim.at, Claim.id)
    )
    return tuple(
        Dispute(
            claim.person_id,
            PersonName.read(name).full,
            claim.week,
            claim.gap,
            claim.at.astimezone(zone),
            claim.resolved_at.astimezone(zone) if claim.resolved_at else None,
            claim.resolution if claim.resolved_at else None,
            names.behind(claim.person_id),
        )
        for claim, name in rows
    )


async def objections_in_words(
    session: AsyncSession, school: School, week: Week, waiting: Collection[int]
) -> tuple[Dispute, ...]:
    """The last words of each of these."""
    if not waiting:
        return ()
    zone, names = zone_of(school), await told_apart(session, school.id)
    lines = await lines_of_each(session, waiting, 1)
    return tuple(
        Dispute(
            one.id,
            PersonName.read(one.full_name).full,
            str(week),
            IN_WORDS,
            lines[one.id][-1].at.astimezone(zone),
            None,
            None,
            names.behind(one.id),
        )
        for one in await people_with(session, waiting)
        if one.id in lines
    )
