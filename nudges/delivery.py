"""The rules of delivery, with no input or output: what an outcome makes of a row, an account, a campaign."""

import math
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from nudges.messenger import Delivered, Outcome, Reaction, Refusal

# A messenger that remembers random ids forgets them after a hundred messages in the dialog, too; whoever was
# answered this often since has written as often.
MEMORY_MESSAGES = 40

MAX_ATTEMPTS = 10
FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(seconds=60)
# While many requests fail and many pass, a failure is bad luck: trying again soon is what helps.
UNLUCKY = 0.08
UNLUCKY_PAUSE = timedelta(seconds=2)
DELAY = timedelta(hours=1, minutes=5)
MAX_DELAYS = 6


class State(StrEnum):
    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNREACHABLE = "unreachable"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


OPEN_STATES = (State.PLANNED, State.SENDING)


class Writing(StrEnum):
    """May the bot write to an account? See `storage.tables.Account`."""

    UNKNOWN = "unknown"
    ALLOWED = "allowed"
    DENIED = "denied"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Try:
    """One try at delivering a row. `unsure_since` as it was before this try; `tried_at` is when it was claimed.

    `outage`: nothing at all has got through meanwhile, so this failure says nothing about the row.
    `failing`: the share of first tries that fail in passing just now, whoever they are for.
    """

    attempts: int
    tried_at: datetime
    unsure_since: datetime | None = None
    outage: bool = False
    failing: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a try made of a row.

    `writing` is what is now known of the account. `unsure_since` is kept while nobody knows whether
    an earlier try was taken. `look_first`: before the row may rest in this state, the dialog's
    history must say whether it was taken after all.
    """

    state: State
    attempts: int
    not_before: datetime | None = None
    unsure_since: datetime | None = None
    message_id: int | None = None
    error_code: int | None = None
    reason: str | None = None
    writing: Writing | None = None
    look_first: bool = False


def backoff(attempts: int) -> timedelta:
    """1, 2, 4 … 60 seconds before the next try."""
    doubled: int = 2 ** min(attempts, 10)
    return min(LONGEST_PAUSE, FIRST_PAUSE * doubled)


def in_a_row(chance: float, failing: float) -> int:
    """How many failures in a row happen with at most this chance, when this share of all tries fails."""
    if not 0 < failing < 1:
        return 1 if failing <= 0 else _ENDLESS
    return min(_ENDLESS, math.ceil(math.log(chance) / math.log(failing)))


_ENDLESS = 100


def judge(outcome: Outcome, tried: Try, now: datetime) -> Verdict:
    """What becomes of a row after a try; the reactions are those of the messenger's table."""
    if isinstance(outcome, Delivered):
        return Verdict(State.SENT, tried.attempts, message_id=outcome.message_id, writing=Writing.ALLOWED)
    # A refusal settles this try only: an earlier one may have been taken all the same.
    unsure = tried.unsure_since or (tried.tried_at if outcome.unknown_outcome else None)
    return _JUDGES[outcome.reaction](outcome, tried, now, unsure)


def _retry(refusal: Refusal, tried: Try, now: datetime, unsure: datetime | None) -> Verdict:
    attempts = tried.attempts + (0 if tried.outage else 1)
    # One in a million is set aside by bad luck, not one in thirty.
    if attempts >= max(MAX_ATTEMPTS, in_a_row(1e-6, tried.failing)):
        return _set_aside(refusal, attempts, unsure, "Не удалось отправить после многих попыток.")
    pause = min(backoff(tried.attempts), UNLUCKY_PAUSE) if tried.failing > UNLUCKY else backoff(tried.attempts)
    if refusal.retry_after:
        pause = timedelta(seconds=refusal.retry_after)
    look = refusal.look_first
    return Verdict(State.PLANNED, attempts, now + pause, unsure, error_code=refusal.code, look_first=look)


