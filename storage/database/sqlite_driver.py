"""aiosqlite as this program needs it: a task may be cancelled at any moment, any number of times.

As it comes, a cancelled task leaves its statement running in the connection's thread. SQLAlchemy then closes the
connection beside it, and cancelled once more waits for an answer of a thread that has ended: the program never
leaves. And an answer that comes when the event loop is closed already ends the thread with a traceback.
So here a statement under way is always seen to its end, which takes milliseconds, before a cancellation goes on.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from aiosqlite import Connection
from aiosqlite.core import _STOP_RUNNING_SENTINEL

from storage.database.sqlite_cursor import OneTripCursor

# Deleted data must not be readable in the file: what is freed is overwritten with zeros.
_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
_PAUSE = 0.02  # seconds between tries


class CalmConnection(Connection):
    _patience = 0.0  # seconds that others are waited for
    _beginning = ""  # what the next statement begins a transaction with

    def begin(self, how: str) -> None:
        """With the first statement, in the same trip to the thread."""
        self._beginning = how

    async def commit(self) -> None:
        self._beginning = ""
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """The pool asks for one more after each transaction: it would be a trip to the thread for nothing."""
        self._beginning = ""
        if self.in_transaction:
            await super().rollback()

    def cursor(self) -> OneTripCursor:  # type: ignore[override]
        return OneTripCursor(self)

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not self._running or self._connection is None:
            raise ValueError("Connection closed")  # the wording SQLAlchemy knows
        return await self._in_thread(partial(self._begun, partial(fn, *args, **kwargs)))

    def _begun(self, function: Callable[[], Any]) -> Any:
        """In the thread. What could not begin is still to begin: no statement is its own transaction."""
        if self._beginning:
            self._conn.execute(self._beginning).close()
            self._beginning = ""
        return function()

    async def _connect(self) -> "CalmConnection":
        if self._connection is None:
            try:
                self._connection = await self._in_thread(self._open)
            except BaseException:  # handed on; the thread would wait for ever
                self.stop()
                raise
        return self

    def _open(self) -> sqlite3.Connection:
        """In the thread, in one piece: a connection that is there is also set up."""
        opened = self._connector()
        try:
            # SQLAlchemy, not the driver, says BEGIN; otherwise the driver begins late and commits early.
            opened.isolation_level = None
            _switch_to_log(opened, self._patience)
            for pragma in _PRAGMAS:
                opened.execute(f"PRAGMA {pragma}").close()
        except BaseException:  # handed on; half set up it is nobody's
            opened.close()
            raise
        self._connection = opened
        return opened

    async def _in_thread(self, function: Callable[[], Any]) -> Any:
        future = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((future, function))
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            while not future.done():
                with suppress(asyncio.CancelledError):
                    await asyncio.wait([future])
            raise

    async def close(self) -> None:
        if self._connection is None or not self._running:
            return
        try:
            await self._in_thread(self._shut)
        finally:
            self.stop()

    def stop(self) -> None:
        """End the thread, once; nobody waits for it, and it tells nobody."""
        if self._running:
            self._running = False
            self._tx.put_nowait((None, self._close_and_stop))

    def __del__(self) -> None:
        """Complains of a connection that nobody closed, but not of one that its thread is about to close."""
        if self._running:
            super().__del__()  # type: ignore[no-untyped-call]

    def _close_and_stop(self) -> object:
        self._shut()
        return _STOP_RUNNING_SENTINEL

    def _shut(self) -> None:
        """In the thread. While a cursor of a cancelled statement is still known somewhere, a closed connection
        keeps its locks; rolled back, it has none."""
        opened, self._connection = self._connection, None
        if opened is not None:
            with suppress(sqlite3.Error):
                opened.rollback()
            opened.close()


def _switch_to_log(opened: sqlite3.Connection, patience: float) -> None:
    """To the write-ahead log. SQLite does not wait for others at this one statement, whatever its time-out: two
    programs that open a new file together would meet."""
    latest = time.monotonic() + patience
    while True:
        try:
            opened.execute("PRAGMA journal_mode=WAL").close()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > latest:
                raise
        time.sleep(_PAUSE)


def connection(database: str, timeout: float, **options: Any) -> CalmConnection:
    """For SQLAlchemy's `async_creator_fn`; `timeout` in seconds."""
    made = CalmConnection(partial(sqlite3.connect, database, timeout=timeout, **options), iter_chunk_size=64)
    made._patience = timeout
    made._thread.daemon = True
    return made
