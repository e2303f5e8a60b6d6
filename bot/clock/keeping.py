"""Once a day: what is older than the keep period goes."""

from datetime import datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError

from storage.database.connection import Database
from storage.database.key_values import read_note, write_note
from storage.upkeep.expiry import expire

log = structlog.get_logger()

_KEY = "keeping.day"


async def keep_to_period(database: Database, now: datetime, keep_weeks: int) -> int | None:
    """Delete what is too old, unless it was done today; how many rows went. Two clocks at once do no harm."""
    today = now.date().isoformat()
    async with database.reading() as session:
        if await read_note(session, _KEY) == today:
            return None
    try:
        gone = await expire(database, now, keep_weeks)
        async with database.writing() as session:
            await write_note(session, _KEY, today)
    except SQLAlchemyError as error:
        log.error("expiry_failed", error=type(error).__name__)
        return None
    if gone:
        log.info("expired", rows=gone)
    return gone
