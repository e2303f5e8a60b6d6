"""Deleted data must not be readable in an SQLite file, its write-ahead log or its free pages.

Every connection overwrites what it frees (`secure_delete`). The log remembers pages as they were, and a file made
before has what was deleted until then: both are seen to here. A server's own housekeeping does it by itself.
"""

import asyncio
import sqlite3
from typing import Any

import structlog

from storage.database.connection import Database

log = structlog.get_logger()
_PAUSES = (0.05, 0.2, 0.5)  # seconds between tries
_PATIENCE = 1000  # milliseconds a try waits for readers
_OVERWRITES = 1  # in the file's `user_version`: nothing is left from before it was overwritten


async def overwrite_freed(database: Database) -> bool:
    """After a deletion that must leave no trace. False when somebody read all the time; the next call does it."""
    if database.file is None:
        return True
    for pause in (*_PAUSES, None):
        async with database.alone() as connection:
            if await _empty_log(connection):
                return True
        if pause is not None:
            await asyncio.sleep(pause)
    log.warning("log_not_emptied")
    return False


async def overwrite_older(database: Database) -> None:
    """Once in the life of a file: pack it anew, which leaves nothing of what was freed. Where there is no room or
    somebody else is at work, the next start does it."""
    if database.file is None:
        return
    async with database.alone() as connection:
        if await _value(connection, "PRAGMA user_version") == _OVERWRITES:
            return
        try:
            await _value(connection, "VACUUM")
            await _value(connection, f"PRAGMA user_version = {_OVERWRITES}")
            await _empty_log(connection)
        except sqlite3.OperationalError as error:
            log.warning("not_packed", cause=str(error))


async def _empty_log(connection: Any) -> bool:
    waits = await _value(connection, "PRAGMA busy_timeout")
    await _value(connection, f"PRAGMA busy_timeout = {_PATIENCE}")
    try:
        return bool(await _value(connection, "PRAGMA wal_checkpoint(TRUNCATE)") == 0)
    finally:
        await _value(connection, f"PRAGMA busy_timeout = {waits}")


async def _value(connection: Any, statement: str) -> Any:
    """The first column of the answer's first row, None when there is none."""
    async with connection.execute(statement) as cursor:
        row = await cursor.fetchone()
    return row[0] if row else None
