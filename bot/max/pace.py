"""The bot's pace: evenly spaced at MAX_RATE, down to what a 429 names, up again slowly; and two a second a dialog.

What the limit counts is not known for sure (whether per method, token or address), so every request takes a slot.

Why a 429 can come although no more leave than are allowed: MAX counts arrivals. A request that was held up on its way
arrives nearer to the one N slots later, and the two may fall into one second. So that later one waits until the
earlier is surely a second old *there*: a late answer shows that it may have arrived late. And why a margin is needed
that the guard does not use up: whatever this process is late itself is passed on to the request N slots later, and
from there to the next, and adds up, unless the slots are a little further apart than the guard asks.
"""

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.pace import Pace, RoundTrips, Slot

RATE = 8
PER_DIALOG = 2
MARGIN = 0.01
_GUARD = 0.002  # seconds, where the answer shows when the request arrived; of the margin the rest makes up lateness
_CATCHES_UP = 0.15  # seconds; several at once do no harm where no second sees more than are allowed
_PUNCTUAL = 0.0  # only the fastest answer of late shows how long the way takes when nothing holds a request up
_VARYING = 0.5  # the same where answers come at very different times anyway
_LATEST = 1.0  # seconds
_NAMED = re.compile(r"limit is:?\s*(\d{1,4})\s*calls? per second", re.IGNORECASE)
_SECOND = 1.01  # whatever second MAX counts is over then
_SILENCE = 1.05  # seconds after a 429 that taught something
_EDGE = 0.25  # seconds after one at the known rate: two requests came too near to each other
_WIDEST = 0.05  # a refusal is asked again and costs a quarter of a second, so that hurry costs less than caution
_CAREFUL = 60.0  # seconds after a refusal in which answers that vary are taken for arrivals that do
_LONGEST_SILENCE = 60.0
_EASED_AFTER = 600.0  # seconds without a 429 until one request a second more is tried
_LONGEST_EASE = 6 * 3600.0
_NEARLY = 0.9  # of the present rate: what was accepted before a refusal is then no smaller limit


def of_dialog(message: str) -> bool:
    """Is it one dialog's own limit that a 429 names? It says nothing about all of them."""
    named = _named(message)
    return named is not None and named <= PER_DIALOG


def _named(message: str) -> int | None:
    match = _NAMED.search(message)
    return int(match[1]) if match else None


class MaxPace(Pace):
    """`per_second` starts at what is set and never goes above it; 0 lifts the limit."""

    def __init__(self, per_second: int = RATE, *, now: Callable[[], float] | None = None) -> None:
        super().__init__(
            per_second, now=now, margin=MARGIN, trips=RoundTrips(_PUNCTUAL, _VARYING, _LATEST), catches_up=_CATCHES_UP
        )
        self.wanted = per_second
        self._accepted: deque[float] = deque(maxlen=100)
        self._learned_at = -_CAREFUL
        self._eased_at = 0.0
        self._ease_after = _EASED_AFTER

    def answered(self, slot: Slot) -> None:
        self._trips.careful = self._time() - self._learned_at < _CAREFUL
        super().answered(slot)

    def _guard(self, oldest: Slot) -> float:
        return super()._guard(oldest) if oldest.late is None else oldest.late + _GUARD

    def _wider(self, margin: float) -> float:
        return min(_WIDEST, margin + MARGIN)

    def learn(self, message: str, slot: Slot, retry_after: float = 0.0) -> None:
        """A 429 to the request of this slot. Those that were under way together teach once."""
        moment = self._time()
        self.hold(min(_LONGEST_SILENCE, retry_after))
        left_at = moment if slot.left_at is None else slot.left_at
        if not self.per_second:
            self.hold(_SILENCE)
        if not self.per_second or left_at < self._learned_at:
            return
        self._learned_at = moment
        allowed = _named(message) or self._was_accepted_before(left_at)
        if allowed >= self.per_second:
            self.slow_down(_EDGE)
        else:
            self.hold(_SILENCE)
            self._set(allowed)
        if self._eased_at and moment - self._eased_at < 60:
            self._ease_after = min(_LONGEST_EASE, self._ease_after * 2)  # the last attempt at more was too much
        self._eased_at = moment

    def _was_accepted_before(self, moment: float) -> int:
        """Where a 429 names no number, what was accepted within the second before tells it, give or take one."""
        count = max(1, sum(moment - 1 < one < moment for one in self._accepted))
        return self.per_second if count >= self.per_second * _NEARLY - 1 else count

    def ease(self, slot: Slot) -> None:
        """Called with every answer that was none of these: after a long quiet time one request a second more."""
        if slot.left_at is not None:
            self._accepted.append(slot.left_at)
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


class _Turn:
    """One call into a dialog: when it was over, and thereby surely there."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self.over_at = 0.0


class Dialogs:
    """Two calls of one kind a second into one dialog; whoever comes third waits."""

    def __init__(self, now: Callable[[], float] | None = None) -> None:
        self._now = now
        self._recent: dict[tuple[str, int], deque[_Turn]] = {}

    @asynccontextmanager
    async def turn(self, kind: str, peer_id: int) -> AsyncIterator[None]:
        """The call is made within the block. Whoever waits has its place already: the next one waits behind it."""
        taken = self._recent.setdefault((kind, peer_id), deque(maxlen=PER_DIALOG))
        before = taken[0] if len(taken) == PER_DIALOG else None
        mine = _Turn()
        taken.append(mine)
        try:
            if before is not None:
                await before.over.wait()
                await asyncio.sleep(max(0.0, before.over_at + _SECOND - self._time()))
            yield
        finally:
            mine.over_at = self._time()
            mine.over.set()
            self._forget()

    def _time(self) -> float:
        return self._now() if self._now else asyncio.get_running_loop().time()

    def _forget(self) -> None:
        if len(self._recent) > 10_000:
            old = self._time() - 2
            known = self._recent.items()
            self._recent = {
                key: turns for key, turns in known if not turns[-1].over.is_set() or turns[-1].over_at > old
            }
