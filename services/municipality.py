"""Many schools beside each other, for whoever looks after several."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.weeks import Week
from reports.figures.beside import figures_beside
from reports.figures.week import WeekFigures
from services.actor import At
from services.rights import Deed, require
from storage.database.connection import Database, Session
from storage.schools.registry import is_automatic, newest_weeks, schools_with_ids
from storage.tables import School

OF_SCHOOLS = "по школам"


@dataclass(frozen=True, slots=True)
class SchoolStanding:
    """`newest` is the week of the school's newest file, None before the first one. `figures` are of the newest week
    that it has a file of, inside those that were asked for; they know nothing where it has none."""

    school_id: int
    name: str
    newest: Week | None
    paused: bool
    automatic: bool
    figures: WeekFigures | None


async def schools_beside(
    session: Session, schools: Sequence[School], inside: Sequence[Week] = ()
) -> list[SchoolStanding]:
    """These (see `schools_looked_after`), each in the newest of these weeks that it has, or in its newest of all."""
    newest = await newest_weeks(session, [school.id for school in schools])
    figures: Sequence[WeekFigures | None] = await figures_beside(session, schools, inside)
    return [
        SchoolStanding(school.id, school.name, newest.get(school.id), school.paused, is_automatic(school), its_figures)
        for school, its_figures in zip(schools, figures or [None] * len(schools), strict=True)
    ]


async def make_comparison(
    database: Database, at: At, school_ids: Sequence[int], weeks: Sequence[Week], form: str, *, today: date
) -> bytes:
    """One report of several schools as a file: of these weeks, or of each school's newest when none is named.

    Raises:
        NotAllowed: one of them is not theirs to read.
        UnknownWeek, UsageError
    """
    from reports.make import make_report

    for school_id in school_ids:
        require(at(school_id), Deed.READ)
    async with database.reading() as session:
        schools = await schools_with_ids(session, school_ids)
    return await make_report(database, schools=schools, weeks=weeks, format=form, apart=True, today=today)
