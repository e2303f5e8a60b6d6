"""The whole database into another one, of either kind. Unlike a backup it is no picture of the past: what was open is
open, what is numbered goes on, and nobody is told anything.

Both are locked against writers meanwhile. The source says that a move begins; then the target is written in one
transaction, and the mark on the source follows. Killed before the target's commit, the target is as it was; after it,
the source finds out by itself that it has moved (`storage.database.moved`).
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import DatabaseBusy, StorageError
from storage.database import upgrade
from storage.database.addresses import shown
from storage.database.blame import in_words
from storage.database.connection import Database
from storage.database.moved import Move, begin_move, forget_move, is_begun, mark_moved, note_arrival
from storage.tables import Base, Person, School
from storage.upkeep.backup.copying import copy_tables, empty_tables, go_on_numbering, read_sequences
from storage.upkeep.waiting_files import Folders, follow, stay

# How many rows were copied, and how many there are.
Copied = Callable[[int, int], None]
_FAILED = "Перенести не получилось. {cause} В новой базе всё осталось как было, прежняя не тронута."
_UNMARKED = (
    "Всё перенесено в {to}, но отметить это в прежней базе не вышло. {cause} Впишите новый адрес в DATABASE_URL: со "
    "старым программа работать не станет."
)
_LOOKED = "С прежней базой в этот миг работала другая команда: ничего не перенесено, повторите."
_UNKNOWN = (
    "Перенести не получилось: новая база не ответила в последний миг. {cause} Прежняя не тронута. Повторите: программа "
    "посмотрит в {to}, перенесено ли всё, и скажет."
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
    told = _FAILED
    try:
        begun = await begin_move(source, target, now, zone)
        async with source.writing() as reading:
            async with target.writing() as writing:
                moved = await _copy(reading, writing, begun, folders, copied)
                told = _UNKNOWN
            told = _UNMARKED
            await mark_moved(reading, begun)
    except BaseException as error:
        if told == _FAILED:  # nothing was committed, so nobody need look
            stay(folders)
            with suppress(DBAPIError, OSError):
                async with source.writing() as session:
                    await forget_move(session)
        if not isinstance(error, DBAPIError | OSError):
            raise
        cause = in_words(error) or f"{str(getattr(error, 'orig', error)).splitlines()[0].rstrip('.')}."
        raise StorageError(told.format(to=shown(target.engine.url), cause=cause)) from error
    return moved


async def _copy(reading: AsyncSession, writing: AsyncSession, begun: Move, folders: Folders, copied: Copied) -> Moved:
    for session in (reading, writing):
        await _keep_writers_out(session)
    if not await is_begun(reading, begun):
        raise DatabaseBusy(_LOOKED)
    await forget_move(reading)  # or it would be copied
    rows = await _count_rows(reading)
    # Those of the target too: where it was the source's own copy, they may have been given out there.
    last, given = await read_sequences(reading), await read_sequences(writing)
    await empty_tables(writing)
    await copy_tables(reading, writing, lambda done: copied(done, rows))
    await go_on_numbering(writing, {name: max(number, given[name]) for name, number in last.items()})
    await note_arrival(writing, begun)
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
