"""MAX's webhook: events come to us. 200 means that an event and its answer are in the database.

MAX repeats what was not answered so within 30 seconds, and after eight hours without a 200 it sends nothing any more.
"""

import hmac
from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiohttp import web

from bot.adapters.inbox import Inbox
from bot.incoming import Odd, event_of, read_json
from bot.max.messenger import MaxMessenger
from indicators.errors import MessengerError
from nudges.messenger import Event

log = structlog.get_logger()

HEADER = "X-Max-Bot-Api-Secret"
_PATIENCE = 25.0  # seconds


class Webhook:
    """Without a secret nobody is believed: whoever finds the address could speak in anybody's name."""

    def __init__(
        self, messenger: MaxMessenger, secret: str, handle: Callable[[Sequence[Event]], Awaitable[None]]
    ) -> None:
        self._messenger = messenger
        self._secret = secret
        self._inbox = Inbox(handle, _PATIENCE)

    def close(self) -> None:
        self._inbox.close()

    async def run(self) -> None:
        await self._inbox.run()

    async def receive(self, request: web.Request) -> web.Response:
        if not self._is_from_max(request.headers.get(HEADER, "")):
            log.warning("webhook_wrong_secret")
            raise web.HTTPForbidden(text="wrong secret")
        try:
            update = read_json(await request.read())
        except Odd:
            raise web.HTTPBadRequest(text="not an event") from None
        try:
            reader = await self._messenger.reader()
        except MessengerError:
            raise web.HTTPServiceUnavailable(text="busy") from None
        event = event_of(update, reader.event)
        # What is nothing for us, or odd, would be so the next time too.
        if event is not None and not await self._inbox.take(event):
            raise web.HTTPServiceUnavailable(text="busy")
        return web.Response(text="ok")

    def _is_from_max(self, told: str) -> bool:
        return bool(self._secret) and hmac.compare_digest(told.encode("utf-8", "replace"), self._secret.encode())
