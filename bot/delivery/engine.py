"""Delivery as a whole: the lock, what a crash left behind, one lane a community, one writer."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime

import structlog

from bot.delivery.holds import Holds
from bot.delivery.lane import Lane
from bot.delivery.options import Options
from bot.delivery.progress import Meter, Totals
from bot.delivery.writer import Writer
from nudges.messenger import Messenger
from storage.campaigns.lost_time import read_lost_times, sent_in
from storage.campaigns.outbox import (
    Counts,
    OpenCampaign,
    count_rows,
    recover,
    running_campaigns,
    sole_deliverer,
)
from storage.database.connection import Database
from storage.database.salts import salt_of
from storage.schools.communities import home

log = structlog.get_logger()

_LONGEST_FAREWELL = 7.0  # seconds


class Delivery:
    """`messengers` by community number; schools that name none, or an unknown one, go through the first.

    `run` is for the long-running program, `deliver` for one command. `wake` tells that rows were written.
    """

    def __init__(self, database: Database, messengers: Mapping[int, Messenger], options: Options) -> None:
        if not messengers:
            raise ValueError("delivery needs a messenger")
        self._database = database
        self._messengers = messengers
        self._options = options
        self._meter = Meter()
        self._lanes: list[Lane] = []
        self._stopping = False

    def wake(self) -> None:
        for lane in self._lanes:
            lane.wake()

    def waits_until(self) -> datetime | None:
        """When the next row may go, while there is nothing else to do; None where that is not known."""
        return min((lane.waits_until for lane in self._lanes if lane.waits_until), default=None)

    def stop(self) -> None:
        """Finish the requests under way and leave: for SIGTERM, from the event loop. Whoever stops programs
        becomes impatient after ten seconds or so; requests slower than that are settled at the next start."""
        self._stopping = True
        for lane in self._lanes:
            lane.stop()
            asyncio.get_running_loop().call_later(_LONGEST_FAREWELL, lane.leave_now)

    async def run(self, right: AsyncExitStack | None = None) -> None:
        """Deliver whatever is written into the outbox, until stopped. `right` is a `sole_deliverer` that whoever
        calls holds already: it is given back at the end.

        Raises:
            DatabaseBusy: another process delivers from this database.
        """
        await self._work(right, forever=True)

    async def deliver(self, right: AsyncExitStack | None = None) -> Totals:
        """Deliver until nothing is left that may go; `right` as in `run`.

        Raises:
            DatabaseBusy: another process delivers from this database.
        """
        async with self._database.reading() as session:
            started = [one.id for one in await running_campaigns(session, self._options.only)]
        wanted = list(self._options.only) if self._options.only is not None else started
        self._meter.start(await self._count(wanted))
        await self._work(right, forever=False)
        stopped = next((lane.stopped for lane in self._lanes if lane.stopped), None)
        resumes_at = min((lane.resumes_at for lane in self._lanes if lane.resumes_at), default=None)
        return Totals.of(await self._count(wanted), stopped, resumes_at)

    async def _count(self, campaign_ids: list[int]) -> Counts:
        async with self._database.reading() as session:
            return await count_rows(session, campaign_ids)

    async def _work(self, right: AsyncExitStack | None, *, forever: bool) -> None:
        async with right or sole_deliverer(self._database):
            async with self._database.writing() as session:
                salt = await salt_of(session, "outbox", self._options.fresh_salt())
                lost = sent_in(await read_lost_times(session), salt)
                settles = {one.platform: one.settles for one in self._messengers.values()}
                recovered = await recover(session, self._options.clock(), settles)
            # What an earlier run could not write is not to be written now: its rows have been recovered.
            writer = Writer(self._database, self._options, self._meter, self.wake)
            if recovered:
                log.info("recovered_after_crash", rows=recovered)
            holds = Holds(
                self._database, {one.platform: one.called for one in self._messengers.values()}, self._options
            )
            self._lanes = [
                Lane(
                    self._database,
                    messenger,
                    self._route(number),
                    self._options,
                    writer,
                    holds,
                    salt,
                    lost=lost,
                    forever=forever,
                )
                for number, messenger in self._messengers.items()
            ]
            if self._stopping:
                self.stop()
            await _together(self._lanes, writer, holds, forever=forever)

    def _route(self, number: int) -> Callable[[OpenCampaign], bool]:
        """MAX's bot has rows in every school's campaigns; VK's communities share the schools out."""
        running, platform = tuple(self._messengers), self._messengers[number].platform
        return lambda campaign: home(campaign.community_id, running, platform) == number


async def _together(lanes: Sequence[Lane], writer: Writer, holds: Holds, *, forever: bool) -> None:
    """Run all lanes, and the writer until everything is written. Whatever breaks ends all."""
    writing = asyncio.create_task(writer.run())
    working = asyncio.ensure_future(_lanes_then_flush(lanes, writer, holds, forever=forever))
    try:
        done, _ = await asyncio.wait({writing, working}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        working.cancel()
        writing.cancel()
        await asyncio.gather(working, writing, return_exceptions=True)


async def _lanes_then_flush(lanes: Sequence[Lane], writer: Writer, holds: Holds, *, forever: bool) -> None:
    """Whoever cannot be written to in one messenger may go over to the lane of another, which has ended meanwhile."""
    at_work = list(lanes)
    while at_work:
        await _run(at_work)
        await writer.flushed()
        await holds.settle()
        at_work = [] if forever else [lane for lane in lanes if await lane.has_more()]


async def _run(lanes: Sequence[Lane]) -> None:
    """The first that breaks ends the others, and they have ended when it is told."""
    try:
        async with asyncio.TaskGroup() as tasks:
            for lane in lanes:
                tasks.create_task(lane.run())
    except ExceptionGroup as broken:
        raise broken.exceptions[0] from broken


async def deliver(database: Database, messengers: Mapping[int, Messenger], options: Options) -> Totals:
    """Deliver what is in the outbox until nothing is left that may go."""
    return await Delivery(database, messengers, options).deliver()
