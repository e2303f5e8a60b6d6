"""What becomes of a row after a try: one function for each reaction of a messenger."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from nudges.delivery.states import State, Writing
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
