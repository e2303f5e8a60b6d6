"""Parts that one process at a time does: whoever cannot have one now stands by, or, as a whole program, leaves."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import structlog

from indicators.errors import DatabaseBusy, StorageError
from storage.database.connection import Database, DatabaseError
from storage.database.moved import refuse_moved
from storage.processes.rights import Held, Right, holding

log = structlog.get_logger()

_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 60.0  # seconds after the database failed us
_LOOK_EVERY = 1.0  # seconds between tries of whoever stands by


class Turn:
    """One part's work and its right. `stands_by`: the right may be somebody else's for as long as they like; then
    `told` is called with False, and with True when it is ours after all. `shared`: it is that of others, too."""

    def __init__(
        self,
        part: str,
        database: Database,
        right: Right,
        stopping: asyncio.Event,
        *,
        stands_by: bool,
        shared: bool = False,
        told: Callable[[bool], None] = lambda is_ours: None,
    ) -> None:
        self.is_ours = False
        self._part = part
        self._database = database
        self._right = right
        self._stopping = stopping
        self._stands_by = stands_by
        self._shared = shared
        self._told = told
        self._waits = False
        self._taken: tuple[Held, AsyncExitStack] | None = None

    @asynccontextmanager
    async def at_once(self) -> AsyncIterator[None]:
        """Take the right before anything is done or said, and keep it without a gap until the work takes it over.

        Raises:
            DatabaseBusy: it is somebody else's.
        """
        async with AsyncExitStack() as stack:
            held = await stack.enter_async_context(self._holding())
            self._taken, self.is_ours = (held, stack), True
            yield

    async def work(self, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Do it whenever it is ours, until it ends or the program stops. A database that is away or full ends nothing.

        Raises:
            DatabaseBusy: the right is somebody else's, and this is nobody to stand by.
            BadSetting: the database has moved into another one.
        """
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                async with self._held() as held:
                    if held is None or await _until_lost(work(), held):
                        return
                log.warning("right_lost", part=self._part)
                pause = _FIRST_PAUSE
                continue
            except DatabaseBusy:
                raise
            except Exception as error:
                if not _is_away(error):
                    raise
                log.error(f"{self._part}_waits", kind=type(error).__name__, seconds=pause)
            await self._wait(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _holding(self) -> AbstractAsyncContextManager[Held]:
        return holding(self._database, self._right, shared=self._shared)

    @asynccontextmanager
    async def _held(self) -> AsyncIterator[Held | None]:
        """None when the program stops before it is ours."""
        taken, self._taken = self._taken, None
        held, stack = taken or (None, AsyncExitStack())
        async with stack:
            held = held or await self._wait_for_it(stack)
            self.is_ours = held is not None
            try:
                yield held
            finally:
                self.is_ours = False

    async def _wait_for_it(self, stack: AsyncExitStack) -> Held | None:
        while not self._stopping.is_set():
            try:
                held = await stack.enter_async_context(self._holding())
            except DatabaseBusy:
                if not self._stands_by:
                    raise
                if not self._waits:
                    self._told(False)
                self._waits = True
                await self._wait(_LOOK_EVERY)
                continue
            await refuse_moved(self._database)
            if self._waits:
                self._told(True)
            self._waits = False
            return held
        return None

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()


async def _until_lost(work: Coroutine[Any, Any, object], held: Held) -> bool:
    """Did the work end by itself? Without its right it has to end at once."""
    working, losing = asyncio.ensure_future(work), asyncio.ensure_future(held.lost.wait())
    try:
        await asyncio.wait({working, losing}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
        return working.done()
    finally:
        losing.cancel()
        working.cancel()
        await asyncio.gather(working, losing, return_exceptions=True)


def _is_away(error: BaseException) -> bool:
    """Is it the database's or the disk's trouble, which passes?"""
    if isinstance(error, BaseExceptionGroup):
        return all(map(_is_away, error.exceptions))
    # A port or a file that is refused comes as it is, everything of the database in the library's own words.
    return isinstance(error, DatabaseError | StorageError | OSError)
