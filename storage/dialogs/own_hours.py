"""What the program says of itself keeps to the school's hours also when it goes late."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.schools.calendar import calendars
from storage.tables import School


async def closed_now(
    session: AsyncSession, school_ids: Collection[int], now: datetime, default_zone: str
) -> frozenset[int]:
    """Those of the schools that nothing is written to at this moment: the hours, days off and pauses of their calendar
    are asked when something goes, and not only when it was made."""
    if not school_ids:
        return frozenset()
    schools = (await session.scalars(select(School).where(School.id.in_(school_ids)))).all()
    found = await calendars(session, schools, default_zone)
    return frozenset(key for key, calendar in found.items() if not calendar.is_allowed(now))
