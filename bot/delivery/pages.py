"""Claiming rows a page at a time, and the last look at each before it may go."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.delivery.batching import find_twins, with_twins
from bot.delivery.holds import Holds
from bot.delivery.lookup import Lookup, last_word
from bot.delivery.options import Options
from bot.delivery.set_aside import SetAside
from bot.delivery.writer import Writer
from nudges.delivery.states import State
from nudges.delivery.verdicts import Verdict, must_look_first
from nudges.messenger import Messenger
from storage.campaigns.outbox import (
    Claimed,
    LastLook,
    OpenCampaign,
    Settled,
    claim,
    mark_twins,
    release,
    replies_since,
    running_campaigns,
)
from storage.database.connection import Database

_CAUTIOUS = 10  # rows


class Pages:
    """One community's. `running` are the campaigns that ran when rows were last claimed."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        mine: Callable[[OpenCampaign], bool],
        options: Options,
        writer: Writer,
        lookup: Lookup,
        holds: Holds,
        set_aside: SetAside,
    ) -> None:
        self.running: set[int] = set()
        self._database = database
        self._messenger = messenger
        self._mine = mine
        self._options = options
        self._writer = writer
        self._lookup = lookup
        self._holds = holds
        self._set_aside = set_aside

    async def campaigns(self) -> list[OpenCampaign]:
        """Those that may go on here."""
        async with self._database.reading() as session:
            found = await running_campaigns(session, self._options.only, self._options.default_zone)
        held = self._holds.of(self._messenger.platform)
        return [campaign for campaign in found if self._mine(campaign) and campaign.id not in held]

    def opens_at(self, campaign: OpenCampaign, now: datetime) -> datetime | None:
        return campaign.opens_at(now, ignore_hours=self._options.ignore_hours)

    def halted(self, campaign_ids: Collection[int]) -> None:
        self.running -= set(campaign_ids)

    async def next(self) -> list[Claimed]:
        """Rows that are claimed and to be sent; those that must not go are settled on the way."""
        rows = await self._claim()
        if not rows:
            return []
        settled: list[Settled] = []
        rows = await self._without_taken(rows, settled)
        if rows and self._options.recheck is not None:
            look = await self._options.recheck(rows)
            settled += await self._skip(rows, look.reasons)
            settled += [_put_off(row, look) for row in rows if row.id in look.later]
            rows = [look.reworded.get(row.id, row) for row in rows if row.id not in {**look.reasons, **look.later}]
        self._writer.add(settled)
        await self._set_aside.tell(settled)
        return rows

    async def give_back(self, rows: Sequence[Claimed]) -> None:
        if rows:
            async with self._database.writing() as session:
                await release(session, rows, self._options.clock())

    async def _claim(self) -> list[Claimed]:
        now = self._options.clock()
        campaigns = await self.campaigns()
        self.running = {campaign.id for campaign in campaigns}
        open_now = [one for one in campaigns if self.opens_at(one, now) == now]
        if not open_now:
            return []
        rows: list[Claimed] = []
        page = self.size
        async with self._database.writing() as session:
            for campaign in open_now:
                rows += await claim(session, campaign, page - len(rows), now, self._messenger.platform)
                if len(rows) >= page:
                    break
            twins = self._twins(rows)
            await mark_twins(session, twins)
        return with_twins(rows, twins)

    @property
    def size(self) -> int:
        """Where every row found in `sending` after a crash has to be looked up, few are claimed at a time."""
        return self._options.page if self._messenger.remembers else min(self._options.page, _CAUTIOUS)

    def _twins(self, rows: list[Claimed]) -> dict[int, int]:
        """Only where one request carries many letters does it help that some say the same."""
        if self._messenger.batch == 1:
            return {}
        return find_twins(rows, {row.id: self._options.keyboard(row) for row in rows})

    async def _without_taken(self, rows: list[Claimed], settled: list[Settled]) -> list[Claimed]:
        """Rows that may have been taken, and whose number the messenger no longer knows: the history says."""
        unsure = [row for row in rows if row.unsure_since is not None]
        if not unsure:
            return rows
        now = self._options.clock()
        async with self._database.reading() as session:
            replies = await replies_since(session, unsure)
        remembers = self._messenger.remembers
        doubtful = [
            row for row in unsure if must_look_first(row.unsure_since, replies.get(row.peer_id, 0), now, remembers)
        ]
        found = await self._lookup.verdicts(doubtful)
        settled += [Settled(row, verdict) for row in doubtful if (verdict := found[row.id]) is not None]
        return [
            replace(row, unsure_since=None) if row.id in found else row for row in rows if found.get(row.id) is None
        ]

    async def _skip(self, rows: list[Claimed], reasons: Mapping[int, str]) -> list[Settled]:
        """Rows that must not go, unless they went already."""
        skipped = [row for row in rows if row.id in reasons]
        taken = await self._lookup.verdicts([row for row in skipped if row.unsure_since is not None])
        return [
            Settled(row, last_word(taken.get(row.id), Verdict(State.SKIPPED, row.attempts, reason=reasons[row.id])))
            for row in skipped
        ]


def _put_off(row: Claimed, look: LastLook) -> Settled:
    """Its person does not want to be written to before that moment."""
    of_then = replace(row, calendar_week=look.weeks.get(row.id, row.calendar_week))
    return Settled(of_then, Verdict(State.PLANNED, row.attempts, look.later[row.id], row.unsure_since))
