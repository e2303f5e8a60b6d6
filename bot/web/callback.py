"""VK's Callback API: events come to us. The body `ok` is sent at once, the work waits in a queue."""

import asyncio
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import web

from bot.vk.messenger import VkMessenger
from bot.web.metrics import EVENTS_DROPPED

log = structlog.get_logger()

Update = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """One community's side of the callback address. An empty `secret` checks nothing, as VK's own setting."""

    messenger: VkMessenger
    secret: str
    queue: asyncio.Queue[Update]


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
        if not _is_from_vk(update, desk.secret):
            log.warning("callback_wrong_secret", group_id=desk.messenger.group_id)
            raise web.HTTPForbidden(text="wrong secret")
        if update.get("type") == "confirmation":
            return web.Response(text=await desk.messenger.confirmation_code())
        return self._take(desk, update)

    def _take(self, desk: Desk, update: Update) -> web.Response:
        try:
            desk.queue.put_nowait(update)
        except asyncio.QueueFull:
            # VK repeats what was not answered with «ok»: better later than lost.
            EVENTS_DROPPED.inc()
            raise web.HTTPServiceUnavailable(text="busy") from None
        return web.Response(text="ok")


def _is_from_vk(update: Update, secret: str) -> bool:
    return not secret or hmac.compare_digest(str(update.get("secret", "")).encode(), secret.encode())
