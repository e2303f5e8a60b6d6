"""Opening the database: connecting, and bringing the schema up to date."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from indicators.errors import StorageError
from storage.database.addresses import shown
from storage.database.blame import in_words
from storage.database.connection import Database, connect
from storage.database.overwriting import overwrite_older
from storage.database.owner_only import make_file, make_folder, put_right
from storage.database.upgrade import upgrade, upgrade_apart


async def open_database(url: str | URL, *, spare_memory: bool = False) -> Database:
    """Connect and bring the schema up to date; with `spare_memory` by another process.

    Raises:
        BadSetting: the address cannot be understood.
        StorageError: the database cannot be opened; `NewerDatabase` when a newer program made it.
    """
    database = connect(url)
    try:
        with told_of_opening(database):
            if database.file is not None:
                make_folder(database.file.absolute().parent)
                make_file(database.file)
                put_right(database.file)
            if spare_memory:
                await upgrade_apart(database)
            await upgrade(database)
            await overwrite_older(database)
    except BaseException:  # also an interruption: whoever asked gets nothing to close
        await database.close()
        raise
    return database


@contextmanager
def told_of_opening(database: Database) -> Iterator[None]:
    """
    Raises:
        StorageError: for whatever stands in the way of a database that is being opened; no password is in it.
    """
    try:
        yield
    except (OSError, DBAPIError) as error:
        where = shown(database.engine.url)
        raise StorageError(f"Не получается открыть базу {where}: {_cause(database, error)}.") from error


def _cause(database: Database, error: OSError | DBAPIError) -> str:
    if isinstance(getattr(error, "orig", error), OSError) and not database.is_sqlite:
        return "сервер по этому адресу не отвечает"
    told = in_words(error)
    if told is None:
        return str(getattr(error, "orig", error)).splitlines()[0].rstrip(".")
    return told[0].lower() + told[1:].rstrip(".")
