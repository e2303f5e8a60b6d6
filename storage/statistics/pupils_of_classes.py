"""The pupils of schools' weeks, class by class: by the list, by what was typed, and which classes there are at all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import INDICATOR, OfClasses
from indicators.comparing.by_class import PUPIL_FACTS, AddedUp, ClassRow, add_up, class_row
from indicators.weeks import Week
from storage.statistics.class_pupils import class_rows
from storage.statistics.nameless import nameless, was_there
from storage.tables import ClassPupils, Person, PersonWeek, StatisticsImport

Key = tuple[int, str]  # school id, week
_FACTS = [getattr(PersonWeek, code) for code in PUPIL_FACTS]
_TELLS = or_(*(one.is_not(None) for one in _FACTS))


async def of_classes(
    session: AsyncSession, school_ids: Sequence[int], weeks: Sequence[Week]
) -> dict[Key, dict[str, AddedUp]]:
    """By indicator, wherever anything is known of a class."""
    told = await _told(session, school_ids, weeks)
    typed = await _typed(session, school_ids, weeks)
    gone = await nameless(session, school_ids, [str(week) for week in weeks])
    keys = {*told, *typed, *(key for key, one in gone.items() if any(row.facts for row in one.classes))}
    people = await _people(session, {school for school, _ in keys}) if keys else {}
    loaded = await _loaded(session, school_ids, weeks) if keys else {}
    found = {}
    for key in keys:
        rows = told.get(key, {})
        silent = _there(people.get(key[0], ()), key[1], loaded.get(key), rows)
        of_deleted = gone[key].classes if key in gone else []
        found[key] = _added_up([*rows.values(), *silent, *of_deleted], typed.get(key, ()))
    return found


def _added_up(listed: Sequence[ClassRow], typed: Sequence[ClassRow]) -> dict[str, AddedUp]:
    found = {}
    for code, indicator in INDICATOR.items():
        if isinstance(indicator.counts, OfClasses) and (one := add_up(indicator.counts, listed, typed)) is not None:
            found[code] = one
    return found


async def _told(
    session: AsyncSession, school_ids: Sequence[int], weeks: Sequence[Week]
) -> dict[Key, dict[int, ClassRow]]:
    """By person, of those in whose row stands anything of pupils."""
    of = StatisticsImport
    rows = await session.execute(
        select(of.school_id, of.week, Person.id, Person.left_on, Person.classes, Person.role, *_FACTS)
        .join(PersonWeek, PersonWeek.import_id == of.id)
        .join(Person, Person.id == PersonWeek.person_id)
        .where(of.school_id.in_(school_ids), of.week.in_([str(week) for week in weeks]))
        .where(_TELLS)
    )
    found: dict[Key, dict[int, ClassRow]] = defaultdict(dict)
    for school_id, week, person_id, left_on, classes, role, *facts in rows:
        row = class_row(classes, role, dict(zip(PUPIL_FACTS, facts, strict=True)))
        if row is not None and (left_on is None or left_on > Week.parse(week).sunday):
            found[school_id, week][person_id] = row
    return found


async def _typed(session: AsyncSession, school_ids: Sequence[int], weeks: Sequence[Week]) -> dict[Key, list[ClassRow]]:
    found: dict[Key, list[ClassRow]] = defaultdict(list)
    for one in await class_rows(session, school_ids, [str(week) for week in weeks]):
        found[one.school_id, one.week].append(ClassRow((one.class_name,), _facts(one), one.typed_on))
    return found


def _facts(one: ClassPupils) -> Mapping[str, int]:
    said = {
        "pupils_registered": one.registered,
        "pupils_total": one.total,
        "pupils_journal_linked": one.linked,
    }
    return {code: value for code, value in said.items() if value is not None}


_OfPerson = tuple[int, datetime, date | None, ClassRow]


async def _people(session: AsyncSession, school_ids: set[int]) -> dict[int, list[_OfPerson]]:
    """Whoever has to do with classes, by school."""
    columns = (Person.school_id, Person.id, Person.created_at, Person.left_on, Person.classes, Person.role)
    leads = [Person.role.contains(part) for part in ("лассн", "ЛАССН")]  # a database knows no case of Russian letters
    of_classes = and_(Person.school_id.in_(school_ids), or_(Person.classes != "", *leads))
    found: dict[int, list[_OfPerson]] = defaultdict(list)
    for school_id, person_id, since, left_on, classes, role in await session.execute(
        select(*columns).where(of_classes)
    ):
        row = class_row(classes, role, {})
        if row is not None:
            found[school_id].append((person_id, since, left_on, row))
    return found


async def _loaded(session: AsyncSession, school_ids: Sequence[int], weeks: Sequence[Week]) -> dict[Key, datetime]:
    of = StatisticsImport
    known = select(of.school_id, of.week, of.at).where(of.school_id.in_(school_ids), of.kind == "people")
    rows = await session.execute(known.where(of.week.in_([str(week) for week in weeks])).order_by(of.at))
    return {(school_id, week): at for school_id, week, at in rows}


def _there(
    people: Sequence[_OfPerson], week: str, loaded: datetime | None, told: Mapping[int, ClassRow]
) -> list[ClassRow]:
    """Of those of whom the week's list tells nothing."""
    return [
        row
        for person_id, since, left_on, row in people
        if person_id not in told and was_there(since, left_on, week, loaded)
    ]
