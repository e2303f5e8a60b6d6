"""What a list counted of people whose data were deleted since: a week's sums stay as they were told. Kept
are sums by load, no name and no id; of one alone they are that one's figures, of nobody who could be named."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import FACTS, INDICATOR, OfClasses
from indicators.comparing.by_class import ClassRow, class_row
from indicators.comparing.counting import Facts, PeopleTally, Tally, added, tally
from indicators.weeks import Week
from storage.database.read_once import read_once
from storage.tables import Person, PersonWeek, PreviousLoad, PreviousRow, StatisticsImport

Key = tuple[int, str]  # school id, week


async def keep_counts(session: AsyncSession, person_ids: Sequence[int]) -> None:
    """Before these people are deleted: of every week in whose figures they count, and of every list that comes back
    when the one in its place is taken back."""
    theirs = Person.id.in_(person_ids)
    of_person = (Person.left_on, Person.classes, Person.role)
    rows = select(PersonWeek, *of_person).join(Person, Person.id == PersonWeek.person_id).where(theirs)
    found = (await session.execute(rows)).all()
    told_of = [row.person_id for row, *_ in found]
    now = [
        (row.import_id, row.week, left_on, post, {fact.code: getattr(row, fact.code) for fact in FACTS})
        for row, left_on, *post in found
    ]
    replaced = select(PreviousRow, StatisticsImport.week, *of_person).where(theirs, PreviousRow.kind == "facts")
    replaced = replaced.join(StatisticsImport, StatisticsImport.id == PreviousRow.import_id)
    replaced = replaced.join(Person, Person.id == PreviousRow.person_id)
    before = [
        (row.import_id, week, left_on, post, {fact.code: row.content.get(fact.code) for fact in FACTS})
        for row, week, left_on, *post in await session.execute(replaced)
    ]
    for import_id, facts in _by_load(now).items():
        _add(await session.get_one(StatisticsImport, import_id), facts)
    for import_id, facts in _by_load(before).items():
        _add(await session.get_one(PreviousLoad, import_id), facts)
    await _keep_classes(session, theirs, {(row[0], person_id) for row, person_id in zip(now, told_of, strict=True)})
    await session.flush()


async def _keep_classes(session: AsyncSession, theirs: ColumnElement[bool], told: Collection[tuple[int, int]]) -> None:
    """A class is there in a week although its list told nothing of its teacher."""
    load = StatisticsImport
    rows = select(load, Person).join(Person, Person.school_id == load.school_id).where(theirs, load.kind == "people")
    for one, person in await session.execute(rows):
        silent = (one.id, person.id) not in told and was_there(person.created_at, person.left_on, one.week, one.at)
        if silent and class_row(person.classes, person.role, {}) is not None:
            counted = tally([{}], [(person.classes, person.role)])
            counted.people = 0
            one.nameless = asdict(counted if one.nameless is None else added(_read(one.nameless), counted))


def was_there(since: datetime, left_on: date | None, week: str, loaded: datetime | None) -> bool:
    """Whether somebody worked there in the week, and was known when its list came."""
    of = Week.parse(week)
    until = datetime.combine(of.shift(1).sunday, time.max)
    known_by = max(until, loaded.replace(tzinfo=None)) if loaded is not None else until
    return (left_on is None or left_on > of.sunday) and since.replace(tzinfo=None) <= known_by


def _by_load(
    rows: Iterable[tuple[int, str, date | None, Sequence[str], Facts]],
) -> Mapping[int, list[tuple[Facts, tuple[str, str]]]]:
    """Of those who had not left by the week's end, the classes and the role beside the facts."""
    found: defaultdict[int, list[tuple[Facts, tuple[str, str]]]] = defaultdict(list)
    for import_id, week, left_on, (classes, role), facts in rows:
        if left_on is None or left_on > Week.parse(week).sunday:
            found[import_id].append((facts, (classes, role)))
    return found


def _add(load: StatisticsImport | PreviousLoad, rows: Sequence[tuple[Facts, tuple[str, str]]]) -> None:
    counted = tally([facts for facts, _ in rows], [post for _, post in rows])
    load.nameless = asdict(counted if load.nameless is None else added(_read(load.nameless), counted))


async def nameless(session: AsyncSession, school_ids: Sequence[int], weeks: Sequence[str]) -> Mapping[Key, Tally]:
    return await _kept(session, tuple(school_ids), tuple(weeks))


@read_once
async def _kept(session: AsyncSession, school_ids: tuple[int, ...], weeks: tuple[str, ...]) -> Mapping[Key, Tally]:
    of = StatisticsImport
    query = select(of.school_id, of.week, of.nameless).where(of.school_id.in_(school_ids), of.week.in_(weeks))
    rows = await session.execute(query.where(of.kind == "people"))
    return {(school_id, week): _read(kept) for school_id, week, kept in rows if kept is not None}


def _read(kept: dict[str, Any]) -> Tally:
    people = {code: PeopleTally(**one) for code, one in kept["of_people"].items()}
    if "of_classes" in kept:  # as it was kept before: sums over several classes, nobody knows which
        return Tally(kept["people"], people, _of_sums(kept["of_classes"]))
    classes = [ClassRow(tuple(one["names"]), one["facts"]) for one in kept["classes"]]
    return Tally(kept["people"], people, classes)


def _of_sums(sums: Mapping[str, Any]) -> list[ClassRow]:
    facts: dict[str, int] = {}
    for code, one in sums.items():
        rule = INDICATOR[code].counts
        if isinstance(rule, OfClasses) and one["known"]:
            facts[rule.part] = one["part"]
            wholes = zip(rule.wholes, one["wholes"], strict=True)
            facts |= {fact: total for fact, (total, known) in wholes if known == one["known"] and fact not in facts}
    return [ClassRow((), facts)] if facts else []
