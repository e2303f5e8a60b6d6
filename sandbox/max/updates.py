"""The bot's updates: kept a day, confirmed by the next marker; or, while a webhook is subscribed, posted there."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

Update = dict[str, Any]

KEPT_SECONDS = 24 * 3600
MOST = 1000


class UpdateLog:
    """`newest_only`: without a marker only what comes from now on is told (the sources contradict each other)."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.newest_only = False
        self.first = 1
        self.next = 1
        self.silent = False
        """While a webhook is subscribed."""
        self.null_marker = False
        """An answer without updates carries `marker: null`."""
        self.confirmed = 1
        self.listeners: list[Callable[[Update], None]] = []
        self._kept: deque[tuple[int, float, Update]] = deque()
        self._news = asyncio.Event()

    def emit(self, kind: str, **content: Any) -> Update:
        update = {"update_type": kind, "timestamp": int(self._now() * 1000), **content}
        self.repeat(update)
        return update

    def repeat(self, update: Update) -> None:
        for listener in self.listeners:
            listener(update)
        if self.silent:
            return
        self._kept.append((self.next, self._now(), update))
        self.next += 1
        self._forget_old()
        self._news.set()

    def _forget_old(self) -> None:
        while self._kept and self._kept[0][1] < self._now() - KEPT_SECONDS:
            self._kept.popleft()

    def last(self, count: int) -> list[Update]:
        return [update for _, _, update in list(self._kept)[-count:]]

    def start_at(self, marker: int | None) -> int:
        """Where an answer to this marker begins; the marker confirms everything before it."""
        if marker is None:
            return self.next if self.newest_only else self.confirmed
        self.confirmed = max(self.confirmed, min(marker, self.next))
        return self.confirmed if marker <= self.next else marker

    def since(self, start: int, limit: int, types: set[str]) -> tuple[list[Update], int | None]:
        """Up to `limit` updates and the marker after them."""
        found: list[Update] = []
        marker = start
        for number, _, update in self._kept:
            if number < start:
                continue
            if len(found) >= min(limit, MOST):
                break
            marker = number + 1
            kind = update.get("update_type")
            if not types or not isinstance(kind, str) or kind in types:
                found.append(update)
        return found, None if self.null_marker and not found else marker

    async def wait(self, start: int, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                while self.next <= start:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return
