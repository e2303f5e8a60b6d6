"""What a list counted of people whose data were deleted since: a week's sums stay as they were told. Kept
are sums by load, no name and no id; of one alone they are that one's figures, of nobody who could be named."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import FACTS
from indicators.comparing.counting import ClassesTally, Facts, PeopleTally, Tally, added, tally
from indicators.weeks import Week
from storage.tables import Person, PersonWeek, PreviousLoad, PreviousRow, StatisticsImport

Key = tuple[int, str]  # school id, week


async def keep_counts(session: AsyncSession, person_ids: Sequence[int]) -> None:
    """Before these people are deleted: of every week in whose figures they count, and of every list that comes back
    when the one in its place is taken back."""
    theirs = Person.id.in_(person_ids)
    rows = select(PersonWeek, Person.left_on).join(Person, Person.id == PersonWeek.person_id).where(theirs)
    now = [
        (row.import_id, row.week, left_on, {fact.code: getattr(row, fact.code) for fact in FACTS})
        for row, left_on in await session.execute(rows)
    ]
    replaced = select(PreviousRow, StatisticsImport.week, Person.left_on).where(theirs, PreviousRow.kind == "facts")
    replaced = replaced.join(StatisticsImport, StatisticsImport.id == PreviousRow.import_id)
    replaced = replaced.join(Person, Person.id == PreviousRow.person_id)
    before = [
        (row.import_id, week, left_on, {fact.code: row.content.get(fact.code) for fact in FACTS})
        for row, week, left_on in await session.execute(replaced)
    ]
    for import_id, facts in _by_load(now).items():
        _add(await session.get_one(StatisticsImport, import_id), facts)
    for import_id, facts in _by_load(before).items():
        _add(await session.get_one(PreviousLoad, import_id), facts)
    await session.flush()


def _by_load(rows: Iterable[tuple[int, str, date | None, Facts]]) -> Mapping[int, list[Facts]]:
    """Of those who had not left by the week's end."""
    found: defaultdict[int, list[Facts]] = defaultdict(list)
    for import_id, week, left_on, facts in rows:
        if left_on is None or left_on > Week.parse(week).sunday:
            found[import_id].append(facts)
    return found


def _add(load: StatisticsImport | PreviousLoad, facts: Sequence[Facts]) -> None:
    counted = tally(facts)
    load.nameless = asdict(counted if load.nameless is None else added(_read(load.nameless), counted))


async def nameless(session: AsyncSession, school_ids: Sequence[int], weeks: Sequence[str]) -> dict[Key, Tally]:
    of = StatisticsImport
    query = select(of.school_id, of.week, of.nameless).where(of.school_id.in_(school_ids), of.week.in_(weeks))
    rows = await session.execute(query.where(of.kind == "people"))
    return {(school_id, week): _read(kept) for school_id, week, kept in rows if kept is not None}


def _read(kept: dict[str, Any]) -> Tally:
    people = {code: PeopleTally(**one) for code, one in kept["of_people"].items()}
    classes = {
        code: ClassesTally(one["part"], one["known"], tuple((total, known) for total, known in one["wholes"]))
        for code, one in kept["of_classes"].items()
    }
    return Tally(kept["people"], people, classes)
