"""Events that a messenger brings by itself: each is acknowledged when it and its answer are in the database.

A messenger repeats what was not acknowledged, under the same number, which is handled once; so an event is lost by no
stop and no crash between taking it and handling it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bot.metrics import EVENTS_DROPPED
from handlers.engine.failures import place
from nudges.messenger import Event

log = structlog.get_logger()

_WAITING = 10_000
_TOGETHER = 100  # events in one transaction


class Inbox:
    """`patience` is in seconds: after that the messenger would send the event again anyway."""

    def __init__(self, handle: Callable[[Sequence[Event]], Awaitable[None]], patience: float) -> None:
        self._handle = handle
        self._patience = patience
        self._closed = False
        self._waiting: asyncio.Queue[tuple[Event, asyncio.Future[bool]]] = asyncio.Queue(_WAITING)

    def close(self) -> None:
        """Take nothing until it runs: somebody else handles what comes."""
        self._closed = True

    async def take(self, event: Event) -> bool:
        """Is the event handled, durably? False: it must come again."""
        if self._closed:
            return False
        handled: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        try:
            self._waiting.put_nowait((event, handled))
            async with asyncio.timeout(self._patience):
                return await asyncio.shield(handled)
        except (asyncio.QueueFull, TimeoutError):
            EVENTS_DROPPED.inc()
            return False

    async def run(self) -> None:
        """Handle what was taken in, in order, until cancelled; what is left then comes again."""
        self._closed = False
        try:
            while True:
                await self._handle_next()
        finally:
            self._closed = True
            while not self._waiting.empty():
                self._waiting.get_nowait()[1].set_result(False)

    async def _handle_next(self) -> None:
        taken = [await self._waiting.get()]
        while len(taken) < _TOGETHER and not self._waiting.empty():
            taken.append(self._waiting.get_nowait())
        is_kept = False
        try:
            is_kept = await self._keep([event for event, _ in taken])
        finally:
            for _, handled in taken:
                handled.set_result(is_kept)

    async def _keep(self, events: Sequence[Event]) -> bool:
        try:
            await self._handle(events)
        except Exception as error:  # noqa: BLE001 — these come again; whatever it is, those that follow must not suffer
            log.error("events_not_kept", kind=type(error).__name__, where=place(error), events=len(events))
            return False
        return True
