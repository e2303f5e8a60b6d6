"""Webhook delivery: every update by POST until the server says 200; hours without one end the subscription."""

import asyncio
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from sandbox.max.bot import Bot
from sandbox.max.updates import Update
from sandbox.max.world import World

TRIES = 10
GROWTH = 2.5


class WebhookDelivery:
    """`first_pause` is 60 s in life; tests take less."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.first_pause = 60.0
        self.timeout = 30.0
        self.deliveries: list[dict[str, Any]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: ClientSession | None = None

    def start(self) -> None:
        self._session = ClientSession()
        for bot in self.world.bots.values():
            self.watch(bot)

    def watch(self, bot: Bot) -> None:
        bot.updates.listeners.append(lambda update: self._deliver(bot, update))

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _deliver(self, bot: Bot, update: Update) -> None:
        for subscription in bot.subscriptions:
            types = subscription["update_types"]
            if not types or update["update_type"] in types:
                task = asyncio.get_running_loop().create_task(self._post(bot, subscription["url"], update))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _post(self, bot: Bot, url: str, update: Update) -> None:
        pause = self.first_pause
        for attempt in range(TRIES):
            status = await self._once(url, update)
            self.deliveries.append({"url": url, "update_type": update["update_type"], "status": status, "try": attempt})
            if status == 200:
                return
            await asyncio.sleep(pause)
            pause *= GROWTH
        bot.subscriptions = [one for one in bot.subscriptions if one["url"] != url]
        bot.updates.silent = bool(bot.subscriptions)

    async def _once(self, url: str, update: Update) -> int:
        if self._session is None:
            return 0
        secret = self.world.secrets.get(url)
        headers = {"X-Max-Bot-Api-Secret": secret} if secret else {}
        try:
            timeout = ClientTimeout(total=self.timeout)
            async with self._session.post(url, json=update, headers=headers, timeout=timeout) as answer:
                return answer.status
        except (ClientError, TimeoutError, OSError):
            return 0
