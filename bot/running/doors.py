"""Where messengers and browsers come in: events that are not asked for, and the addresses of this process."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.app import App
from bot.process.parts import Part, Parts
from bot.settings import WEBHOOK_PATH
from bot.vk.callback import Callback, Desk
from bot.vk.messenger import VkMessenger
from bot.web.cabinet.parts import Cabinet
from bot.web.health import Check
from bot.web.server import serve, web_app
from handlers.conversations import Conversations
from storage.schools.communities import OF_MAX

if TYPE_CHECKING:
    from bot.max.webhook import Webhook


class Doors:
    """Open or not, what comes is handed to `conversations`."""

    def __init__(self, app: App, parts: Parts, conversations: Mapping[int, Conversations]) -> None:
        self._app = app
        self._parts = parts
        self._conversations = conversations
        self._desks = {number: self._desk(number, messenger) for number, messenger in app.of_vk.items()}
        self._webhook = self._made_webhook()

    @property
    def are_called(self) -> bool:
        """Do events come by themselves, so that there must be a door for them?"""
        return Part.EVENTS in self._parts and not all(map(self.listens, self._conversations))

    def listens(self, community: int) -> bool:
        """Are events asked for there, or do they come by themselves?"""
        if community == OF_MAX:
            return self._webhook is None
        return self._app.settings.vk_events == "longpoll"

    def close(self) -> None:
        """Take no events until `run`: a messenger brings them again, and in the meantime to whoever answers them."""
        for desk in self._desks.values():
            desk.close()
        if self._webhook is not None:
            self._webhook.close()

    async def run(self) -> None:
        """Handle what was taken, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for desk in self._desks.values():
                tasks.create_task(desk.run())
            if self._app.of_max is not None:
                from bot.max.housekeeping import keep_house

                tasks.create_task(keep_house(self._app.of_max, self._app.settings.webhook, self._secret))
            if self._webhook is not None:
                tasks.create_task(self._webhook.run())

    @asynccontextmanager
    async def opened(
        self,
        health: dict[str, Check],
        open_rows: Callable[[], Awaitable[int]],
        cabinet: Cabinet | None,
        port: int | None = None,
    ) -> AsyncIterator[str]:
        """The address while the block runs; on a `port` of its own where one is named."""
        settings = self._app.settings
        callback = self.callback() if self.are_called and settings.vk_events == "callback" and self._desks else None
        app = web_app(health, callback, open_rows, cabinet, counts_events=Part.EVENTS in self._parts)
        if self._webhook is not None and Part.EVENTS in self._parts:
            app.router.add_post(WEBHOOK_PATH, self._webhook.receive)
        async with serve(app, settings.http_host, settings.http_port if port is None else port) as address:
            yield address

    def callback(self) -> Callback:
        return Callback(self._desks)

    def _desk(self, number: int, messenger: VkMessenger) -> Desk:
        secrets_of = {one.group_id: one.callback_secret for one in self._app.settings.communities}
        return Desk(messenger, secrets_of.get(number, ""), self._conversations[number].handle)

    @property
    def _secret(self) -> str:
        return self._app.settings.max_webhook_secret

    def _made_webhook(self) -> "Webhook | None":
        if self._app.of_max is None or self._app.settings.webhook is None:
            return None
        from bot.max.webhook import Webhook

        return Webhook(self._app.of_max, self._secret, self._conversations[OF_MAX].handle)
