"""What delivery tells while it works, and when it has finished."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nudges.delivery.states import OPEN_STATES, State
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
    """A live count: how many of all rows are open no more."""

    total: int
    done: int


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


@dataclass(slots=True)
class Meter:
    """Counts what is settled."""

    total: int = 0
    done: int = 0

    def start(self, counts: Counts) -> None:
        """Rows that were closed before count as done."""
        self.total, self.done = counts.total, counts.total - counts.open

    def count(self, states: list[State]) -> None:
        self.done += sum(state not in OPEN_STATES for state in states)

    def progress(self) -> Progress:
        return Progress(self.total, self.done)
