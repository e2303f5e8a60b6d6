"""From outcomes to verdicts; what goes wrong too often, or once badly enough, stops the campaign or everything."""

from collections.abc import Sequence
from dataclasses import replace

from bot.delivery.health import Health
from bot.delivery.holds import Holds
from bot.delivery.lookup import Lookup, last_word
from bot.delivery.options import Options
from bot.delivery.pages import Pages
from bot.delivery.progress import NewsKind
from bot.delivery.set_aside import SetAside
from nudges.delivery.halting import Halt, Refusals, Stop, halting
from nudges.delivery.states import State
from nudges.delivery.verdicts import Verdict, judge
from nudges.messenger import Outcome, Reaction, Refusal
from storage.campaigns.outbox import Claimed, Settled


class Judging:
    """One community's. `stopped` is the last reason for which something was paused."""

    def __init__(
        self,
        platform: str,
        pages: Pages,
        lookup: Lookup,
        health: Health,
        holds: Holds,
        set_aside: SetAside,
        options: Options,
    ) -> None:
        self.stopped: str | None = None
        self._platform = platform
        self._holds = holds
        self._pages = pages
        self._lookup = lookup
        self._health = health
        self._options = options
        self._refusals: dict[int, Refusals] = {}
        self._set_aside = set_aside

    async def settle(self, batch: Sequence[Claimed], outcomes: Sequence[Outcome]) -> list[Settled]:
        """What becomes of each row of a request."""
        self._health.note(batch, outcomes)
        now = self._options.clock()
        tried = [self._health.tried(row, outcome) for row, outcome in zip(batch, outcomes, strict=True)]
        first = [judge(outcome, one, now) for outcome, one in zip(outcomes, tried, strict=True)]
        verdicts = await self._with_second_look(batch, first)
        for row, verdict in zip(batch, verdicts, strict=True):
            self._health.forget(row, verdict)
        return [
            Settled(row, verdict, _is_chat_off(outcome))
            for row, outcome, verdict in zip(batch, outcomes, verdicts, strict=True)
        ]

    async def _with_second_look(self, batch: Sequence[Claimed], verdicts: list[Verdict]) -> list[Verdict]:
        """Before a row in doubt is given up, the history has the last word."""
        doubtful = [
            replace(row, unsure_since=verdict.unsure_since)
            for row, verdict in zip(batch, verdicts, strict=True)
            if verdict.look_first
        ]
        found = await self._lookup.verdicts(doubtful)
        absent = {row_id for row_id, verdict in found.items() if verdict is None}
        return [
            last_word(found.get(row.id), _known(verdict) if row.id in absent else verdict)
            for row, verdict in zip(batch, verdicts, strict=True)
        ]

    async def report(self, settled: Sequence[Settled], outcomes: Sequence[Outcome]) -> None:
        """Pause what has to be paused, and tell whom it concerns."""
        await self._set_aside.tell(settled)
        stops: dict[int, Stop] = {}
        for one, outcome in zip(settled, outcomes, strict=True):
            stop = self._stop(one, outcome)
            if stop is not None:
                stops[one.row.campaign_id] = stop
        for campaign_id, stop in stops.items():
            await self._halt(campaign_id, stop)

    def _stop(self, one: Settled, outcome: Outcome) -> Stop | None:
        at_once = halting(outcome) if isinstance(outcome, Refusal) else None
        if at_once is not None:
            return at_once
        return self._refusals.setdefault(one.row.campaign_id, Refusals()).note(outcome, one.verdict)

    async def _halt(self, campaign_id: int, stop: Stop) -> None:
        """Stop the campaign in this messenger, or with the community all of them."""
        everything = stop.halt is Halt.COMMUNITY
        halted = [one.id for one in await self._pages.campaigns()] if everything else [campaign_id]
        self._pages.halted(halted)
        self.stopped = stop.reason
        kind = NewsKind.STOPPED if everything else NewsKind.PAUSED
        await self._holds.halt(self._platform, halted, kind, stop.reason)


def _known(verdict: Verdict) -> Verdict:
    """A complete look shows that no earlier try was taken. Just after a try it may still be on its way there."""
    return replace(verdict, unsure_since=None) if verdict.state is State.UNREACHABLE else verdict


def _is_chat_off(outcome: Outcome) -> bool:
    return isinstance(outcome, Refusal) and outcome.reaction is Reaction.CHAT_OFF
