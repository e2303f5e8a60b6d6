"""A new file against what the school already has: warnings shown before anything is written."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.checks import against_last_week, against_summary, fewer_people, indicators_of
from indicators.names import parse_name
from indicators.rows import FactValue, PersonRow, SummaryValue
from indicators.weeks import Week
from storage.imports.people import FACT_CODES
from storage.tables import Person, PersonWeek, SchoolWeek, StatisticsImport


async def check_list(session: AsyncSession, school_id: int, week: Week, rows: Sequence[PersonRow]) -> list[str]:
    """A list of people against the official summary of its week and against the list before it."""
    warnings = against_summary(rows, await _official(session, school_id, str(week)))
    weeks = select(StatisticsImport.week).where(
        StatisticsImport.school_id == school_id,
        StatisticsImport.kind == "people",
        StatisticsImport.week < str(week),
    )
    before = await session.scalar(weeks.order_by(StatisticsImport.week.desc()).limit(1))
    if before is not None:
        earlier = await stored_rows(session, school_id, before)
        warnings += fewer_people(len(rows), len(earlier))
        are_neighbours = before == str(week.shift(-1))
        warnings += against_last_week(indicators_of(rows), indicators_of(earlier), neighbours=are_neighbours)
    return warnings


async def check_summary(
    session: AsyncSession, school_id: int, week: Week, figures: Mapping[str, SummaryValue]
) -> list[str]:
    """An official summary against the list of its week and against the summary before it."""
    rows = await stored_rows(session, school_id, str(week))
    warnings = against_summary(rows, figures) if rows else []
    earlier = select(SchoolWeek.week).where(SchoolWeek.school_id == school_id, SchoolWeek.week < str(week))
    before = await session.scalar(earlier.order_by(SchoolWeek.week.desc()).limit(1))
    if before is not None:
        are_neighbours = before == str(week.shift(-1))
        warnings += against_last_week(figures, await _official(session, school_id, before), neighbours=are_neighbours)
    return warnings


async def stored_rows(session: AsyncSession, school_id: int, week: str) -> list[PersonRow]:
    """The list of a week as it was imported, without people who left."""
    columns = [getattr(PersonWeek, code) for code in FACT_CODES]
    stored = select(Person.full_name, *columns).join(Person, Person.id == PersonWeek.person_id)
    stored = stored.where(Person.school_id == school_id, PersonWeek.week == week, Person.left_on.is_(None))
    return [
        PersonRow(0, "", None, parse_name(full_name), "", "", "", _known(values))
        for full_name, *values in await session.execute(stored)
    ]


async def _official(session: AsyncSession, school_id: int, week: str) -> dict[str, SummaryValue]:
    stored = select(SchoolWeek).where(SchoolWeek.school_id == school_id, SchoolWeek.week == week)
    return {row.code: SummaryValue(row.value, row.total, row.percent) for row in await session.scalars(stored)}


def _known(values: Sequence[FactValue | None]) -> dict[str, FactValue]:
    return {code: value for code, value in zip(FACT_CODES, values, strict=True) if value is not None}
