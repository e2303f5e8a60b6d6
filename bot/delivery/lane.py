"""One community's lane: takes rows, sends them, many requests under way at once."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.delivery.batching import letter_of, take_batch
from bot.delivery.health import Health
from bot.delivery.holds import Holds
from bot.delivery.judging import Judging
from bot.delivery.lookup import Lookup
from bot.delivery.options import Options
from bot.delivery.pages import Pages
from bot.delivery.progress import News, NewsKind
from bot.delivery.set_aside import SetAside
from bot.delivery.writer import Writer
from nudges.messenger import Messenger
from storage.campaigns.outbox import Claimed, OpenCampaign, emptied_since, finish_done, next_moment
from storage.database.connection import Database

_FRESH = timedelta(seconds=30)  # how long a claimed row may wait for its turn
_POLL = 30.0  # seconds between looks at an empty outbox that nobody announced rows in
_BACKLOG = 5000  # outcomes that may wait for the database


class Lane:
    """`mine` says which campaigns go through this messenger. `waits_until` is the moment when the next row may go,
    while there is nothing else to do."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        mine: Callable[[OpenCampaign], bool],
        options: Options,
        writer: Writer,
        holds: Holds,
        salt: int,
        *,
        lost: Callable[[int], bool] | None = None,
        forever: bool,
    ) -> None:
        self.resumes_at: datetime | None = None
        self.waits_until: datetime | None = None
        self._database = database
        self._messenger = messenger
        self._options = options
        self._writer = writer
        self._salt = salt
        self._forever = forever
        self._health = Health(options.clock)
        lookup = Lookup(messenger, self._health, options, salt, lost, self._hidden)
        self._holds = holds
        set_aside = SetAside(options)
        self._pages = Pages(database, messenger, mine, options, writer, lookup, holds, set_aside)
        self._judging = Judging(messenger.platform, self._pages, lookup, self._health, holds, set_aside, options)
        self._stopping = False
        self._changed = asyncio.Event()
        self._buffer: deque[Claimed] = deque()
        self._paging: asyncio.Task[list[Claimed]] | None = None
        self._sending: set[asyncio.Task[None]] = set()

    @property
    def stopped(self) -> str | None:
        """Why something was paused, in the officer's words."""
        return self._judging.stopped

    def stop(self) -> None:
        """Send nothing more; what is under way is waited for."""
        self._stopping = True
        self.wake()

    def leave_now(self) -> None:
        """Wait for nothing: rows under way stay `sending`, as after a crash, and the next start settles them."""
        for task in (*self._sending, self._paging):
            if task is not None:
                task.cancel()

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
        except asyncio.CancelledError:
            self.leave_now()
            raise
        finally:
            await self._wind_up()

    async def has_more(self) -> bool:
        """Has another lane handed rows over, since this one ended?"""
        if self._stopping:
            return False
        now = self._options.clock()
        open_now = [one.id for one in await self._pages.campaigns() if self._pages.opens_at(one, now) == now]
        async with self._database.reading() as session:
            due = await next_moment(session, open_now, self._messenger.platform)
        return due is not None and due <= now

    async def _hidden(self, rows: Sequence[Claimed]) -> set[int]:
        async with self._database.reading() as session:
            return await emptied_since(session, rows)

    async def _is_held(self) -> bool:
        """While nothing gets through, one request at a time tries whether it does again."""
        if not self._health.is_failing:
            return False
        if self._sending:
            await self._change()
            return True
        pause = self._health.pause()
        if pause:
            await self._change(pause)
        return bool(pause)

    async def _next_batch(self) -> list[Claimed]:
        if self._buffer and not timedelta(0) <= self._options.clock() - self._buffer[0].claimed_at <= _FRESH:
            # Held up by an outage, or the machine slept: what was true when they were claimed may not be now.
            await self._give_all_back()
        if not self._buffer:
            await self._turn_page()
        if self._paging is None and len(self._buffer) > self._pages.size // 2:
            # The next page is claimed while this one goes out.
            self._paging = asyncio.create_task(self._pages.next())
        return self._take_batch() if self._buffer else []

    def _take_batch(self) -> list[Claimed]:
        return take_batch(self._buffer, self._health.strikes, self._health.patience, most=self._messenger.batch)

    async def _turn_page(self) -> None:
        if self._paging is None:
            self._paging = asyncio.create_task(self._pages.next())
        await asyncio.wait({self._paging})
        page, self._paging = self._paging, None
        if not page.cancelled():
            self._buffer.extend(page.result())

    async def _hand_over(self, batch: list[Claimed]) -> None:
        await self._messenger.room()
        while self._is_full() and not self._stopping:
            self._changed.clear()
            await self._change()
        if self._stopping:
            self._buffer.extendleft(reversed(batch))
            return
        # Campaigns may have been paused or cancelled after their rows were claimed; what is given back is not sent,
        # though its campaign may be taken up again meanwhile.
        running = set(self._pages.running)
        await self._pages.give_back([row for row in batch if row.campaign_id not in running])
        batch = [row for row in batch if row.campaign_id in running]
        if batch:
            task = asyncio.create_task(self._send(batch))
            self._sending.add(task)
            task.add_done_callback(self._sent)

    def _is_full(self) -> bool:
        return len(self._sending) >= self._options.in_flight or self._writer.backlog > _BACKLOG

    async def _send(self, batch: list[Claimed]) -> None:
        letters = [letter_of(row, self._salt, self._options.keyboard(row)) for row in batch]
        outcomes = await self._messenger.send(letters)
        settled = await self._judging.settle(batch, outcomes)
        self._writer.add(settled)
        await self._judging.report(settled, outcomes)

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
            await self._turn_page()
        if self._sending:
            ended = await asyncio.gather(*self._sending, return_exceptions=True)
            for error in ended:
                if isinstance(error, Exception):
                    raise error
        await self._give_all_back()

    async def _give_all_back(self) -> None:
        await self._pages.give_back(list(self._buffer))
        self._buffer.clear()

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

    async def _outlook(self) -> bool:
        """With nothing to send now: finish what is done, wait for what is to come. False: there is nothing to come."""
        await self._writer.flushed()
        await self._holds.settle()
        now = self._options.clock()
        campaigns = await self._pages.campaigns()
        await self._finish(campaigns)
        openings = {campaign.id: self._pages.opens_at(campaign, now) for campaign in campaigns}
        async with self._database.reading() as session:
            open_now = [one for one, opening in openings.items() if opening == now]
            due = await next_moment(session, open_now, self._messenger.platform)
        later = min((one for one in openings.values() if one is not None and one != now), default=None)
        if self._forever:
            await self._change(min(_POLL, _seconds_until(now, due, later)))
            return True
        patience = self._options.patience
        if due is None or (patience is not None and due - now > patience):
            self.resumes_at = min((one for one in (due, later) if one is not None), default=None)
            return False
        self.waits_until = due
        await self._change(_seconds_until(now, due))
        self.waits_until = None
        return True

    async def _finish(self, campaigns: list[OpenCampaign]) -> None:
        if not campaigns:
            return
        async with self._database.writing() as session:
            done = await finish_done(session, self._options.clock(), [campaign.id for campaign in campaigns])
        for campaign_id in done:
            await self._options.tell(News(NewsKind.FINISHED, (campaign_id,), "Рассылка завершена."))


def _seconds_until(now: datetime, *moments: datetime | None) -> float:
    waits = [(moment - now).total_seconds() for moment in moments if moment is not None]
    return max(0.01, min(waits, default=_POLL))
