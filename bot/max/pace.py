"""The bot's pace: evenly spaced at MAX_RATE, down to what a 429 names, up again slowly; and two a second a dialog.

What the limit counts is not known for sure (whether per method, token or address), so every request takes a slot.
"""

import asyncio
import re
from collections import deque
from collections.abc import Callable

from bot.pace import Pace

RATE = 8
PER_DIALOG = 2
_NAMED = re.compile(r"limit is:?\s*(\d{1,4})\s*calls? per second", re.IGNORECASE)
_SILENCE = 1.05  # seconds after a 429: whatever second MAX counts is over then
_EASED_AFTER = 600.0  # seconds without a 429 until one request a second more is tried
_LONGEST_EASE = 6 * 3600.0
_SHRUNK = 0.8  # where a 429 names no number


class MaxPace(Pace):
    """`per_second` starts at what is set and never goes above it; 0 lifts the limit."""

    def __init__(self, per_second: int = RATE, *, now: Callable[[], float] | None = None) -> None:
        super().__init__(per_second, now=now)
        self.wanted = per_second
        self._eased_at = 0.0
        self._ease_after = _EASED_AFTER

    def learn(self, message: str) -> None:
        """A 429. A number as small as a dialog's own limit says nothing about all of them."""
        moment = self._time()
        match = _NAMED.search(message)
        named = int(match[1]) if match else None
        self.hold(_SILENCE)
        if not self.per_second or (named is not None and named <= PER_DIALOG):
            return
        if named is not None and named < self.per_second:
            self._set(named)
        elif named is None or self._is_above(named):
            self._set(max(1, int(self.per_second * _SHRUNK)))
        if self._eased_at and moment - self._eased_at < 60:
            self._ease_after = min(_LONGEST_EASE, self._ease_after * 2)  # the last attempt at more was too much
        self._eased_at = moment

    def _is_above(self, named: int) -> bool:
        return self.per_second > named

    def ease(self) -> None:
        """Called with every answer that was none of these: after a long quiet time one request a second more."""
        if self.per_second >= self.wanted or not self.per_second:
            return
        moment = self._time()
        self._eased_at = self._eased_at or moment
        if moment - self._eased_at >= self._ease_after:
            self._set(self.per_second + 1)
            self._eased_at = moment

    def _set(self, per_second: int) -> None:
        self.per_second = per_second
        self._recent = deque(self._recent, maxlen=per_second)


class Dialogs:
    """Two calls of one kind a second into one dialog; whoever comes third waits."""

    def __init__(self, now: Callable[[], float] | None = None) -> None:
        self._now = now
        self._recent: dict[tuple[str, int], deque[float]] = {}

    async def turn(self, kind: str, peer_id: int) -> None:
        taken = self._recent.setdefault((kind, peer_id), deque(maxlen=PER_DIALOG))
        # Whoever waits has its moment already, so that the next one waits behind it.
        due = max(self._time(), taken[0] + 1.05) if len(taken) == PER_DIALOG else self._time()
        taken.append(due)
        self._forget()
        await asyncio.sleep(max(0.0, due - self._time()))

    def _time(self) -> float:
        return self._now() if self._now else asyncio.get_running_loop().time()

    def _forget(self) -> None:
        if len(self._recent) > 10_000:
            old = self._time() - 2
            self._recent = {key: moments for key, moments in self._recent.items() if moments[-1] > old}
