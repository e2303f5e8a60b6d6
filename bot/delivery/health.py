"""Does anything get through? When nothing does, delivery waits; when some do, it keeps its pace and tries the
others again soon; when only one row does not, that row is to blame."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime

from nudges.delivery.states import State
from nudges.delivery.verdicts import Try, Verdict, backoff, in_a_row
from nudges.messenger import Outcome, Reaction, Refusal
from storage.campaigns.outbox import Claimed

_TOLERATED = 3  # requests in a row that may fail before the whole community takes a breath
_REMEMBERED = 40  # requests from which the share of failing ones is told
_DOUBT = 2  # imagined requests that went well: a first failure proves little


class Health:
    """One community's. `strikes` counts, for each row, the requests with it that failed as a whole."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.strikes: dict[int, int] = {}
        self._clock = clock
        self._failures = 0
        self._successes = 0
        self._before_first_strike: dict[int, int] = {}
        self._held_until: datetime | None = None
        self._recent: deque[float] = deque(maxlen=_REMEMBERED)
        self._streak: list[float] = []

    @property
    def is_failing(self) -> bool:
        return self._failures >= self._tolerated

    @property
    def _tolerated(self) -> int:
        """Where nearly half of all requests fail, three failures in a row are no outage yet."""
        return max(_TOLERATED, in_a_row(0.001, self.failing))

    @property
    def failing(self) -> float:
        """The share of first tries that fail in passing. Failures in a row count once something has got through:
        an outage is no bad luck."""
        return sum(self._recent) / (len(self._recent) + _DOUBT)

    @property
    def patience(self) -> int:
        """Failures of its request that a row may meet before it is suspected and travels in smaller company."""
        return max(1, in_a_row(0.05, self.failing) - 1)

    def pause(self) -> float:
        """Seconds until the next request may try whether something gets through again."""
        if not self.is_failing or self._held_until is None:
            return 0.0
        return max(0.0, (self._held_until - self._clock()).total_seconds())

    def note(self, batch: Sequence[Claimed], outcomes: Sequence[Outcome]) -> None:
        if all(row.attempts == 0 and row.id not in self.strikes for row in batch):
            self._streak.append(sum(failed_in_passing(outcome) for outcome in outcomes) / len(outcomes))
        if not all(failed_whole(outcome) for outcome in outcomes):
            self.got_through()
            return
        self.failed()
        for row in batch:
            self.strikes[row.id] = self.strikes.get(row.id, 0) + 1
            self._before_first_strike.setdefault(row.id, self._successes)

    def got_through(self) -> None:
        self._successes += 1
        # Of an outage only its beginning could have been bad luck.
        self._recent.extend(self._streak[-self._tolerated :])
        self._streak.clear()
        self._failures = 0
        self._held_until = None

    def failed(self) -> None:
        self._failures += 1
        if self.is_failing:
            self._held_until = self._clock() + backoff(self._failures - self._tolerated)

    def tried(self, row: Claimed, outcome: Outcome) -> Try:
        """The try, for the rules: a failure costs the row an attempt only when others got through since its first."""
        successes = self._before_first_strike.get(row.id, self._successes)
        outage = failed_whole(outcome) and self._successes == successes
        return Try(row.attempts, row.claimed_at, row.unsure_since, outage, self.failing)

    def forget(self, row: Claimed, verdict: Verdict) -> None:
        """A row that has come to an end is of no interest any more."""
        if verdict.state is not State.PLANNED:
            self.strikes.pop(row.id, None)
            self._before_first_strike.pop(row.id, None)


def failed_in_passing(outcome: Outcome) -> bool:
    return isinstance(outcome, Refusal) and outcome.reaction is Reaction.RETRY


def failed_whole(outcome: Outcome) -> bool:
    return failed_in_passing(outcome) and isinstance(outcome, Refusal) and outcome.whole
