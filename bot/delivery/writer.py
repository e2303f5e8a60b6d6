"""Outcomes on their way into the database: whatever has gathered meanwhile goes in one transaction."""

import asyncio
from collections.abc import Callable, Sequence

from bot.delivery.options import Options
from bot.delivery.progress import Meter
from nudges.delivery.states import State
from storage.campaigns.outbox import Settled, settle
from storage.database.connection import Database

_MOST = 2000  # rows in one transaction


class Writer:
    """One writer for all communities. When it cannot write, `run` raises and delivery ends with it."""

    def __init__(self, database: Database, options: Options, meter: Meter, written: Callable[[], None]) -> None:
        self._database = database
        self._options = options
        self._meter = meter
        self._written = written
        self._waiting: list[Settled] = []
        self._news = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    def add(self, settled: Sequence[Settled]) -> None:
        if settled:
            self._waiting += settled
            self._idle.clear()
            self._news.set()

    @property
    def backlog(self) -> int:
        return len(self._waiting)

    async def flushed(self) -> None:
        await self._idle.wait()

    async def run(self) -> None:
        while True:
            await self._news.wait()
            batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
            async with self._database.writing() as session:
                await settle(session, batch, self._options.clock())
            self._report([one.verdict.state for one in batch])
            if not self._waiting:
                self._news.clear()
                self._idle.set()
            self._written()

    def _report(self, states: list[State]) -> None:
        self._meter.count(states)
        if self._options.show is not None:
            self._options.show(self._meter.progress())
