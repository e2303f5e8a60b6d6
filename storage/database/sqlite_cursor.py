"""A statement and its rows in one trip to the connection's thread.

SQLAlchemy makes a cursor, executes, fetches and closes, each with a trip of its own: four times two changes of threads
for what mostly takes SQLite some microseconds.
"""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any, Protocol

# So many rows come with the statement itself; a result that is longer takes one trip more, or one for each portion.
_AT_ONCE = 500


class _Threaded(Protocol):
    @property
    def _conn(self) -> sqlite3.Connection: ...

    async def _execute(self, fn: Callable[..., Any], *args: Any) -> Any: ...


class OneTripCursor:
    """As SQLAlchemy's adapter uses a cursor of aiosqlite."""

    arraysize = 1

    def __init__(self, connection: _Threaded) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self._rest: sqlite3.Cursor | None = None  # while there may be rows that were not fetched
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> "OneTripCursor":
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> "OneTripCursor":
        await self._connection._execute(self._executed, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> "OneTripCursor":
        await self._connection._execute(self._executed_with_each, sql, parameters)
        return self

    async def fetchone(self) -> Any:
        return next(iter(await self.fetchmany(1)), None)

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        size = size or self.arraysize
        if self._rest is not None and len(self._rows) < size:
            await self._connection._execute(self._fetched, size - len(self._rows))
        found, self._rows = self._rows[:size], self._rows[size:]
        return found

    async def fetchall(self) -> list[Any]:
        if self._rest is not None:
            await self._connection._execute(self._fetched, None)
        found, self._rows = self._rows, []
        return found

    async def __aiter__(self) -> AsyncIterator[Any]:
        while rows := await self.fetchmany(_AT_ONCE):
            for row in rows:
                yield row

    async def close(self) -> None:
        self._rows = []
        if self._rest is not None:
            await self._connection._execute(self._ended)

    # The rest is done in the thread.

    def _executed(self, sql: str, parameters: Iterable[Any]) -> None:
        self._ended()
        self._rows = []
        self._rest = self._connection._conn.cursor()
        try:
            self._rest.execute(sql, parameters)  # type: ignore[arg-type]
            self.description = self._rest.description
            self._fetched(_AT_ONCE)
        except BaseException:  # handed on; a statement left open would hold the lock
            self._ended()
            raise

    def _executed_with_each(self, sql: str, parameters: Iterable[Iterable[Any]]) -> None:
        self._ended()
        self._rest = self._connection._conn.cursor()
        try:
            self._rest.executemany(sql, parameters)  # type: ignore[arg-type]
        finally:
            self._ended()

    def _fetched(self, most: int | None) -> None:
        if self._rest is None:
            return
        found = self._rest.fetchall() if most is None else self._rest.fetchmany(most)
        self._rows += found
        if most is None or len(found) < most:
            self._ended()

    def _ended(self) -> None:
        """How many rows a statement has changed is known when its last row is fetched."""
        done, self._rest = self._rest, None
        if done is not None:
            self.rowcount, self.lastrowid = done.rowcount, done.lastrowid
            done.close()
