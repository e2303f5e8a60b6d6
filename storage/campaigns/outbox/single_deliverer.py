"""Only one process delivers from a database: two would send everything twice as fast as VK allows."""

import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy import text

from indicators.errors import DatabaseBusy, StorageError
from storage.database.connection import Database
from storage.database.moved import refuse_moved
from storage.database.owner_only import FILE

_ADVISORY_KEY = 0x4445_5A48  # any number all copies of the program agree on


def _busy() -> DatabaseBusy:
    return DatabaseBusy("С этой базой уже работает другой Дежурный: остановите его или дождитесь, пока он закончит.")


@asynccontextmanager
async def sole_deliverer(database: Database) -> AsyncIterator[None]:
    """Hold the right to deliver; it ends with the process, however the process ends.

    Raises:
        DatabaseBusy: another process has it.
        BadSetting: the database has moved into another one, which is delivered from now.
    """
    async with alone_with(database):
        await refuse_moved(database)
        yield


@asynccontextmanager
async def alone_with(database: Database) -> AsyncIterator[None]:
    """The same right for what replaces a database or moves it: what the database holds does not matter.

    Raises:
        DatabaseBusy: another process has it.
    """
    if database.file is not None:
        with _locked(database.file.with_name(database.file.name + ".lock")):
            yield
    elif database.is_sqlite:
        yield  # in memory: nobody else can see it
    else:
        async with _advisory(database):
            yield


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, FILE)
    except OSError as error:
        raise StorageError(f"Не получается создать {path}: нет места или прав на папку.") from error
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise _busy() from error

else:
    import fcntl

    def _lock(handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _busy() from error


@asynccontextmanager
async def _advisory(database: Database) -> AsyncIterator[None]:
    async with database.engine.connect() as connection:
        connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
        taken = await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _ADVISORY_KEY})
        if not taken:
            raise _busy()
        try:
            yield
        finally:
            await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _ADVISORY_KEY})
