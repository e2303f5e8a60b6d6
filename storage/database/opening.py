"""Opening the database: connecting, and bringing the schema up to date."""

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from indicators.errors import StorageError
from storage.database.connection import Database, connect
from storage.database.overwriting import overwrite_older
from storage.database.upgrade import upgrade, upgrade_apart


async def open_database(url: str | URL, *, spare_memory: bool = False) -> Database:
    """Connect and bring the schema up to date; with `spare_memory` by another process.

    Raises:
        BadSetting: the address cannot be understood.
        StorageError: the database cannot be opened; `NewerDatabase` when a newer program made it.
    """
    database = connect(url)
    try:
        if database.file is not None:
            database.file.parent.mkdir(parents=True, exist_ok=True)
        if spare_memory:
            await upgrade_apart(database)
        await upgrade(database)
        await overwrite_older(database)
    except (OSError, DBAPIError) as error:
        await database.close()
        where = database.file or database.engine.url.render_as_string(hide_password=True)
        cause = str(getattr(error, "orig", error)).splitlines()[0]
        raise StorageError(f"Не получается открыть базу {where}: {cause}.") from error
    except BaseException:
        await database.close()
        raise
    return database
