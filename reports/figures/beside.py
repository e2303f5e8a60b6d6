"""Many schools beside each other: each in the newest week that it has a file of, and all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from reports.figures.week import WeekFigures, figures_of_each
from reports.figures.wording import period
from storage.schools.registry import newest_weeks
from storage.tables import School


@dataclass(frozen=True, slots=True)
class InAll:
    """The sum of an indicator over the schools that tell it: `schools` of them, `older` of those in an earlier week
    than the one they are compared in. `total` is None where one of them tells no whole."""

    value: int
    total: int | None
    schools: int
    older: int


async def figures_beside(
    session: AsyncSession, schools: Sequence[School], inside: Sequence[Week] = ()
) -> list[WeekFigures]:
    """Each school's indicators in the newest of these weeks (of all, when none is named) that it has a file of. Whoever
    has none stands there in the newest of any and knows nothing; empty when nobody has one."""
    newest = await newest_weeks(session, [school.id for school in schools], inside)
    if not newest:
        return []
    compared = max(newest.values())
    return await figures_of_each(session, schools, {one.id: [newest.get(one.id, compared)] for one in schools})


def week_compared(schools: Sequence[WeekFigures]) -> Week:
    """The newest: whoever is in another one is behind."""
    return max(one.week for one in schools)


def older_week(one: WeekFigures, compared: Week) -> str:
    """«за 12–18 октября» of a school whose figures are of an earlier week than the others'; else empty."""
    return f"за {period(one.week)}" if one.known and one.week != compared else ""


def called_beside(one: WeekFigures, compared: Week) -> str:
    """Its name, with the week where that is an older one."""
    older = older_week(one, compared)
    return f"{one.school} ({older})" if older else one.school


def in_all(schools: Sequence[WeekFigures], code: str) -> InAll | None:
    """None where fewer than two tell it in numbers."""
    known = [(one.week, figure.now) for one in schools for figure in one.figures if figure.indicator.code == code]
    known = [(week, now) for week, now in known if now.value is not None]
    if len(known) < 2:
        return None
    totals = [now.total for _, now in known if now.total is not None]
    compared = week_compared(schools)
    return InAll(
        sum(now.value or 0 for _, now in known),
        sum(totals) if len(totals) == len(known) else None,
        len(known),
        sum(week != compared for week, _ in known),
    )
