"""What is known of single people, week by week: for their own eyes and for the officer's card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from storage.database.read_once import read_once
from storage.schools.loads import lists_of
from storage.tables import Person, PersonWeek, SchoolWeek


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest week of which the school has a list of people, and when it was received."""

    week: Week
    received_on: date
    at: datetime


async def newest_list(session: AsyncSession, school_id: int, week: str | None = None) -> Newest | None:
    """With a week that week's, if it has one."""
    lists = [one for one in await lists_of(session, school_id) if week is None or one.week == week]
    return Newest(Week.parse(lists[-1].week), lists[-1].received_on, lists[-1].at) if lists else None


async def newest_people_week(session: AsyncSession, school_id: int) -> Week | None:
    newest = await newest_list(session, school_id)
    return newest.week if newest is not None else None


async def list_weeks(session: AsyncSession, school_id: int) -> list[Week]:
    """The weeks of which the school has a list of people, oldest first."""
    return [Week.parse(one.week) for one in await lists_of(session, school_id)]


async def person_weeks(
    session: AsyncSession, person_ids: Sequence[int], last: Week, count: int = 6
) -> dict[int, list[PersonWeek]]:
    """The rows of these people in the `count` weeks up to one, oldest first."""
    span = [str(last.shift(-back)) for back in range(count)]
    wanted = select(PersonWeek).where(PersonWeek.person_id.in_(person_ids), PersonWeek.week.in_(span))
    found: dict[int, list[PersonWeek]] = {}
    for row in await session.scalars(wanted.order_by(PersonWeek.person_id, PersonWeek.week)):
        found.setdefault(row.person_id, []).append(row)
    return found


FIRST_MARK = 3


async def below_mark(session: AsyncSession, week: Week, mark: int) -> set[int]:
    """Those who wrote fewer messages, by a number; fewer than the first mark's three also by the file's own «нет»."""
    if mark != FIRST_MARK:
        fewer = PersonWeek.group_messages < mark
        return set(await session.scalars(select(PersonWeek.person_id).where(PersonWeek.week == str(week), fewer)))
    few = (PersonWeek.group_messages < 3) | (PersonWeek.group_messages.is_(None) & PersonWeek.messages_3.is_(False))
    return set(await session.scalars(select(PersonWeek.person_id).where(PersonWeek.week == str(week), few)))


async def last_told(session: AsyncSession, school_id: int, facts: Sequence[str], before: Week) -> Week | None:
    """The newest week before that one of which a list tells one of the facts of anybody."""
    there = or_(*(getattr(PersonWeek, fact).is_not(None) for fact in facts))
    query = select(func.max(PersonWeek.week)).join(Person, Person.id == PersonWeek.person_id)
    found = await session.scalar(query.where(Person.school_id == school_id, PersonWeek.week < str(before), there))
    return Week.parse(found) if found else None


@read_once
async def is_of_summary(session: AsyncSession, school_id: int, week: Week, code: str) -> bool:
    """Whether a summary tells that indicator in the week, so that it is not counted from the list."""
    told = (SchoolWeek.school_id == school_id, SchoolWeek.week == str(week), SchoolWeek.code == code)
    return await session.scalar(select(SchoolWeek.code).where(*told).limit(1)) is not None
