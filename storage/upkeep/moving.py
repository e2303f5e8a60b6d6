"""The whole database into another one, of either kind. Unlike a backup it is no picture of the past: what was open is
open, what is numbered goes on, and nobody is told anything.

Both are locked against writers meanwhile. The target is written in one transaction and committed first; the mark on
the source, that it has moved, follows. Killed before, the target is as it was; between the two, both are whole.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import StorageError
from storage.database import upgrade
from storage.database.addresses import shown
from storage.database.blame import in_words
from storage.database.connection import Database
from storage.database.moved import mark_moved
from storage.tables import Base, Person, School
from storage.upkeep.backup.copying import copy_tables, empty_tables, go_on_numbering, read_sequences
from storage.upkeep.waiting_files import Folders, follow, stay

# How many rows were copied, and how many there are.
Copied = Callable[[int, int], None]
_FAILED = "Перенести не получилось. {cause} В новой базе всё осталось как было, прежняя не тронута."
_UNMARKED = (
    "Всё перенесено в {to}, но отметить это в прежней базе не вышло. {cause} Впишите новый адрес в DATABASE_URL и "
    "не запускайте программу со старым: она не знает, что база переехала."
)


@dataclass(frozen=True, slots=True)
class Moved:
    schema: str
    schools: int
    people: int
    rows: int


async def is_same(one: Database, other: Database) -> bool:
    """Whatever the addresses say: a file may have several names, and a server several addresses."""
    if one.is_sqlite != other.is_sqlite:
        return False
    if one.file is not None and other.file is not None:
        return _file(one.file) == _file(other.file) or (other.file.exists() and one.file.samefile(other.file))
    if one.is_sqlite:
        return False
    values = {"key": secrets.randbits(62)}  # such a lock belongs to one database of one server
    async with one.engine.connect() as holding, other.engine.connect() as trying:
        await holding.execute(text("SELECT pg_advisory_xact_lock(:key)"), values)
        return not await trying.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), values)


def _file(path: Path) -> Path:
    return path.absolute().resolve()


async def move_database(
    source: Database, target: Database, now: datetime, zone: str, folders: Folders, copied: Copied
) -> Moved:
    """Everything in the target gives way to what the source holds. Nobody else may work with either.

    Raises:
        StorageError: the target does not take it, and is as it was; or the source does not take the mark.
    """
    to, has_arrived = shown(target.engine.url), False
    try:
        async with source.writing() as reading:
            async with target.writing() as writing:
                moved = await _copy(reading, writing, folders, copied)
            has_arrived = True
            await mark_moved(reading, to, now, zone)
    except (DBAPIError, OSError) as error:
        cause = in_words(error) or f"{str(getattr(error, 'orig', error)).splitlines()[0].rstrip('.')}."
        if not has_arrived:
            stay(folders)
        told = _UNMARKED if has_arrived else _FAILED
        raise StorageError(told.format(to=to, cause=cause)) from error
    return moved


async def _copy(reading: AsyncSession, writing: AsyncSession, folders: Folders, copied: Copied) -> Moved:
    for session in (reading, writing):
        await _keep_writers_out(session)
    rows = await _count_rows(reading)
    # Those of the target too: where it was the source's own copy, they may have been given out there.
    last, given = await read_sequences(reading), await read_sequences(writing)
    await empty_tables(writing)
    await copy_tables(reading, writing, lambda done: copied(done, rows))
    await go_on_numbering(writing, {name: max(number, given[name]) for name, number in last.items()})
    await follow(writing, folders)
    schools = await writing.scalar(select(func.count()).select_from(School)) or 0
    people = await writing.scalar(select(func.count()).select_from(Person)) or 0
    return Moved(upgrade.HEAD, schools, people, rows)


async def _keep_writers_out(session: AsyncSession) -> None:
    """Of a server's database; SQLite has one writer, and that is us."""
    if session.get_bind().dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
        await session.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))


async def _count_rows(session: AsyncSession) -> int:
    counted = [await session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables]
    return sum(one or 0 for one in counted)
