"""Putting a backup in the place of what a database holds: in one transaction, so that a kill leaves the old state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect, literal, select
from sqlalchemy.exc import DBAPIError

from indicators.errors import StorageError
from storage.database import upgrade
from storage.database.connection import Database
from storage.database.opening import open_database
from storage.schools.calendar import DEFAULT_ZONE
from storage.tables import Base, Note, OutboxRow
from storage.upkeep.backup.archive import Archive, newer_refused
from storage.upkeep.backup.copying import copy_tables, empty_tables, go_on_numbering, read_sequences
from storage.upkeep.backup.making import file_url
from storage.upkeep.backup.manners import Manners, settle_down
from storage.upkeep.backup.numbers import Numbers
from storage.upkeep.backup.tombstones import honour, read_tombstones


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `paused` campaigns wait for an officer; `forgotten` people had their data deleted
    after the backup was made, and again now; `told` officers find a message when the program runs."""

    upgraded: bool
    paused: int
    forgotten: int
    told: int


async def is_empty(database: Database) -> bool:
    """Whether nothing would be lost: not a row but the program's own notes. Also of a database that has not been
    brought up to date, or has no tables yet."""
    async with database.reading() as session:
        there = set(await (await session.connection()).run_sync(lambda one: inspect(one).get_table_names()))
        ours = [one for one in Base.metadata.sorted_tables if one.name in there - {Note.__tablename__}]
        return not any([await session.scalar(select(literal(1)).select_from(one).limit(1)) is not None for one in ours])


async def bring_up_to_date(archive: Archive, shown_path: Path) -> None:
    """The migrations of today, on the working copy.

    Raises:
        UnusableFile: a newer program made the backup.
    """
    with newer_refused(shown_path):
        await (await open_database(file_url(archive.path))).close()


async def restore_backup(
    database: Database,
    archive: Archive,
    now: datetime,
    *,
    communities: Sequence[int] = (),
    default_zone: str = DEFAULT_ZONE,
) -> Restored:
    """Everything in the database gives way to what the backup holds. Nobody else may work with it meanwhile.

    The archive has been brought up to date. `communities` are those the officers are told
    from.

    Raises:
        StorageError: the database does not take it; it is as it was.
    """
    source = await open_database(file_url(archive.path))
    try:
        return await _replace(
            database, source, archive, Manners(archive.manifest.made_at, now, communities, default_zone)
        )
    except DBAPIError as error:
        cause = str(error.orig).splitlines()[0]
        raise StorageError(f"Восстановить не получилось: {cause}. В базе всё осталось как было.") from error
    finally:
        await source.close()


async def _replace(database: Database, source: Database, archive: Archive, manners: Manners) -> Restored:
    async with source.reading() as reading, database.writing() as session:
        known = await read_tombstones(session)
        given = await read_sequences(session)
        await empty_tables(session)
        await copy_tables(reading, session)
        numbers = Numbers(archive.manifest.sequences, given, manners.made_at, manners.now)
        await go_on_numbering(session, numbers.beyond())
        forgotten = await honour(session, known, manners.made_at)
        paused, told = await settle_down(session, manners, numbers.lost(OutboxRow.__tablename__))
    return Restored(archive.manifest.schema != upgrade.HEAD, paused, forgotten, told)
