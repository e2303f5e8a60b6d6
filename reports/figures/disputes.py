"""«Это ошибка» and what was objected to in words alone, of a report's weeks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.names import PersonName
from reports.figures.people import Named, days_of, zone_of
from storage.people.namesakes import told_apart
from storage.people.registry import people_with
from storage.people.unanswered import lines_of_each
from storage.statistics.people_in_week import rows_of_week
from storage.statistics.silences import mistakes_of
from storage.tables import School

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
    theirs = {str(week) for week in weeks}
    people = {one.id: one for one in await rows_of_week(session, school.id, weeks[-1])}
    meant = [
        (claim, people[claim.person_id])
        for claim in await mistakes_of(session, school.id)
        if claim.week <= str(weeks[-1])
        and (claim.week in theirs or first <= claim.at < after or claim.resolved_at is None)
    ]
    return tuple(
        Dispute(
            claim.person_id,
            PersonName.read(person.full_name).full,
            claim.week,
            claim.gap,
            claim.at.astimezone(zone),
            claim.resolved_at.astimezone(zone) if claim.resolved_at else None,
            claim.resolution if claim.resolved_at else None,
            names.behind(claim.person_id),
        )
        for claim, person in meant
        if person.left_on is None or claim.resolved_at is not None
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
