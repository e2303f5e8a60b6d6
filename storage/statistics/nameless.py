"""What a list counted of people whose data were deleted since: a week's sums stay as they were told. Kept
are sums by load, no name and no id; of one alone they are that one's figures, of nobody who could be named."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import FACTS
from indicators.comparing.counting import ClassesTally, Facts, PeopleTally, Tally, added, tally
from indicators.weeks import Week
from storage.tables import Person, PersonWeek, StatisticsImport

Key = tuple[int, str]  # school id, week


async def keep_counts(session: AsyncSession, person_ids: Sequence[int]) -> None:
    """Before these people are deleted: of every week in whose figures they count."""
    rows = select(PersonWeek, Person.left_on).join(Person, Person.id == PersonWeek.person_id)
    by_load: defaultdict[int, list[Facts]] = defaultdict(list)
    for row, left_on in await session.execute(rows.where(Person.id.in_(person_ids))):
        if left_on is None or left_on > Week.parse(row.week).sunday:
            by_load[row.import_id].append({fact.code: getattr(row, fact.code) for fact in FACTS})
    for import_id, facts in by_load.items():
        load = await session.get_one(StatisticsImport, import_id)
        now = tally(facts)
        load.nameless = asdict(now if load.nameless is None else added(_read(load.nameless), now))
    await session.flush()


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
