"""VK's Callback API: events come to us. `ok` means that an event and its answer are in the database.

VK repeats what was not answered with `ok` within some seconds, under the same `event_id`, which is handled once;
so an event is lost by no stop and no crash between taking it and handling it.
"""

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.metrics import EVENTS, EVENTS_DROPPED
from bot.vk.messenger import VkMessenger
from bot.vk.updates import parse_update
from indicators.errors import MessengerError
from nudges.messenger import Event

log = structlog.get_logger()

Update = dict[str, Any]
_WAITING = 10_000
_TOGETHER = 100  # events in one transaction
_PATIENCE = 3.0  # seconds: after about four VK sends the event again anyway


class Desk:
    """One community's side of the callback address. An empty `secret` checks nothing, as VK's own setting."""

    def __init__(
        self, messenger: VkMessenger, secret: str, handle: Callable[[Sequence[Event]], Awaitable[None]]
    ) -> None:
        self.messenger = messenger
        self._secret = secret
        self._handle = handle
        self._closed = False
        self._waiting: asyncio.Queue[tuple[Event, asyncio.Future[bool]]] = asyncio.Queue(_WAITING)

    def is_from_vk(self, update: Update) -> bool:
        return not self._secret or hmac.compare_digest(str(update.get("secret", "")).encode(), self._secret.encode())

    async def take(self, update: Update) -> bool:
        """Is the event handled, durably? False: it must come again."""
        try:
            event = parse_update(update, self.messenger.group_id)
        except ValueError as error:
            # It would be as odd the next time.
            log.error("odd_event", error=str(error))
            return True
        if event is None:
            return True
        if self._closed:
            return False
        handled: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        try:
            self._waiting.put_nowait((event, handled))
            async with asyncio.timeout(_PATIENCE):
                return await asyncio.shield(handled)
        except (asyncio.QueueFull, TimeoutError):
            EVENTS_DROPPED.inc()
            return False

    async def run(self) -> None:
        """Handle what was taken in, in order, until cancelled; what is left then comes again."""
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
        except SQLAlchemyError as error:
            log.error("events_not_kept", kind=type(error).__name__, events=len(events))
            return False
        EVENTS.inc(len(events))
        return True


class Callback:
    """Takes events of any of the communities at one address."""

    def __init__(self, desks: Mapping[int, Desk]) -> None:
        self._desks = desks

    async def receive(self, request: web.Request) -> web.Response:
        try:
            update = await request.json()
            desk = self._desks[update["group_id"]]
        except (ValueError, KeyError, TypeError):
            raise web.HTTPBadRequest(text="not an event") from None
        if not desk.is_from_vk(update):
            log.warning("callback_wrong_secret", group_id=desk.messenger.group_id)
            raise web.HTTPForbidden(text="wrong secret")
        if update.get("type") == "confirmation":
            return web.Response(text=await _confirmation(desk))
        if not await desk.take(update):
            raise web.HTTPServiceUnavailable(text="busy")
        return web.Response(text="ok")


async def _confirmation(desk: Desk) -> str:
    try:
        return await desk.messenger.confirmation_code()
    except MessengerError as error:
        log.warning("no_confirmation_code", kind=type(error).__name__)
        raise web.HTTPServiceUnavailable(text="busy") from None
