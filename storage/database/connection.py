"""A connection to the database: engine and sessions."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Dialect
from sqlalchemy.exc import ArgumentError, InvalidRequestError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from storage.database.addresses import SETTING, parse_url, wrong_address
from storage.database.read_once import RememberingSession, forget_at_writes
from storage.database.sqlite_driver import connection as sqlite_connection

# What the floors above need to name of the library, and nothing else of it.
Session: TypeAlias = AsyncSession
DatabaseError: TypeAlias = SQLAlchemyError

_BUSY_TIMEOUT = 30  # seconds a writer waits for another one
_WRITES = "dezhurny_writes"


class Database:
    """One database. `reading()` and `writing()` are the only ways in; each is one transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        forget_at_writes(engine)
        self._read = _sessions(engine)
        self._writers = asyncio.Lock()
        self._write = _sessions(engine.execution_options(**{_WRITES: True}))

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database, None for a server."""
        name = self.engine.url.database
        return Path(name) if self.is_sqlite and name and name != ":memory:" else None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        async with self._read() as session:
            yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A transaction that is committed at the end, or not at all.

        SQLite takes its write lock at the start: upgrading a read later can fail at once with
        «database is locked», however long the time-out. It has one writer at a time and lets the others
        poll with growing pauses; those of this process stand in a line of their own instead.
        """
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._writers)
            session = await stack.enter_async_context(self._write())
            await stack.enter_async_context(session.begin())
            yield session

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[Any]:
        """The driver's own connection outside of any transaction, while nobody else of this process writes."""
        async with self._writers, self.engine.connect() as connection:
            yield (await connection.get_raw_connection()).driver_connection

    async def close(self) -> None:
        await self.engine.dispose()


def _sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    return async_sessionmaker(engine, expire_on_commit=False, sync_session_class=RememberingSession)


def _prepare_sqlite(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        driver: Any = connection.connection.driver_connection
        driver.begin("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_server(engine: AsyncEngine) -> None:
    """A server that is away is the database's trouble, whoever meets it; the driver tells it in the system's words."""

    @event.listens_for(engine.sync_engine, "do_connect")
    def on_connect(dialect: Dialect, record: object, arguments: list[Any], options: dict[str, Any]) -> object:
        try:
            return dialect.connect(*arguments, **options)
        except OSError as error:
            raise OperationalError(None, None, error) from error


def connect(url: str | URL, named: str = SETTING) -> Database:
    """An unopened database: nothing is read or written yet. `named` is where the address was written.

    Raises:
        BadSetting: the address cannot be understood.
    """
    parsed = parse_url(url, named)
    backend = parsed.get_backend_name()
    sqlite = {"connect_args": {"timeout": _BUSY_TIMEOUT, "async_creator_fn": sqlite_connection}}
    options = sqlite if backend == "sqlite" else {"pool_pre_ping": True}
    try:
        # A failing statement's values are people's names: they must not get into a message or a log.
        engine = create_async_engine(parsed, hide_parameters=True, **options)
    except (ArgumentError, InvalidRequestError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise wrong_address(named) from error
    if backend == "sqlite":
        _prepare_sqlite(engine)
    else:
        _prepare_server(engine)
    logging.getLogger(f"sqlalchemy.pool.impl.{type(engine.pool).__name__}").addFilter(_is_worth_telling)
    return Database(engine)


def _is_worth_telling(record: logging.LogRecord) -> bool:
    """The pool calls it an error, with a traceback, that a task was cancelled while it gave its connection back."""
    raised = record.exc_info[1] if record.exc_info else None
    return not isinstance(raised, asyncio.CancelledError)
