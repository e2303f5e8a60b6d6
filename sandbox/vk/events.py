"""The community's event log: what the long poll serves and the callback servers are sent."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from typing import Any

from sandbox.vk.event_kinds import EVENT_KINDS

Update = dict[str, Any]

DEFAULT_ON = ("message_new", "message_event", "message_allow", "message_deny", "message_edit")
KEPT = 20_000
WAKE_LIMIT = 100


class EventLog:
    """Numbered updates; the newest `KEPT` stay, older ones are forgotten as VK forgets them."""

    def __init__(self, group_id: int) -> None:
        self.group_id = group_id
        self.first_ts = 1
        self.next_ts = 1
        self.enabled = {kind: kind in DEFAULT_ON for kind in EVENT_KINDS}
        self.longpoll_on = True
        self.api_version = "5.199"
        self.keys: set[str] = set()
        self.ts_as_number = False
        self.fail_next: deque[int] = deque()
        self.listeners: list[Callable[[Update], None]] = []
        self._updates: deque[tuple[int, Any]] = deque()
        self._news = asyncio.Event()
        self._counter = 0

    def new_key(self) -> str:
        key = secrets.token_hex(16)
        self.keys.add(key)
        return key

    def emit(self, kind: str, content: dict[str, Any]) -> Update:
        """Writes an event for both ways of delivery; each way looks itself whether it wants this kind."""
        self._counter += 1
        update = {
            "group_id": self.group_id,
            "type": kind,
            "event_id": f"{self._counter:08x}{secrets.token_hex(16)}",
            "v": self.api_version,
            "object": content,
        }
        self.repeat(update)
        return update

    def repeat(self, update: Update) -> None:
        """Delivers an update (again, with the same `event_id`)."""
        for listener in self.listeners:
            listener(update)
        if self.enabled.get(update["type"], False):
            self.put(update)

    def put(self, update: Any) -> None:
        """For the long poll alone; it may be something that VK never sends."""
        self._updates.append((self.next_ts, update))
        self.next_ts += 1
        if len(self._updates) > KEPT:
            self._updates.popleft()
            self.first_ts += 1
        self._news.set()

    def last(self, count: int) -> list[Any]:
        return [update for _, update in list(self._updates)[-count:]]

    def forget(self) -> None:
        """Drops everything kept: whoever asks for an older `ts` gets `failed: 1`."""
        self._updates.clear()
        self.first_ts = self.next_ts

    def since(self, ts: int) -> list[tuple[int, Any]]:
        skip = max(0, ts - self.first_ts)
        if skip >= len(self._updates):
            return []
        return [self._updates[index] for index in range(skip, min(len(self._updates), skip + WAKE_LIMIT))]

    async def wait(self, ts: int, seconds: float) -> None:
        """Returns when something newer than `ts` is there or the time is up."""
        try:
            async with asyncio.timeout(seconds):
                while self.next_ts <= ts and not self.fail_next:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return

    def wake(self) -> None:
        self._news.set()
