"""Making a backup while the program runs: all tables as they are at one moment, in one file."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import StorageError
from storage.database import upgrade
from storage.database.blame import in_words
from storage.database.connection import Database, connect
from storage.database.moved import forget_move
from storage.database.owner_only import make_file, make_folder
from storage.database.salts import salt_of
from storage.tables import Person, School
from storage.upkeep.backup.archive import Manifest, place, seal
from storage.upkeep.backup.copying import copy_tables, read_sequences


async def make_backup(database: Database, out: Path, now: datetime, fresh_salt: Callable[[], int]) -> Manifest:
    """Write the whole database into `out`, which is there whole at the end or as it was before.

    Raises:
        StorageError: it could not be written, or read.
        OSError: no room, or no right to write there.
    """
    # Without the salts nobody could tell afterwards what was sent after this copy was made.
    async with database.writing() as session:
        await salt_of(session, "outbox", fresh_salt())
        await salt_of(session, "replies", fresh_salt())
    beside = out.absolute().with_name(f".{out.name}.part")
    await asyncio.to_thread(shutil.rmtree, beside, True)  # what a killed try left behind
    make_folder(beside)
    try:
        manifest = await _write(database, beside / "archive.db", now)
        await asyncio.to_thread(seal, beside / "archive.db", manifest)
        await asyncio.to_thread(place, beside / "archive.db", out)
    except (DBAPIError, sqlite3.Error) as error:
        cause = in_words(error) or f"{str(getattr(error, 'orig', error)).splitlines()[0]}."
        raise StorageError(f"Копия не записана. {cause}") from error
    finally:
        await asyncio.to_thread(shutil.rmtree, beside, True)
    return manifest


async def _write(database: Database, path: Path, now: datetime) -> Manifest:
    make_file(path)
    archive = connect(file_url(path))
    try:
        await upgrade.upgrade(archive)
        async with database.reading() as source, archive.writing() as target:
            if not database.is_sqlite:
                await source.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            await copy_tables(source, target)
            await forget_move(target)  # it holds a password
            return await _describe(source, now)
    finally:
        await archive.close()


async def _describe(source: AsyncSession, now: datetime) -> Manifest:
    schools = await source.scalar(select(func.count()).select_from(School)) or 0
    people = await source.scalar(select(func.count()).select_from(Person)) or 0
    return Manifest(now, upgrade.HEAD, schools, people, await read_sequences(source))


def file_url(path: Path) -> URL:
    """An object instead of text: a folder's name may hold what means something in an address."""
    return URL.create("sqlite+aiosqlite", database=str(path))
