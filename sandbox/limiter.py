"""VK's request limit: never more than N requests within any sliding second (`execute` counts as one)."""

from collections import deque
from collections.abc import Callable


class Limiter:
    """`rate` 0 lifts the limit; what happened is counted either way. `now` is a monotonic clock in seconds."""

    def __init__(self, rate: int, now: Callable[[], float]) -> None:
        self.rate = rate
        self._now = now
        self.forget()

    def forget(self) -> None:
        self._taken: deque[float] = deque()
        self._arrived: deque[float] = deque()
        self.requests = 0
        self.refused = 0
        self.busiest_second = 0

    def admits(self) -> bool:
        """Counts a request; false when it comes too soon (the refused one does not use the allowance up)."""
        now = self._now()
        self.requests += 1
        self.busiest_second = max(self.busiest_second, _push(self._arrived, now))
        if self.rate and _slide(self._taken, now) >= self.rate:
            self.refused += 1
            return False
        if self.rate:
            self._taken.append(now)
        return True


def _slide(moments: deque[float], now: float) -> int:
    while moments and moments[0] <= now - 1.0:
        moments.popleft()
    return len(moments)


def _push(moments: deque[float], now: float) -> int:
    moments.append(now)
    return _slide(moments, now)
