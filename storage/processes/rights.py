"""Rights that one process at a time has on a database, whatever number of them work there.

A right ends with its process, however that ends: with SQLite it is a lock on a file beside the database, with
PostgreSQL an advisory lock of a connection. That connection may break, and the right with it, while the process goes
on: then `Held.lost` says so, and whoever holds it has to stop.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from indicators.errors import DatabaseBusy, StorageError
from storage.database.connection import Database, DatabaseError
from storage.database.owner_only import FILE, LOCKS

_LOOK_EVERY = 2.0  # seconds between looks whether the connection with the lock is there
_PATIENCE = 5.0  # seconds such a look may take


@dataclass(frozen=True, slots=True)
class Right:
    """`ending` is that of the file beside an SQLite database, `number` any that all copies of the program agree on."""

    ending: str
    number: int


_DELIVERY, _EVENTS, _WORK, _PAGES = LOCKS
DELIVERY = Right(_DELIVERY, 0x4445_5A48)  # two would send everything twice as fast as a messenger allows
EVENTS = Right(_EVENTS, 0x4445_5A49)  # two would answer twice where a messenger does not know a repeat
WORK = Right(_WORK, 0x4445_5A4A)  # shared by all processes that do a part of the work
PAGES = Right(_PAGES, 0x4445_5A4B)  # whose pages the others send people to


@dataclass(frozen=True, slots=True)
class Held:
    """A right, while it is held."""

    lost: asyncio.Event = field(default_factory=asyncio.Event)


def busy() -> DatabaseBusy:
    return DatabaseBusy("С этой базой уже работает другой Дежурный: остановите его или дождитесь, пока он закончит.")


@asynccontextmanager
async def holding(database: Database, right: Right, *, shared: bool = False) -> AsyncIterator[Held]:
    """Hold a right; `shared` with others who share it.

    Raises:
        DatabaseBusy: another process has it.
    """
    if database.file is not None:
        with _locked(database.file.with_name(database.file.name + right.ending), shared=shared):
            yield Held()
    elif database.is_sqlite:
        yield Held()  # in memory: nobody else can see it
    else:
        async with _advisory(database, right.number, shared=shared) as held:
            yield held


@asynccontextmanager
async def alone_with(database: Database) -> AsyncIterator[None]:
    """For what replaces a database or moves it, and must not meet any other work on it, of a whole program or of a
    part: what the database holds does not matter.

    Raises:
        DatabaseBusy: another process works.
    """
    async with AsyncExitStack() as stack:
        for right in (DELIVERY, EVENTS, WORK):
            await stack.enter_async_context(holding(database, right))
        yield


@contextmanager
def _locked(path: Path, *, shared: bool) -> Iterator[None]:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, FILE)
    except OSError as error:
        raise StorageError(f"Не получается создать {path}: нет места или прав на папку.") from error
    try:
        _lock(handle, shared=shared)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    _MOST = 64  # processes that share

    def _lock(handle: int, *, shared: bool) -> None:
        """There is no shared lock: each of those who share has a byte of its own, and whoever does not has all."""
        for place in range(_MOST if shared else 1):
            os.lseek(handle, place, os.SEEK_SET)
            with suppress(OSError):
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1 if shared else _MOST)
                return
        raise busy()

else:
    import fcntl

    def _lock(handle: int, *, shared: bool) -> None:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise busy() from error


@asynccontextmanager
async def _advisory(database: Database, number: int, *, shared: bool) -> AsyncIterator[Held]:
    kind = "_shared" if shared else ""
    async with database.engine.connect() as connection:
        connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
        if not await connection.scalar(text(f"SELECT pg_try_advisory_lock{kind}(:number)"), {"number": number}):
            raise busy()
        held, over = Held(), asyncio.Event()
        watching = asyncio.create_task(_watch(connection, await _backend(connection), held.lost, over))
        try:
            yield held
        finally:
            over.set()
            await watching
            try:
                if held.lost.is_set():
                    raise ConnectionError
                await connection.execute(text(f"SELECT pg_advisory_unlock{kind}(:number)"), {"number": number})
            except (DatabaseError, OSError):
                # Whatever the server thinks of it: with the connection the lock is gone.
                await connection.invalidate()


async def _watch(connection: AsyncConnection, backend: int, lost: asyncio.Event, over: asyncio.Event) -> None:
    """A broken connection is made anew without a word, and has no locks then."""
    while not over.is_set():
        with suppress(TimeoutError):
            async with asyncio.timeout(_LOOK_EVERY):
                await over.wait()
            return
        try:
            async with asyncio.timeout(_PATIENCE):
                if await _backend(connection) == backend:
                    continue
        except (DatabaseError, OSError):
            pass
        lost.set()
        return


async def _backend(connection: AsyncConnection) -> int:
    """Which process of the server serves it."""
    return int(await connection.scalar(text("SELECT pg_backend_pid()")) or 0)
