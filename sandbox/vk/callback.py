"""Callback delivery: confirmation, then every event by POST until the server says «ok»."""

import asyncio
import json
from collections.abc import Coroutine
from functools import partial
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from sandbox.vk.community import Community
from sandbox.vk.events import Update
from sandbox.vk.methods.groups import confirmation_code
from sandbox.vk.world import World

RETRIES = 5
TIMEOUT = 4.0


class CallbackDelivery:
    """One task per event, so that a slow server gets the next ones too, as with VK."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.retry_pause = 0.2
        self.timeout = TIMEOUT
        self.deliveries: list[dict[str, Any]] = []
        self._tasks: set[asyncio.Task[Any]] = set()
        self._session: ClientSession | None = None

    def start(self) -> None:
        for community in self.world.communities.values():
            community.events.listeners.append(partial(self._emitted, community))
            community.server_watchers.append(partial(self._added, community))

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _emitted(self, community: Community, update: Update) -> None:
        for server in list(community.callback_servers.values()):
            if server["status"] == "ok" and server["events"].get(update["type"], False):
                self._spawn(self._deliver(server, update))

    def _added(self, community: Community, server: dict[str, Any]) -> None:
        self._spawn(self.confirm(community, server))

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def confirm(self, community: Community, server: dict[str, Any]) -> bool:
        """Asks the server for the confirmation string; its status says what came."""
        content = {"type": "confirmation", "group_id": community.group_id}
        status, body = await self._post(server, content, 0)
        server["status"] = "ok" if (status, body) == (200, confirmation_code(community)) else "failed"
        return bool(server["status"] == "ok")

    async def _deliver(self, server: dict[str, Any], update: Update) -> None:
        for attempt in range(RETRIES + 1):
            status, body = await self._post(server, update, attempt)
            record = {"event_id": update["event_id"], "attempt": attempt, "status": status, "body": body[:100]}
            self.deliveries.append(record)
            if (status, body) == (200, "ok"):
                return
            await asyncio.sleep(self.retry_pause)

    async def _post(self, server: dict[str, Any], update: Update, attempt: int) -> tuple[int, str]:
        """Status and body; status 0 when the server could not be reached or was too slow."""
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=None))
        content = update | ({"secret": server["secret_key"]} if server["secret_key"] else {})
        headers = {"Content-Type": "application/json"} | ({"X-Retry-Counter": str(attempt)} if attempt else {})
        data = json.dumps(content, ensure_ascii=False).encode()
        timeout = ClientTimeout(total=self.timeout)
        try:
            async with self._session.post(server["url"], data=data, headers=headers, timeout=timeout) as answer:
                return answer.status, (await answer.text()).strip()
        except (ClientError, TimeoutError):
            return 0, ""
