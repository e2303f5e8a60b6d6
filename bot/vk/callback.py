"""VK's Callback API: events come to us. `ok` means that an event and its answer are in the database.

VK repeats what was not answered with `ok` within some seconds, under the same `event_id`.
"""

import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence

import structlog
from aiohttp import web

from bot.adapters.inbox import Inbox
from bot.incoming import Odd, Record, event_of, read_json
from bot.metrics import EVENTS_ODD
from bot.vk.messenger import VkMessenger
from bot.vk.updates import parse_update
from indicators.errors import MessengerError
from nudges.messenger import Event

log = structlog.get_logger()

_PATIENCE = 3.0  # seconds: after about four VK sends the event again anyway


class Desk:
    """One community's side of the callback address. Without a secret nobody is believed: whoever finds the address
    could speak in anybody's name."""

    def __init__(
        self, messenger: VkMessenger, secret: str, handle: Callable[[Sequence[Event]], Awaitable[None]]
    ) -> None:
        self.messenger = messenger
        self._secret = secret
        self._inbox = Inbox(handle, _PATIENCE)

    def is_from_vk(self, update: Record) -> bool:
        told = update.raw("secret")
        if not self._secret or not isinstance(told, str):
            return False
        return hmac.compare_digest(told.encode("utf-8", "replace"), self._secret.encode())

    async def take(self, update: object) -> bool:
        """Is the event handled, durably? False: it must come again."""
        whole = await self.messenger.completed(update)
        event = event_of(whole, lambda one: parse_update(one, self.messenger.group_id))
        if event is None:
            return True  # nothing for us, or something odd, which would be as odd the next time
        return await self._inbox.take(event)

    def close(self) -> None:
        self._inbox.close()

    async def run(self) -> None:
        await self._inbox.run()


class Callback:
    """Takes events of any of the communities at one address."""

    def __init__(self, desks: Mapping[int, Desk]) -> None:
        self._desks = desks

    async def receive(self, request: web.Request) -> web.Response:
        try:
            body = read_json(await request.read())
            update = Record(body)
            desk = self._desks[update.whole("group_id")]
        except (Odd, KeyError):
            raise web.HTTPBadRequest(text="not an event") from None
        if not desk.is_from_vk(update):
            log.warning("callback_wrong_secret", group_id=desk.messenger.group_id)
            raise web.HTTPForbidden(text="wrong secret")
        if not isinstance(update.raw("type"), str):
            EVENTS_ODD.inc()
            raise web.HTTPBadRequest(text="not an event")
        if update.raw("type") == "confirmation":
            return web.Response(text=await _confirmation(desk))
        if not await desk.take(body):
            raise web.HTTPServiceUnavailable(text="busy")
        return web.Response(text="ok")


async def _confirmation(desk: Desk) -> str:
    try:
        return await desk.messenger.confirmation_code()
    except MessengerError as error:
        log.warning("no_confirmation_code", kind=type(error).__name__)
        raise web.HTTPServiceUnavailable(text="busy") from None
