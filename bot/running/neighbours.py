"""Other processes that work on the same database: what they tell this one, and what they are told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import structlog

from storage.database.connection import Database, DatabaseError, Session
from storage.processes.board import Board, forget_pages, read_board, tell_of_pages, tell_of_rows

log = structlog.get_logger()

_LOOK_EVERY = 1.0  # seconds


class Neighbours:
    """All of it is a courtesy: what could not be told is found without it, half a minute later."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._board = Board()
        self._has_news = False
        self._telling: asyncio.Task[None] | None = None

    @property
    def pages(self) -> str:
        """Where another process serves the pages; empty where none does."""
        return self._board.pages

    def tell_of_rows(self) -> None:
        """Whoever delivers is to look. Returns at once."""
        self._has_news = True
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell_news())

    async def told(self) -> None:
        """Wait until everything is told."""
        if self._telling is not None:
            await self._telling

    @asynccontextmanager
    async def showing(self, address: str) -> AsyncIterator[None]:
        """While the block runs, the others send people to the pages there.

        Raises:
            DatabaseError: nobody could be told.
        """
        async with self._database.writing() as session:
            await tell_of_pages(session, address)
        try:
            yield
        finally:
            await self._tell(partial(forget_pages, address=address))

    async def look(self) -> bool:
        """Were rows written elsewhere since the last look?"""
        before = self._board
        async with self._database.reading() as session:
            self._board = await read_board(session)
        return self._board.deliver != before.deliver

    async def watch(self, deliver: Callable[[], None]) -> None:
        """For ever: `deliver` is called when there are rows."""
        is_heard = True
        while True:
            try:
                if await self.look():
                    deliver()
                is_heard = True
            except (DatabaseError, OSError) as error:
                if is_heard:
                    log.info("neighbours_not_heard", kind=type(error).__name__)
                is_heard = False
            await asyncio.sleep(_LOOK_EVERY)

    async def _tell_news(self) -> None:
        while self._has_news:
            self._has_news = False
            await self._tell(tell_of_rows)

    async def _tell(self, write: Callable[[Session], Awaitable[None]]) -> None:
        try:
            async with self._database.writing() as session:
                await write(session)
        except (DatabaseError, OSError) as error:
            log.info("neighbours_not_told", kind=type(error).__name__)
