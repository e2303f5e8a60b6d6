"""The indicators as the database knows them: the official summary, and the staff list counted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Integer, and_, case, false, func, null, or_, select, true
from sqlalchemy import cast as cast_sql
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import INDICATOR, OfClasses, OfPeople
from indicators.comparing.by_class import AddedUp
from indicators.comparing.counting import PeopleTally, Tally, added, figures
from indicators.weeks import Week
from storage.statistics.nameless import nameless
from storage.statistics.pupils_of_classes import of_classes
from storage.tables import Person, PersonWeek, SchoolWeek, StatisticsImport

SUMMARY = "summary"
LIST = "list"
CLASSES = "classes"
_REGISTERED = "teachers_total"
_REMEMBERED = 16  # weeks


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of one indicator in one week.

    `percent` is 0..100. `source` is `summary` (the official one, which wins), `list` (counted by us) or `classes`
    (added up, of some of them typed: `typed` many). `typed_on`: somebody typed it, the last of it then. `partly`: of
    some classes only, which says nothing of the school. `whole_of`: the earlier week that told the `total`.
    """

    value: int | None = None
    total: int | None = None
    percent: float | None = None
    source: str | None = None
    typed_on: date | None = None
    typed: int = 0
    whole_of: Week | None = None
    partly: AddedUp | None = None

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

    Code by code the official summary wins over the list, because the school is judged by it, and class by class the
    list over what was typed.
    """
    found: dict[Key, Measures] = await _counted(session, school_ids, weeks)
    for key, classes in (await of_classes(session, school_ids, weeks)).items():
        found[key] = {**found.get(key, {}), **{code: _of_classes(one) for code, one in classes.items()}}
    for key, official in (await _official(session, school_ids, weeks)).items():
        found[key] = {**found.get(key, {}), **official}
    return await _with_registration(session, found)


async def _with_registration(session: AsyncSession, found: dict[Key, Measures]) -> dict[Key, Measures]:
    """A list that tells nothing of registration changes nothing in it: its shares are of those who were registered
    when a file told it last."""
    lacking = [key for key, known in found.items() if _lacks_registration(known)]
    if not lacking:
        return found
    before = await _registered(session, sorted({school for school, _ in lacking}), max(week for _, week in lacking))
    return found | {
        (school, week): _of_registered(found[school, week], week, before[school]) for school, week in lacking
    }


def _lacks_registration(known: Measures) -> bool:
    return not known.get(_REGISTERED, NOTHING).known and any(map(_is_of_registered, known.items()))


def _is_of_registered(one: tuple[str, Measure]) -> bool:
    code, measure = one
    return INDICATOR[code].of == _REGISTERED and measure.source == LIST and measure.value is not None


async def _registered(session: AsyncSession, school_ids: Sequence[int], until: str) -> dict[int, dict[str, int]]:
    """By school and week, how many were registered where a file told it, some weeks back."""
    last = Week.parse(until)
    weeks = [last.shift(-back) for back in range(1, _REMEMBERED + 1)]
    counted, official = await _counted(session, school_ids, weeks), await _official(session, school_ids, weeks)
    told: dict[int, dict[str, int]] = {school: {} for school in school_ids}
    for source in (counted, official):
        for (school, week), known in source.items():
            if (value := known.get(_REGISTERED, NOTHING).value) is not None:
                told[school][week] = value
    return told


def _of_registered(known: Measures, week: str, before: dict[str, int]) -> Measures:
    told = max((one for one in before if one < week), default="")
    whole = before.get(told, 0)
    return {
        code: replace(one, total=whole, percent=share(one.value, whole), whole_of=Week.parse(told))
        if _is_of_registered((code, one)) and (one.value or 0) <= whole and 0 < whole < (one.total or 0)
        else one
        for code, one in known.items()
    }


def _of_classes(one: AddedUp) -> Measure:
    source = CLASSES if one.typed else LIST
    if not one.is_of_school:
        return Measure(source=source, typed_on=one.typed_on, typed=one.typed, partly=one)
    return Measure(one.value, one.total, share(one.value, one.total), source, one.typed_on, one.typed)


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
    for indicator in INDICATOR.values():
        row = rows.get(indicator.code)
        if row is None or (row.value is None and row.percent is None):
            continue
        whole = rows.get(indicator.of) if indicator.of else None
        total = row.total if row.total is not None else (whole.value if whole else None)
        percent = row.percent if row.percent is not None else share(row.value, total)
        read[indicator.code] = Measure(row.value, total, percent, SUMMARY, row.typed_on)
    return read


def _answer(rule: OfPeople) -> ColumnElement[Any]:
    """`counting.answer` in SQL: true, false, or NULL."""
    flag = _fact(rule.flag) if rule.flag else null()
    if rule.number is None:
        return flag
    number = _fact(rule.number)
    if not (rule.flag or rule.implied_by or rule.ruled_out_by):
        return number >= rule.least
    cases = [(number.is_not(None), number >= rule.least)]
    if rule.implied_by:
        cases.append((_fact(rule.implied_by).is_(True), true()))
    if rule.ruled_out_by:
        cases.append((_fact(rule.ruled_out_by).is_(False), false()))
    return case(*cases, else_=flag)


def _fact(code: str) -> ColumnElement[Any]:
    return cast(ColumnElement[Any], PersonWeek.__table__.columns[code])


@cache
def _tallied() -> Sequence[ColumnElement[Any]]:
    """What a `Tally` needs. Sums are NULL when nobody's answer is known; where nothing follows from another mark, what
    is known is what is said."""
    columns: list[ColumnElement[Any]] = [func.count().label("people")]
    for code, indicator in INDICATOR.items():
        rule = indicator.counts
        if isinstance(rule, OfClasses):
            continue
        holds = _answer(rule)
        columns.append(func.sum(cast_sql(holds, Integer)).label(f"{code}:yes"))
        columns.append(func.count(holds).label(f"{code}:known"))
        if rule.implied_by or rule.ruled_out_by:
            said = or_(*(_fact(one).is_not(None) for one in (rule.number, rule.flag) if one))
            columns.append(func.count(case((said, 1))).label(f"{code}:said"))
    return columns


def employed_on(day: date) -> ColumnElement[bool]:
    return or_(Person.left_on.is_(None), Person.left_on > day)


@lru_cache(maxsize=64)
def _still_there(weeks: tuple[Week, ...]) -> ColumnElement[bool]:
    """At the end of the week that a row is of."""
    of = StatisticsImport.week
    return or_(Person.left_on.is_(None), *(and_(of == str(week), Person.left_on > week.sunday) for week in weeks))


async def _counted(session: AsyncSession, school_ids: Sequence[int], weeks: Sequence[Week]) -> dict[Key, Measures]:
    """By way of the imports: their rows stand together, and come in the order in which they are added up."""
    if not weeks:
        return {}
    of = StatisticsImport
    rows = await session.execute(
        select(of.school_id, of.week, *_tallied())
        .join(PersonWeek, PersonWeek.import_id == of.id)
        .join(Person, Person.id == PersonWeek.person_id)
        .where(of.school_id.in_(school_ids), of.week.in_([str(week) for week in weeks]), _still_there(tuple(weeks)))
        .group_by(of.school_id, of.week)
    )
    keys = tuple(rows.keys())
    there = {(row[0], row[1]): _tally(dict(zip(keys, row, strict=True))) for row in rows}
    for key, kept in (await nameless(session, school_ids, [str(week) for week in weeks])).items():
        gone = replace(kept, classes=[])
        if gone.people:
            there[key] = added(there[key], gone) if key in there else gone
    return {key: _read_counted(one) for key, one in there.items()}


def _read_counted(counted: Tally) -> Measures:
    return {
        code: Measure(figure.value, figure.total, share(figure.value, figure.total), LIST)
        for code, figure in figures(counted).items()
    }


def _tally(row: Any) -> Tally:
    counted = Tally(row["people"])
    for code, indicator in INDICATOR.items():
        rule = indicator.counts
        if isinstance(rule, OfClasses):
            continue
        known = row[f"{code}:known"]
        counted.of_people[code] = PeopleTally(row[f"{code}:yes"] or 0, known, row.get(f"{code}:said", known))
    return counted
