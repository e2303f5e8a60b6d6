"""What was loaded of a school, week by week: a few short rows a week, read together."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.bulk import plain_rows
from storage.database.read_once import read_once
from storage.tables import StatisticsImport


class Load(NamedTuple):
    """`kind` is `people` or `summary`."""

    week: str
    kind: str
    file_name: str
    received_on: date
    at: datetime


@read_once
async def loads_of(session: AsyncSession, school_id: int) -> tuple[Load, ...]:
    """By week, the oldest first."""
    of = StatisticsImport
    query = select(*(getattr(of, field) for field in Load._fields)).where(of.school_id == school_id)
    return tuple(Load(*row) for row in await plain_rows(session, query.order_by(of.week, of.id)))


async def lists_of(session: AsyncSession, school_id: int) -> list[Load]:
    """The lists of people, one a week at the most."""
    return [one for one in await loads_of(session, school_id) if one.kind == "people"]
