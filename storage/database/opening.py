"""Opening the database: connecting, and bringing the schema up to date."""

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from indicators.errors import StorageError
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
        if database.file is not None:
            make_folder(database.file.absolute().parent)
            make_file(database.file)
            put_right(database.file)
        if spare_memory:
            await upgrade_apart(database)
        await upgrade(database)
        await overwrite_older(database)
    except (OSError, DBAPIError) as error:
        await database.close()
        where = database.file or database.engine.url.render_as_string(hide_password=True)
        cause = in_words(error) or str(getattr(error, "orig", error)).splitlines()[0]
        raise StorageError(f"Не получается открыть базу {where}: {cause.rstrip('.')}.") from error
    except BaseException:  # also an interruption: whoever asked gets nothing to close
        await database.close()
        raise
    return database
