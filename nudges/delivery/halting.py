"""What stops more than one row: a refusal that says so, or many that add up."""

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

from nudges.delivery.states import State
from nudges.delivery.verdicts import Verdict
from nudges.messenger import Outcome, Reaction, Refusal

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
