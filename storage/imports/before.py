"""What is already known of the schools a file is about, read for all of them at once."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import FACTS
from indicators.rows import FactValue, PersonRow, SummaryValue
from indicators.russian.names import parse_name
from indicators.weeks import Week
from storage.imports.chunking import chunks
from storage.tables import Person, PersonWeek, SchoolWeek, StatisticsImport

FACT_CODES = tuple(fact.code for fact in FACTS)
Facts = dict[str, FactValue]
Official = dict[str, SummaryValue]


@dataclass(slots=True)
class Before:
    """One school before the import. `kinds` are what the week holds already, `stored` its facts by person.

    `earlier_rows` is the newest list of an earlier week, `earlier_official` the newest such summary;
    `official` is the summary of this very week, `rows` its list.
    """

    kinds: set[str] = field(default_factory=set)
    stored: dict[int, Facts] = field(default_factory=dict)
    rows: list[PersonRow] = field(default_factory=list)
    official: Official = field(default_factory=dict)
    earlier_list: str | None = None
    earlier_rows: list[PersonRow] = field(default_factory=list)
    earlier_summary: str | None = None
    earlier_official: Official = field(default_factory=dict)


async def load_before(session: AsyncSession, school_ids: Sequence[int], week: Week) -> dict[int, Before]:
    """In a number of queries that does not grow with the schools, some hundreds of them at a time."""
    found: dict[int, Before] = defaultdict(Before)
    for some in chunks(school_ids):
        await _imports(session, some, str(week), found)
        earlier = {found[school_id].earlier_list for school_id in some} - {None}
        await _lists(session, some, {str(week), *filter(None, earlier)}, str(week), found)
        summaries = {found[school_id].earlier_summary for school_id in some} - {None}
        await _summaries(session, some, {str(week), *filter(None, summaries)}, str(week), found)
    return found


async def _imports(session: AsyncSession, school_ids: list[int], week: str, found: dict[int, Before]) -> None:
    """Which weeks there are: this one by kind, and of each kind the newest earlier one."""
    columns = (StatisticsImport.school_id, StatisticsImport.kind, StatisticsImport.week)
    query = select(*columns).where(StatisticsImport.school_id.in_(school_ids), StatisticsImport.week <= week)
    for school_id, kind, its_week in await session.execute(query.order_by(StatisticsImport.week)):
        before = found[school_id]
        if its_week == week:
            before.kinds.add(kind)
        elif kind == "people":
            before.earlier_list = its_week
        else:
            before.earlier_summary = its_week


async def _lists(
    session: AsyncSession, school_ids: list[int], weeks: set[str], week: str, found: dict[int, Before]
) -> None:
    columns = [getattr(PersonWeek, code) for code in FACT_CODES]
    query = (
        select(Person.school_id, Person.id, Person.full_name, Person.left_on, PersonWeek.week, *columns)
        .join(Person, Person.id == PersonWeek.person_id)
        .where(Person.school_id.in_(school_ids), PersonWeek.week.in_(weeks))
    )
    rows = (await session.execute(query)).all()
    await asyncio.to_thread(_take_lists, rows, week, found)


def _take_lists(rows: Iterable[Row[*tuple[Any, ...]]], week: str, found: Mapping[int, Before]) -> None:
    for school_id, person_id, full_name, left_on, its_week, *values in rows:
        before = found[school_id]
        facts = {code: value for code, value in zip(FACT_CODES, values, strict=True) if value is not None}
        if its_week == week:
            before.stored[person_id] = facts
        if left_on is None and its_week in (week, before.earlier_list):
            row = PersonRow(0, "", None, parse_name(full_name), "", "", "", facts)
            (before.rows if its_week == week else before.earlier_rows).append(row)


async def _summaries(
    session: AsyncSession, school_ids: list[int], weeks: set[str], week: str, found: dict[int, Before]
) -> None:
    query = select(SchoolWeek).where(SchoolWeek.school_id.in_(school_ids), SchoolWeek.week.in_(weeks))
    for row in await session.scalars(query):
        before = found[row.school_id]
        figure = SummaryValue(row.value, row.total, row.percent, row.typed_on)
        if row.week == week:
            before.official[row.code] = figure
        elif row.week == before.earlier_summary:
            before.earlier_official[row.code] = figure
