"""Can anything be written just now? Reading works for long on a disk that is full or read-only."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from storage.database.blame import BUSY, FULL, SILENT, code_of, in_words
from storage.database.connection import Database

_KEY = "written"
_NOTE = "INSERT INTO note (key, value) VALUES (:key, '') ON CONFLICT (key) DO UPDATE SET value = ''"
_PATIENCE = 0.1  # seconds for another writer: one that works shows that writing works
_SERVER_PATIENCE = 5.0
_LEAST_ROOM = 2 * 2**20  # bytes
_BROKEN = "База данных ничего не записывает."


async def write_fault(database: Database) -> str | None:
    """None when a row could be written, else a sentence."""
    if database.file is not None:
        return await asyncio.to_thread(_try_file, database.file)
    try:
        async with asyncio.timeout(_SERVER_PATIENCE), database.writing() as session:
            await session.execute(text(_NOTE), {"key": _KEY})
    except TimeoutError:
        return SILENT
    except (SQLAlchemyError, OSError) as error:
        return in_words(error) or _BROKEN
    return None


def _try_file(path: Path) -> str | None:
    """By a connection of its own, which waits for nobody: the answer is wanted now."""
    try:
        if shutil.disk_usage(path.parent).free < _LEAST_ROOM:
            return FULL
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=rw", uri=True, timeout=_PATIENCE)) as connection:
            connection.isolation_level = None
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_NOTE, {"key": _KEY})
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        return None if code_of(error).startswith(BUSY) else in_words(error) or _BROKEN
    except OSError:
        return SILENT
    return None
