"""Hours and days of single people."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.calendar import SchoolCalendar
from nudges.own_time import OwnTime
from storage.tables import Person

Whose = Collection[int] | Select[Any]  # ids, or the query for them where they may be thousands


def own_time(person: Person) -> OwnTime:
    return OwnTime.read(person.write_from, person.write_to, person.days_off, person.weekdays)


def keep_own_time(person: Person, wanted: OwnTime) -> None:
    person.write_from, person.write_to = wanted.begins, wanted.ends
    person.weekdays = sorted(wanted.weekdays) or None
    person.days_off = sorted(day.isoformat() for day in wanted.days_off) or None


async def own_times(session: AsyncSession, person_ids: Whose) -> dict[int, OwnTime]:
    """Of those who have any."""
    told = (Person.write_from, Person.write_to, Person.days_off, Person.weekdays)
    some = or_(*(one.is_not(None) for one in told))
    rows = await session.execute(select(Person.id, *told).where(Person.id.in_(person_ids), some))
    return {row[0]: OwnTime.read(*row[1:]) for row in rows}


async def their_moments(
    session: AsyncSession, person_ids: Whose, calendar: SchoolCalendar, opens: datetime
) -> dict[int, datetime]:
    """Who is written to later than the others, whose first moment is `opens`, and when."""
    own = await own_times(session, person_ids)
    moments = {person_id: one.next_allowed(calendar, opens) for person_id, one in own.items()}
    return {person_id: moment for person_id, moment in moments.items() if moment > opens}


async def their_weeks(
    session: AsyncSession, person_ids: Whose, calendar: SchoolCalendar, opens: datetime
) -> dict[int, datetime]:
    """Whose first moment is in a later week than `opens` is: a message of now is that week's for them, and when."""
    moments = await their_moments(session, person_ids, calendar, opens)
    week = calendar.week_of(opens)
    return {person_id: moment for person_id, moment in moments.items() if calendar.week_of(moment) > week}
