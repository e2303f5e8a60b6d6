"""One community's lane: claims rows, looks at them once more, sends them, judges what came of it."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.delivery.batching import find_twins, letter_of, take_batch, with_twins
from bot.delivery.options import Options
from bot.delivery.progress import News, NewsKind
from bot.delivery.writer import Writer
from indicators.errors import MessengerError
from nudges.delivery import (
    Halt,
    Refusals,
    State,
    Stop,
    Try,
    Verdict,
    Writing,
    backoff,
    halting,
    judge,
    must_look_first,
)
from nudges.messenger import Messenger, Outcome, Reaction, Refusal, Sought
from storage.database import Database
from storage.outbox import (
    Claimed,
    OpenCampaign,
    Settled,
    claim,
    finish_done,
    mark_twins,
    next_moment,
    pause_campaign,
    release,
    replies_since,
    running_campaigns,
)

log = structlog.get_logger()

_FRESH = timedelta(seconds=30)  # how long a claimed row may wait for its turn
_LOOK_AGAIN = timedelta(seconds=5)
_POLL = 30.0  # seconds between looks at an empty outbox that nobody announced rows in
_BACKLOG = 5000  # outcomes that may wait for the database
_TOLERATED = 3  # requests in a row that may fail before the whole community takes a breath


class Lane:
    """`mine` says which campaigns go through this messenger."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        mine: Callable[[OpenCampaign], bool],
        options: Options,
        writer: Writer,
        salt: int,
        *,
        forever: bool,
    ) -> None:
        self.stopped: str | None = None
        self.resumes_at: datetime | None = None
        self._database = database
        self._messenger = messenger
        self._mine = mine
        self._options = options
        self._writer = writer
        self._salt = salt
        self._forever = forever
        self._stopping = False
        self._changed = asyncio.Event()
        self._buffer: deque[Claimed] = deque()
        self._paging: asyncio.Task[list[Claimed]] | None = None
        self._sending: set[asyncio.Task[None]] = set()
        self._running: set[int] = set()
        self._refusals: dict[int, Refusals] = {}
        self._told: set[tuple[int, int | None]] = set()
        self._strikes: dict[int, int] = {}
        self._struck_at: dict[int, int] = {}
        self._failures = 0
        self._successes = 0
        self._held_until: datetime | None = None

    def stop(self) -> None:
        """Send nothing more; what is under way is waited for."""
        self._stopping = True
        self.wake()

    def wake(self) -> None:
        self._changed.set()

    async def run(self) -> None:
        """Until nothing is left to deliver (or for ever), or until stopped."""
        try:
            while not self._stopping:
                self._changed.clear()
                self._raise_broken()
                if await self._is_held():
                    continue
                batch = await self._next_batch()
                if batch:
                    await self._hand_over(batch)
                elif self._sending:
                    await self._change()
                elif not await self._outlook():
                    return
        finally:
            await self._wind_up()

    async def _hand_over(self, batch: list[Claimed]) -> None:
        await self._messenger.room()
        while not self._stopping and (len(self._sending) >= self._options.in_flight or self._writer.backlog > _BACKLOG):
            self._changed.clear()
            await self._change()
        if self._stopping:
            self._buffer.extendleft(reversed(batch))
            return
        batch = await self._without_halted(batch)
        if not batch:
            return
        task = asyncio.create_task(self._send(batch))
        self._sending.add(task)
        task.add_done_callback(self._sent)

    async def _without_halted(self, batch: list[Claimed]) -> list[Claimed]:
        """Rows of campaigns that were paused or cancelled after they were claimed go back."""
        await self._give_back([row for row in batch if row.campaign_id not in self._running])
        return [row for row in batch if row.campaign_id in self._running]

    def _sent(self, task: asyncio.Task[None]) -> None:
        self.wake()
        if task.cancelled() or task.exception() is None:
            self._sending.discard(task)

    def _raise_broken(self) -> None:
        """A request that broke by a fault of ours ends delivery; its rows are settled at the next start."""
        for task in self._sending:
            if task.done():
                task.result()

    async def _wind_up(self) -> None:
        """Wait for what is under way, give back what was not tried."""
        if self._paging is not None:
            self._buffer.extend(await self._paging)
            self._paging = None
        if self._sending:
            await asyncio.gather(*self._sending)
        await self._give_back(list(self._buffer))
        self._buffer.clear()

    async def _give_back(self, rows: list[Claimed]) -> None:
        if rows:
            async with self._database.writing() as session:
                await release(session, rows, self._options.clock())

    async def _change(self, seconds: float | None = None) -> None:
        """Wait for something to happen, at most so long."""
        if seconds is None:
            await self._changed.wait()
            return
        waiting = asyncio.ensure_future(self._changed.wait())
        pause = asyncio.ensure_future(self._options.sleep(seconds))
        try:
            await asyncio.wait({waiting, pause}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            pause.cancel()

    async def _is_held(self) -> bool:
        """While nothing gets through, one request at a time tries whether it does again."""
        if not self._is_failing:
            return False
        if self._sending:
            await self._change()
            return True
        now = self._options.clock()
        if self._held_until is not None and now < self._held_until:
            await self._change((self._held_until - now).total_seconds())
            return True
        return False

    # Claiming.

    async def _next_batch(self) -> list[Claimed]:
        if self._buffer and not timedelta(0) <= self._options.clock() - self._buffer[0].claimed_at <= _FRESH:
            # Held up by an outage, or the machine slept: what was true when they were claimed may not be now.
            await self._give_back(list(self._buffer))
            self._buffer.clear()
        if not self._buffer:
            self._buffer.extend(await (self._paging or self._page()))
            self._paging = None
        if self._paging is None and len(self._buffer) > self._options.page // 2:
            # The next page is claimed while this one goes out.
            self._paging = asyncio.create_task(self._page())
        return take_batch(self._buffer, self._strikes) if self._buffer else []

    async def _page(self) -> list[Claimed]:
        """Claim rows and look at them once more; those that stay are to be sent."""
        if self._stopping:
            return []
        rows = await self._claim()
        if not rows:
            return []
        settled: list[Settled] = []
        rows = await self._resolve_unsure(rows, settled)
        if rows and self._options.recheck is not None:
            reasons = await self._options.recheck(rows)
            settled += await self._skip(rows, reasons)
            rows = [row for row in rows if row.id not in reasons]
        self._writer.add(settled)
        return rows

    async def _claim(self) -> list[Claimed]:
        now = self._options.clock()
        rows: list[Claimed] = []
        campaigns = await self._campaigns()
        self._running = {campaign.id for campaign in campaigns}
        open_now = [one for one in campaigns if self._opens_at(one, now) == now]
        if not open_now:
            return []
        async with self._database.writing() as session:
            for campaign in open_now:
                rows += await claim(session, campaign, self._options.page - len(rows), now)
                if len(rows) >= self._options.page:
                    break
            twins = find_twins(rows, {row.id: self._options.keyboard(row) for row in rows})
            await mark_twins(session, twins)
        return with_twins(rows, twins)

    async def _campaigns(self) -> list[OpenCampaign]:
        async with self._database.reading() as session:
            found = await running_campaigns(session, self._options.only, self._options.default_zone)
        return [campaign for campaign in found if self._mine(campaign)]

    def _opens_at(self, campaign: OpenCampaign, now: datetime) -> datetime | None:
        return campaign.opens_at(now, ignore_hours=self._options.ignore_hours)

    async def _resolve_unsure(self, rows: list[Claimed], settled: list[Settled]) -> list[Claimed]:
        """Rows VK may have taken so long ago that it no longer knows their number: the history says."""
        unsure = [row for row in rows if row.unsure_since is not None]
        if not unsure:
            return rows
        now = self._options.clock()
        async with self._database.reading() as session:
            replies = await replies_since(session, unsure)
        doubtful = [row for row in unsure if must_look_first(row.unsure_since, replies.get(row.peer_id, 0), now)]
        found = await self._look_up(doubtful)
        settled += [Settled(row, verdict) for row in doubtful if (verdict := found[row.id]) is not None]
        return [
            replace(row, unsure_since=None) if row.id in found else row for row in rows if found.get(row.id) is None
        ]

    async def _look_up(self, rows: Sequence[Claimed]) -> dict[int, Verdict | None]:
        """What the dialogs' histories say of rows in doubt: sent after all; None when not; later when nobody knows."""
        sought = [
            Sought(row.peer_id, letter_of(row, self._salt, None).random_id, row.unsure_since or row.claimed_at)
            for row in rows
        ]
        found = await self._messenger.find_sent(sought) if sought else []
        return {row.id: self._verdict(row, one) for row, one in zip(rows, found, strict=True)}

    def _verdict(self, row: Claimed, found: int | MessengerError | None) -> Verdict | None:
        if isinstance(found, MessengerError):
            log.warning("history_not_read", row=row.id, error=type(found).__name__)
            self._failed()
            return Verdict(State.PLANNED, row.attempts, self._options.clock() + _LOOK_AGAIN, row.unsure_since)
        self._got_through()
        if found is None:
            return None
        return Verdict(State.SENT, row.attempts, message_id=found, writing=Writing.ALLOWED)

    async def _skip(self, rows: list[Claimed], reasons: Mapping[int, str]) -> list[Settled]:
        """Rows that must not go, unless they went already."""
        skipped = [row for row in rows if row.id in reasons]
        taken = await self._look_up([row for row in skipped if row.unsure_since is not None])
        return [
            Settled(row, taken.get(row.id) or Verdict(State.SKIPPED, row.attempts, reason=reasons[row.id]))
            for row in skipped
        ]

    # Sending.

    async def _send(self, batch: list[Claimed]) -> None:
        letters = [letter_of(row, self._salt, self._options.keyboard(row)) for row in batch]
        outcomes = await self._messenger.send(letters)
        self._note(batch, outcomes)
        now = self._options.clock()
        verdicts = [judge(outcome, self._try(row, outcome), now) for row, outcome in zip(batch, outcomes, strict=True)]
        verdicts = await self._with_second_look(batch, verdicts)
        settled, stops = [], {}
        for row, outcome, verdict in zip(batch, outcomes, verdicts, strict=True):
            settled.append(Settled(row, verdict, _is_chat_off(outcome)))
            self._forget(row, verdict)
            stop = self._stop_for(row, outcome, verdict)
            if stop is not None:
                stops[row.campaign_id] = stop
        self._writer.add(settled)
        await self._tell_set_aside(settled)
        for campaign_id, stop in stops.items():
            await self._halt(campaign_id, stop)

    async def _with_second_look(self, batch: list[Claimed], verdicts: list[Verdict]) -> list[Verdict]:
        """Before a row in doubt is given up, the history has the last word."""
        doubtful = [
            replace(row, unsure_since=verdict.unsure_since)
            for row, verdict in zip(batch, verdicts, strict=True)
            if verdict.look_first
        ]
        found = await self._look_up(doubtful)
        return [found.get(row.id) or verdict for row, verdict in zip(batch, verdicts, strict=True)]

    def _note(self, batch: Sequence[Claimed], outcomes: Sequence[Outcome]) -> None:
        """Does anything get through? A request that failed as a whole is a strike against each of its rows."""
        if not all(_failed_whole(outcome) for outcome in outcomes):
            self._got_through()
            return
        self._failed()
        for row in batch:
            self._strikes[row.id] = self._strikes.get(row.id, 0) + 1
            self._struck_at.setdefault(row.id, self._successes)

    @property
    def _is_failing(self) -> bool:
        return self._failures >= _TOLERATED

    def _got_through(self) -> None:
        self._successes += 1
        self._failures = 0
        self._held_until = None

    def _failed(self) -> None:
        self._failures += 1
        if self._is_failing:
            self._held_until = self._options.clock() + backoff(self._failures - _TOLERATED)

    def _try(self, row: Claimed, outcome: Outcome) -> Try:
        # A failure costs the row an attempt only when others got through since it first failed.
        outage = _failed_whole(outcome) and self._successes == self._struck_at.get(row.id, self._successes)
        return Try(row.attempts, row.claimed_at, row.unsure_since, outage)

    def _forget(self, row: Claimed, verdict: Verdict) -> None:
        if verdict.state is not State.PLANNED:
            self._strikes.pop(row.id, None)
            self._struck_at.pop(row.id, None)

    def _stop_for(self, row: Claimed, outcome: Outcome, verdict: Verdict) -> Stop | None:
        stop = halting(outcome) if isinstance(outcome, Refusal) else None
        return stop or self._refusals.setdefault(row.campaign_id, Refusals()).note(outcome, verdict)

    async def _tell_set_aside(self, settled: Sequence[Settled]) -> None:
        """Every fault of ours is in the log; the officer hears of each kind once."""
        for one in settled:
            verdict = one.verdict
            if verdict.state is not State.FAILED:
                continue
            log.error("row_set_aside", row=one.row.id, code=verdict.error_code, attempts=verdict.attempts)
            kind = (one.row.campaign_id, verdict.error_code)
            if kind not in self._told:
                self._told.add(kind)
                news = News(NewsKind.SET_ASIDE, (one.row.campaign_id,), verdict.reason or "", verdict.error_code)
                await self._options.tell(news)

    async def _halt(self, campaign_id: int, stop: Stop) -> None:
        """Pause the campaign, or with the community all of them, and say so once."""
        everything = stop.halt is Halt.COMMUNITY
        halted = [one.id for one in await self._campaigns()] if everything else [campaign_id]
        async with self._database.writing() as session:
            paused = [one for one in halted if await pause_campaign(session, one, stop.reason)]
        self._running -= set(halted)
        self.stopped = stop.reason
        if paused:
            log.error("delivery_halted", everything=everything, campaigns=len(paused))
            kind = NewsKind.STOPPED if everything else NewsKind.PAUSED
            await self._options.tell(News(kind, tuple(paused), stop.reason))

    # Waiting.

    async def _outlook(self) -> bool:
        """With nothing to send now: finish what is done, wait for what is to come. False: there is nothing to come."""
        await self._writer.flushed()
        await self._finish()
        now = self._options.clock()
        campaigns = await self._campaigns()
        openings = {campaign.id: self._opens_at(campaign, now) for campaign in campaigns}
        open_now = [one for one, opening in openings.items() if opening == now]
        async with self._database.reading() as session:
            delayed = await next_moment(session, open_now)
        later = min((one for one in openings.values() if one is not None and one != now), default=None)
        if self._forever:
            await self._change(min(_POLL, _seconds_until(now, delayed, later)))
            return True
        patience = self._options.patience
        if delayed is None or (patience is not None and delayed - now > patience):
            self.resumes_at = min((one for one in (delayed, later) if one is not None), default=None)
            return False
        await self._change(_seconds_until(now, delayed))
        return True

    async def _finish(self) -> None:
        running = [campaign.id for campaign in await self._campaigns()]
        if not running:
            return
        async with self._database.writing() as session:
            done = await finish_done(session, self._options.clock(), running)
        for campaign_id in done:
            await self._options.tell(News(NewsKind.FINISHED, (campaign_id,), "Рассылка завершена."))


def _failed_whole(outcome: Outcome) -> bool:
    return isinstance(outcome, Refusal) and outcome.whole and outcome.reaction is Reaction.RETRY


def _is_chat_off(outcome: Outcome) -> bool:
    return isinstance(outcome, Refusal) and outcome.reaction is Reaction.CHAT_OFF


def _seconds_until(now: datetime, *moments: datetime | None) -> float:
    waits = [(moment - now).total_seconds() for moment in moments if moment is not None]
    return max(0.01, min(waits, default=_POLL))
