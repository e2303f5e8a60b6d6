"""Methods that VK asked to rest (error 29): each by itself, for a minute at first, an hour at the longest."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import structlog

log = structlog.get_logger()

TOO_OFTEN = 29
FIRST = 60.0  # seconds, doubled each time
LONGEST = 3600.0


@dataclass(slots=True)
class _Rest:
    until: float
    times: int


class Rests:
    """`now` is a monotonic clock in seconds."""

    def __init__(self, now: Callable[[], float], jitter: Callable[[], float] = random.random) -> None:
        self._now = now
        self._jitter = jitter
        self._rests: dict[str, _Rest] = {}

    def left(self, *methods: str) -> float:
        """Seconds until all of these may be asked again; 0 when they may."""
        ends = [self._rests[method].until for method in methods if method in self._rests]
        return max(0.0, max(ends, default=0.0) - self._now())

    def begin(self, method: str) -> None:
        """Many requests may be under way when the first is refused: together they are one refusal."""
        if self.left(method):
            return
        times = self._rests[method].times if method in self._rests else 0
        pause = min(LONGEST, FIRST * 2**times) * (1 + self._jitter() / 10)
        self._rests[method] = _Rest(self._now() + pause, times + 1)
        log.warning("vk_method_rests", method=method, seconds=round(pause))

    def worked(self, method: str) -> None:
        if method in self._rests and not self.left(method):
            del self._rests[method]