def _set_aside(refusal: Refusal, attempts: int, unsure: datetime | None, otherwise: str) -> Verdict:
    reason = refusal.advice or otherwise
    return Verdict(
        State.FAILED, attempts, None, unsure, error_code=refusal.code, reason=reason, look_first=unsure is not None
    )


def _wait(refusal: Refusal, tried: Try, now: datetime, unsure: datetime | None) -> Verdict:
    pause = timedelta(seconds=refusal.retry_after) if refusal.retry_after else FIRST_PAUSE
    return Verdict(State.PLANNED, tried.attempts, now + pause, unsure, error_code=refusal.code)


def _delay(refusal: Refusal, tried: Try, now: datetime, unsure: datetime | None) -> Verdict:
    attempts = tried.attempts + 1
    if attempts >= MAX_DELAYS:
        return _set_aside(refusal, attempts, unsure, "Мессенджер долго не принимает сообщения этому человеку.")
    return Verdict(State.PLANNED, attempts, now + DELAY, unsure, error_code=refusal.code)


def _unreachable(refusal: Refusal, tried: Try, now: datetime, unsure: datetime | None) -> Verdict:
    writing = Writing.GONE if refusal.reaction is Reaction.GONE else Writing.DENIED
    reason = refusal.advice or refusal.message
    look = unsure is not None
    return Verdict(
        State.UNREACHABLE, tried.attempts + 1, None, unsure, None, refusal.code, reason, writing, look_first=look
    )


def _stop(refusal: Refusal, tried: Try, now: datetime, unsure: datetime | None) -> Verdict:
    """The row is innocent: it waits with the campaign."""
    return Verdict(State.PLANNED, tried.attempts, None, unsure, error_code=refusal.code)


def _setting(refusal: Refusal, tried: Try, now: datetime, unsure: datetime | None) -> Verdict:
    if refusal.one_first and not refusal.whole:
        return _set_aside(refusal, tried.attempts + 1, unsure, refusal.message)
    return _stop(refusal, tried, now, unsure)


def _bug(refusal: Refusal, tried: Try, now: datetime, unsure: datetime | None) -> Verdict:
    return _set_aside(refusal, tried.attempts + 1, unsure, refusal.message)


_JUDGES = {
    Reaction.RETRY: _retry,
    Reaction.SLOW: _wait,
    Reaction.REST: _wait,
    Reaction.DELAY: _delay,
    Reaction.STOP: _stop,
    Reaction.UNREACHABLE: _unreachable,
    Reaction.GONE: _unreachable,
    Reaction.CHAT_OFF: _bug,
    Reaction.SETTING: _setting,
    Reaction.BUG: _bug,
}


def must_look_first(unsure_since: datetime | None, replies_since: int, now: datetime, remembers: timedelta) -> bool:
    """May a row whose earlier try is unsettled be resent, or would the messenger take it for a new message?

    A clock that went backwards counts as «too long ago»: looking costs a request, a repeat costs trust.
    """
    if unsure_since is None:
        return False
    age = now - unsure_since
    return not timedelta(0) <= age < remembers or replies_since >= MEMORY_MESSAGES


_BLOCKED = (
    "Многие подряд будто бы остановили бота: похоже, мессенджер заблокировал его самого. Проверьте бота и продолжите "
    "рассылку."
)


class Halt(StrEnum):
    """How far trouble reaches: this campaign, or everything that goes through the community."""

    CAMPAIGN = "campaign"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class Stop:
    """Somebody has to look before sending goes on; `reason` is their sentence."""

    halt: Halt
    reason: str


def halting(refusal: Refusal) -> Stop | None:
    """Does this one refusal alone stop more than its own row?"""
    if refusal.reaction is Reaction.STOP:
        return Stop(Halt.COMMUNITY, refusal.advice or refusal.message)
    if refusal.reaction is Reaction.SETTING and (refusal.whole or not refusal.one_first):
        return Stop(Halt.CAMPAIGN, refusal.advice or refusal.message)
    return None


