"""What delivery tells while it works, and when it has finished."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from nudges.delivery import OPEN_STATES, State
from storage.campaigns.outbox import Counts


@dataclass(frozen=True, slots=True)
class Totals:
    """How the campaigns stand when delivery ends. `planned` is all rows; with nothing open it is the sum of the others.

    `stopped` is the sentence why delivery gave up for now (a token, a captcha, too many refusals);
    `resumes_at` is when the open rows may go on (the hours, a delay), where that is known.
    """

    planned: int
    sent: int
    failed: int
    skipped: int
    cancelled: int
    unreachable: int
    open: int
    stopped: str | None = None
    resumes_at: datetime | None = None

    @classmethod
    def of(cls, counts: Counts, stopped: str | None, resumes_at: datetime | None) -> "Totals":
        closed = (counts.sent, counts.failed, counts.skipped, counts.cancelled, counts.unreachable)
        return cls(counts.total, *closed, counts.open, stopped, resumes_at)


@dataclass(frozen=True, slots=True)
class Progress:
    """A live count. `per_second` and `seconds_left` are guesses from the last few seconds."""

    total: int
    done: int
    sent: int
    failed: int
    unreachable: int
    skipped: int
    per_second: float
    seconds_left: float | None


class NewsKind(StrEnum):
    FINISHED = "finished"  # no row of the campaign is open any more
    PAUSED = "paused"  # the campaign, because it went badly
    STOPPED = "stopped"  # everything of the community
    SET_ASIDE = "set_aside"  # a row failed by a fault of ours


@dataclass(frozen=True, slots=True)
class News:
    """Something the officer of the campaign's school should be told; `sentence` is in Russian."""

    kind: NewsKind
    campaign_ids: tuple[int, ...]
    sentence: str
    code: int | None = None


_RECENT = 10.0  # seconds the speed is measured over


@dataclass(slots=True)
class Meter:
    """Counts what is settled and how fast. `now` is a monotonic clock in seconds."""

    now: Callable[[], float]
    total: int = 0
    settled: dict[State, int] = field(default_factory=dict)
    _recent: deque[tuple[float, int]] = field(default_factory=deque)

    def start(self, counts: Counts) -> None:
        """Rows that were closed before count as done."""
        self.total = counts.total
        self.settled = {state: getattr(counts, state.value) for state in State if state not in OPEN_STATES}
        self._recent.append((self.now(), self.done))

    @property
    def done(self) -> int:
        return sum(self.settled.values())

    def count(self, states: list[State]) -> None:
        for state in states:
            if state not in OPEN_STATES:
                self.settled[state] = self.settled.get(state, 0) + 1
        now = self.now()
        self._recent.append((now, self.done))
        while len(self._recent) > 2 and self._recent[0][0] < now - _RECENT:
            self._recent.popleft()

    def progress(self) -> Progress:
        (before, had), (now, has) = self._recent[0], self._recent[-1]
        speed = (has - had) / (now - before) if now > before else 0.0
        left = (self.total - self.done) / speed if speed else None
        named = {name: self.settled.get(State(name), 0) for name in ("sent", "failed", "unreachable", "skipped")}
        return Progress(total=self.total, done=self.done, per_second=speed, seconds_left=left, **named)
