"""Long poll: the marker confirms what came before it, so ours is taken on only after the events are handled."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import structlog

from bot.incoming import Odd, Record, events_of
from bot.max.api import Api
from bot.max.updates import KINDS, Reader
from indicators.errors import MessengerError
from nudges.messenger import Listened

log = structlog.get_logger()

_WAIT = 30  # seconds; MAX allows 90
_SLACK = 15  # seconds an answer may take beyond the wait
_LIMIT = 100
_APART = 0.51  # seconds: two questions a second are allowed here, however many events there are
BACKOFF = (1.0, 60.0)


class LongPoll:
    """`marker` is where the last handled updates ended; None asks for what nobody has confirmed."""

    def __init__(
        self,
        api: Api,
        reader: Reader,
        position: str | None,
        *,
        jitter: Callable[[], float] = random.random,
        backoff: tuple[float, float] = BACKOFF,
    ) -> None:
        self._api = api
        self._reader = reader
        self._marker = int(position) if position and position.lstrip("-").isdecimal() else None
        self._jitter = jitter
        self._backoff = backoff
        self._troubles = 0
        self._asked_at = 0.0

    async def next(self) -> Listened:
        """The next events and the marker after them. Survives outages; never spins."""
        while True:
            try:
                answer = await self._ask()
                updates, marker = answer.items("updates"), answer.whole("marker", 0)
            except (MessengerError, Odd) as error:
                await self._pause(error)
                continue
            self._troubles = 0
            # A null or zero marker is none: ours stays.
            self._marker = marker or self._marker
            return Listened(
                tuple(events_of(updates, self._reader.event)), str(self._marker) if self._marker is not None else ""
            )

    async def _ask(self) -> Record:
        now = asyncio.get_running_loop().time()
        if self._api.pace.per_second and now < self._asked_at + _APART:
            await asyncio.sleep(self._asked_at + _APART - now)
        self._asked_at = asyncio.get_running_loop().time()
        query: dict[str, Any] = {"timeout": _WAIT, "limit": _LIMIT, "types": ",".join(KINDS)}
        if self._marker is not None:
            query["marker"] = self._marker
        answer = await self._api.ask("GET", "/updates", query, urgent=True, seconds=_WAIT + _SLACK)
        if not answer.ok:
            raise MessengerError(f"MAX не отдаёт события (HTTP {answer.status}).")
        if "updates" not in (told := Record(answer.content)):
            raise Odd("an answer that is none of the long poll's")
        return told

    async def _pause(self, error: Exception) -> None:
        first, longest = self._backoff
        seconds = min(longest, first * 2 ** min(self._troubles, 10)) * (1 + self._jitter() / 4)
        self._troubles += 1
        log.warning("longpoll_trouble", error=type(error).__name__, seconds=round(seconds, 1))
        await asyncio.sleep(seconds)