_WINDOW = 60
_ENOUGH = 30
_FLOODED = 0.3
_REFUSED = 0.5
_CLOSED_DOORS = 500
_SHUT_OUT = 30


@dataclass(slots=True)
class Refusals:
    """The last outcomes of a campaign: does it go so badly that somebody should look?

    Half of at least thirty failing, or three in ten told «too many messages», is a fault of ours or
    a limit of VK's, and going on makes it worse. A single person in five refusing is ordinary life
    in a small school. People who never opened the dialog (901 and its like) are no fault at all: in
    a school's first campaign they may be nearly everybody. They stop a campaign only when five
    hundred in a row refuse and not one was reached, which looks like messages being switched off.
    Thirty who all seem to have stopped the bot, and nobody reached in between, have not: it is shut out.
    """

    recent: deque[str] = field(default_factory=lambda: deque(maxlen=_WINDOW))
    closed_in_a_row: int = 0
    shut_in_a_row: int = 0

    def note(self, outcome: Outcome, verdict: Verdict) -> Stop | None:
        """Take one more outcome in; the reason to pause when it is one too many."""
        kind = _kind(outcome, verdict)
        if kind is None:
            return None
        self.closed_in_a_row = self.closed_in_a_row + 1 if kind == "closed" else 0
        self.shut_in_a_row = 0 if kind == "sent" else self.shut_in_a_row + _is_suspicious(outcome)
        if self.shut_in_a_row >= _SHUT_OUT:
            self.shut_in_a_row = 0
            return Stop(Halt.COMMUNITY, _BLOCKED)
        self.recent.append(kind)
        reason = self._reason()
        if reason is None:
            return None
        self.recent.clear()
        self.closed_in_a_row = 0
        return Stop(Halt.CAMPAIGN, reason)

    def _reason(self) -> str | None:
        if self.closed_in_a_row >= _CLOSED_DOORS:
            return "Никому подряд не удалось написать: проверьте, может ли бот писать людям, и продолжите."
        if len(self.recent) < _ENOUGH:
            return None
        flooded = sum(1 for one in self.recent if one == "flooded") / len(self.recent)
        failed = sum(1 for one in self.recent if one in ("failed", "flooded")) / len(self.recent)
        if flooded >= _FLOODED:
            return "Мессенджер отвечает «слишком много сообщений» всё чаще: рассылка на паузе. Продолжите её завтра."
        if failed >= _REFUSED:
            return "Больше половины сообщений не отправляются: рассылка на паузе. Посмотрите «кто не получил»."
        return None


def _is_suspicious(outcome: Outcome) -> bool:
    return isinstance(outcome, Refusal) and outcome.suspicious


def _kind(outcome: Outcome, verdict: Verdict) -> str | None:
    """How an outcome counts; None for what says nothing about the campaign (a pause, an outage)."""
    if isinstance(outcome, Refusal) and outcome.reaction is Reaction.DELAY:
        return "flooded"
    kinds = {State.SENT: "sent", State.UNREACHABLE: "closed", State.FAILED: "failed"}
    return kinds.get(verdict.state)


_PRIME = 2**31 - 1  # a prime, so that every factor makes a bijection
_FACTOR = 48271  # a generator of the whole group: neighbours land far apart


def random_id(row_id: int, salt: int) -> int:
    """The `random_id` of a row: int32, positive, never 0, the same for ever; different for different rows.

    The salt is the database's own, so that a new database, whose rows count from 1 again, does not
    meet the ids that VK still remembers from the old one. Negative numbers are left to conversations.
    """
    return (row_id * _FACTOR + salt) % _PRIME + 1


_INVERSE = pow(_FACTOR, -1, _PRIME)


def row_of(random_id: int, salt: int) -> int:
    """The row a message belongs to, back from its `random_id`; of a number that is not ours, some number."""
    return (random_id - 1 - salt) * _INVERSE % _PRIME
