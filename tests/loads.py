"""Loaded files written straight into the tables."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from storage.tables import StatisticsImport


async def add_load(
    session: AsyncSession, school_id: int, week: Week | str, at: datetime, *, rows: int = 1, **more: Any
) -> StatisticsImport:
    """A list by name, all of whose rows were taken, unless `more` says otherwise."""
    usual = {"kind": "people", "file_name": "primer.csv", "sha256": "0" * 64, "mapping": {}, "received_on": at.date()}
    loaded = StatisticsImport(school_id=school_id, week=str(week), at=at, rows=rows, accepted=rows, **usual | more)
    session.add(loaded)
    await session.flush()
    return loaded
