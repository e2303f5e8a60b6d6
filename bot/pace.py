"""A messenger's pace: evenly spaced requests, never more than are allowed in any sliding second.

A limiter that lets twenty go at once and then waits lands on the edges of the messenger's window and is refused.
Here every request has its slot, and a slot also waits until the twentieth request before it (or whatever the
limit is) is a full second old, counted from the moment it really left: connecting may have held it up.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from types import SimpleNamespace

import aiohttp

PER_SECOND = 20
# How much later than necessary a slot comes, as a share of its distance: what a request may gain on the
# one twenty slots before it on their way to VK. 0.9 % of a second is 9 ms.
MARGIN = 0.009
_GUARD = 0.009  # seconds on top of the full second, for the same reason
_LEAST_GUARD = 0.003
_PUNCTUAL = 0.05  # seconds by which usual answers may differ and still tell something
_LATEST = 0.3  # seconds: a later answer is another matter than a late arrival
_SLOWED = 1.0  # seconds of silence after error 6
_HICCUP = 0.5  # seconds: whoever is later than that had nothing to send
_WIDEST = 0.25
_EASED_EVERY = 200  # requests without error 6 after which the margin shrinks back one step


class Slot:
    """The leave for one request. `left_at` is when its bytes went out; None while it is on its way there.

    `late` is by how many seconds it may have arrived later than usual; None until its answer tells.
    """

    __slots__ = ("late", "left_at")

    def __init__(self) -> None:
        self.left_at: float | None = None
        self.late: float | None = None


class RoundTrips:
    """How long answers usually take. Where they come punctually, a late one means that its request may have
    arrived late, too; where their times vary anyway, lateness says nothing, or only beyond what is usual then.

    `usual` and `varying` are the share of answers that come sooner than what counts as punctual, in the one case and
    in the other; no lateness is taken for more than `latest` seconds.
    """

    def __init__(self, usual: float = 0.25, varying: float | None = None, latest: float = _LATEST) -> None:
        self._usual = usual
        self._varying = varying
        self._latest = latest
        self.careful = False
        self._recent: deque[float] = deque(maxlen=60)

    def lateness(self, seconds: float) -> float:
        self._recent.append(seconds)
        ordered = sorted(self._recent)
        share: float | None = self._usual
        if ordered[len(ordered) // 2] - ordered[0] > _PUNCTUAL and not self.careful:
            share = self._varying
        if share is None:
            return 0.0
        return min(self._latest, max(0.0, seconds - ordered[int(len(ordered) * share)]))


class Pace:
    """Hands out slots, urgent ones first. `per_second` 0 lifts the limit; `catches_up` is how many seconds this
    process may be late and still make up for it, one slot at least."""

    def __init__(
        self,
        per_second: int = PER_SECOND,
        *,
        now: Callable[[], float] | None = None,
        margin: float = MARGIN,
        trips: RoundTrips | None = None,
        catches_up: float = 0.0,
    ) -> None:
        self.per_second = per_second
        self._now = now
        self._urgent: deque[asyncio.Future[Slot]] = deque()
        self._bulk: deque[asyncio.Future[Slot]] = deque()
        self._room: deque[asyncio.Future[None]] = deque()
        self._recent: deque[Slot] = deque(maxlen=per_second or 1)
        self._next = 0.0
        self._held_until = 0.0
        self._usual_margin = self._margin = margin
        self._calm = 0
        self._trips = trips or RoundTrips()
        self._catches_up = catches_up
        self._timer: asyncio.TimerHandle | None = None

    @property
    def interval(self) -> float:
        return (1 + self._margin) / self.per_second if self.per_second else 0.0

    @property
    def waiting(self) -> int:
        return len(self._urgent) + len(self._bulk)

    async def slot(self, *, urgent: bool = False) -> Slot:
        future: asyncio.Future[Slot] = asyncio.get_running_loop().create_future()
        queue = self._urgent if urgent else self._bulk
        queue.append(future)
        self._serve()
        try:
            return await future
        except asyncio.CancelledError:
            if future in queue:
                queue.remove(future)
            self._tell_room()
            raise

    async def room(self) -> None:
        """Wait until hardly any bulk request is waiting for its slot."""
        while len(self._bulk) > 1:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._room.append(future)
            await future

    def left(self, slot: Slot) -> None:
        """The request of this slot went out now (or never will)."""
        if slot.left_at is None:
            slot.left_at = self._time()
            self._serve()

    def answered(self, slot: Slot) -> None:
        """The answer to this slot's request is here."""
        if self.per_second and slot.left_at is not None:
            slot.late = self._trips.lateness(self._time() - slot.left_at)

    def slow_down(self, seconds: float = _SLOWED) -> bool:
        """Too many, it was said: silence for a moment, and a wider spacing for a while. False where it is silent."""
        is_news = self.hold(seconds)
        self._margin = self._wider(self._margin)
        self._calm = 0
        return is_news

    def _wider(self, margin: float) -> float:
        return min(_WIDEST, margin * 2 + 0.01)

    def hold(self, seconds: float) -> bool:
        """Silence for so long. False where it is silent already."""
        is_news = self._held_until <= self._time()
        self._held_until = max(self._held_until, self._time() + seconds)
        return is_news

    def _time(self) -> float:
        return self._now() if self._now else asyncio.get_running_loop().time()

    def due(self) -> float | None:
        """When the next slot may be given; None while it depends on a request that has not left yet."""
        if not self.per_second:
            return self._held_until
        due = max(self._next, self._held_until)
        if len(self._recent) == self.per_second:
            oldest = self._recent[0]
            if oldest.left_at is None:
                return None
            due = max(due, oldest.left_at + 1 + self._guard(oldest))
        return due

    def _guard(self, oldest: Slot) -> float:
        """Seconds on top of the full one after the request that is as many slots back as are allowed."""
        return max(_GUARD, (oldest.late or 0.0) + _LEAST_GUARD)

    def grant(self, at: float) -> Slot:
        """Take the next slot at the moment `at`; the following one is counted from when this was due."""
        # Lateness of this process is caught up, as far as it may be, a long silence is not.
        late = at - self._next
        caught_up = max(self._next, at - max(self.interval, self._catches_up))
        self._next = (caught_up if 0 <= late < _HICCUP else at) + self.interval
        slot = Slot()
        self._recent.append(slot)
        self._calm += 1
        if self._calm % _EASED_EVERY == 0:
            self._margin = max(self._usual_margin, self._margin / 1.5)
        return slot

    def _serve(self) -> None:
        if self._timer is not None:
            return
        while waiting := self._first_waiting():
            due = self.due()
            if due is None:
                return
            now = self._time()
            if due > now:
                self._timer = asyncio.get_running_loop().call_later(due - now, self._wake)
                return
            waiting.popleft().set_result(self.grant(now))
            self._tell_room()

    def _wake(self) -> None:
        self._timer = None
        self._serve()

    def _first_waiting(self) -> deque[asyncio.Future[Slot]] | None:
        for queue in (self._urgent, self._bulk):
            if queue:
                return queue
        return None

    def _tell_room(self) -> None:
        if len(self._bulk) <= 1 and self._room:
            future = self._room.popleft()
            if not future.done():
                future.set_result(None)


def tracer_of(pace: Pace) -> aiohttp.TraceConfig:
    """Tells the pace when a request really leaves: after connecting, right before its bytes."""
    tracer = aiohttp.TraceConfig()

    async def leaving(
        session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestHeadersSentParams
    ) -> None:
        request = context.trace_request_ctx
        if request is not None:
            pace.left(request.slot)

    tracer.on_request_headers_sent.append(leaving)
    return tracer
