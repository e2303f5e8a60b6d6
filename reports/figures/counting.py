"""The eight indicators as the database knows them: the official summary, and the staff list counted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import INDICATORS
from indicators.weeks import Week
from storage.tables import Person, PersonWeek, SchoolWeek

SUMMARY = "summary"
LIST = "list"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of one indicator in one week.

    `percent` is 0..100. `source` is `summary` (the official one, which wins) or `list` (counted by us).
    """

    value: int | None = None
    total: int | None = None
    percent: float | None = None
    source: str | None = None

    @property
    def known(self) -> bool:
        return self.value is not None or self.percent is not None


NOTHING = Measure()
Measures = dict[str, Measure]  # by indicator code
Key = tuple[int, str]  # school id, week


def share(value: float | None, total: float | None) -> float | None:
    """The percentage; unknown when either is, or when there is nothing to divide by."""
    return None if value is None or not total else 100 * value / total


async def measures(session: AsyncSession, school_ids: Sequence[int], weeks: Sequence[Week]) -> dict[Key, Measures]:
    """Every indicator of every school and week of which anything is known.

    Code by code the official summary wins over the list, because the school is judged by it.
    """
    found: dict[Key, Measures] = await _counted(session, school_ids, weeks)
    for key, official in (await _official(session, school_ids, weeks)).items():
        found[key] = {**found.get(key, {}), **official}
    return found


async def _official(session: AsyncSession, school_ids: Sequence[int], weeks: Sequence[Week]) -> dict[Key, Measures]:
    rows = await session.scalars(
        select(SchoolWeek).where(
            SchoolWeek.school_id.in_(school_ids), SchoolWeek.week.in_([str(week) for week in weeks])
        )
    )
    by_key: dict[Key, dict[str, SchoolWeek]] = defaultdict(dict)
    for row in rows:
        by_key[row.school_id, row.week][row.code] = row
    return {key: _read_official(found) for key, found in by_key.items()}


def _read_official(rows: dict[str, SchoolWeek]) -> Measures:
    read = {}
    for indicator in INDICATORS:
        row = rows.get(indicator.code)
        if row is None or (row.value is None and row.percent is None):
            continue
        whole = rows.get(indicator.of) if indicator.of else None
        total = row.total if row.total is not None else (whole.value if whole else None)
        percent = row.percent if row.percent is not None else share(row.value, total)
        read[indicator.code] = Measure(row.value, total, percent, SUMMARY)
    return read


# The facts behind each indicator of teachers. A number says more than a flag, ten messages say more than three.
_TEACHERS: dict[str, ColumnElement[Any]] = {
    "teachers_total": PersonWeek.registered.__clause_element__(),
    "teachers_created_chats": PersonWeek.group_chats >= 1,
    "teachers_3_messages": case(
        (PersonWeek.group_messages.is_not(None), PersonWeek.group_messages >= 3),
        (PersonWeek.messages_10.is_(True), True),
        else_=PersonWeek.messages_3,
    ),
    "teachers_10_messages": case(
        (PersonWeek.group_messages.is_not(None), PersonWeek.group_messages >= 10),
        (PersonWeek.messages_3.is_(False), False),
        else_=PersonWeek.messages_10,
    ),
    "teachers_called": PersonWeek.calls >= 1,
    "teachers_journal_linked": PersonWeek.journal_linked.__clause_element__(),
}
_PUPILS = ("pupils_total", "pupils_registered", "pupils_journal_linked")


def _aggregates() -> list[ColumnElement[Any]]:
    """Sums that stay NULL when nobody's fact is known."""
    columns: list[ColumnElement[Any]] = [
        func.sum(case((condition.is_(None), None), (condition, 1), else_=0)).label(code)
        for code, condition in _TEACHERS.items()
    ]
    columns += [cast(func.sum(getattr(PersonWeek, fact)), Integer).label(f"class_{fact}") for fact in _PUPILS]
    return [*columns, func.count().label("people")]


def employed_in(week: Week) -> ColumnElement[bool]:
    return employed_on(week.sunday)


def employed_on(day: date) -> ColumnElement[bool]:
    return or_(Person.left_on.is_(None), Person.left_on > day)


async def _counted(session: AsyncSession, school_ids: Sequence[int], weeks: Sequence[Week]) -> dict[Key, Measures]:
    if not weeks:
        return {}
    still_there = or_(*(and_(PersonWeek.week == str(week), employed_in(week)) for week in weeks))
    rows = await session.execute(
        select(Person.school_id, PersonWeek.week, *_aggregates())
        .join(Person, Person.id == PersonWeek.person_id)
        .where(Person.school_id.in_(school_ids), still_there)
        .group_by(Person.school_id, PersonWeek.week)
    )
    return {(row.school_id, row.week): _read_counted(row._mapping) for row in rows}


def _read_counted(row: Any) -> Measures:
    registered = row["teachers_total"]
    read = {code: (row[code], registered) for code in _TEACHERS}
    read["teachers_total"] = (registered, row["people"])
    read["pupils_total"] = (row["class_pupils_registered"], row["class_pupils_total"])
    read["pupils_journal_linked"] = (
        row["class_pupils_journal_linked"],
        row["class_pupils_registered"] if row["class_pupils_registered"] is not None else row["class_pupils_total"],
    )
    measured = {}
    for code, (value, whole) in read.items():
        if value is not None:
            total = _whole(code, whole, row["people"])
            measured[code] = Measure(value, total, share(value, total), LIST)
    return measured


def _whole(code: str, total: int | None, people: int) -> int | None:
    """Where the list does not say who is registered, everybody on it is the whole."""
    return people if total is None and code in _TEACHERS else total
