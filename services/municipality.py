"""Many schools beside each other, for whoever looks after several."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.weeks import Week
from reports.figures.week import WeekFigures, indicator_figures
from storage.database.connection import Session
from storage.schools.registry import is_automatic, newest_weeks
from storage.tables import School


@dataclass(frozen=True, slots=True)
class SchoolStanding:
    """`newest` is the week of the school's newest file, None before the first one. `figures` are of the week that all
    are compared in; they know nothing where the school has no file of it."""

    school_id: int
    name: str
    newest: Week | None
    paused: bool
    automatic: bool
    figures: WeekFigures | None


async def schools_beside(session: Session, schools: Sequence[School], week: Week | None = None) -> list[SchoolStanding]:
    """These (see `schools_looked_after`) in a week, or in the newest that any of them has."""
    newest = await newest_weeks(session, [school.id for school in schools])
    compared = week or max(newest.values(), default=None)
    figures: Sequence[WeekFigures | None] = [None] * len(schools)
    if compared is not None:
        figures = await indicator_figures(session, schools, [compared], history=0)
    return [
        SchoolStanding(school.id, school.name, newest.get(school.id), school.paused, is_automatic(school), its_figures)
        for school, its_figures in zip(schools, figures, strict=True)
    ]
