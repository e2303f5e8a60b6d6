"""Everything that runs, put together, and its life."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import structlog

from bot.app import App
from bot.clock.alarm import ringing
from bot.clock.clock import Clock
from bot.delivery.engine import Delivery
from bot.delivery.progress import News, NewsKind
from bot.process.parts import HERE_NOW, STANDS_BY, Part, Parts
from bot.running.checks import checks_of
from bot.running.doors import Doors
from bot.running.given import cabinet_of, services_of
from bot.running.neighbours import Neighbours
from bot.running.turns import Turn
from bot.sending import delivery_options
from bot.web.cabinet.parts import Cabinet
from bot.web.health import Check
from handlers.conversations import Conversations
from indicators.errors import StartError
from storage.campaigns.outbox.counting import count_open
from storage.database.connection import DatabaseError
from storage.database.moved import refuse_moved
from storage.database.owner_only import PAGES
from storage.people.first_officers import ensure_officers
from storage.people.officers import tell_officers_of
from storage.processes import rights

log = structlog.get_logger()

_SWEPT_EVERY = 3600.0  # seconds
_DOOR_TRIES, _DOOR_PAUSE = 10, 1.0  # whoever had the port before may just be leaving


def _unheard(sentence: str) -> None:
    return None


async def _for_ever() -> None:
    await asyncio.Event().wait()


class Program:
    """Everything that runs, or the `parts` of it that this process does. `stopping` is set to end it; `say` tells the
    person who started it what becomes of a part later on."""

    def __init__(
        self, app: App, files: Path, parts: Parts | None = None, say: Callable[[str], None] = _unheard
    ) -> None:
        self.app = app
        self.parts = parts or Parts()
        self.stopping = asyncio.Event()
        self.files = files
        self.address = ""  # of the pages, while they are served here
        self._say = say
        self._is_open = False
        self._neighbours = Neighbours(app.database)
        self.delivery = Delivery(app.database, app.messengers, delivery_options(app, tell=self._tell))
        self.conversations = {
            number: Conversations(services_of(app, number, files, self._deliver_soon, self._pages))
            for number in app.messengers
        }
        self.clock = Clock(
            database=app.database,
            now=app.clock,
            communities=tuple(app.messengers),
            link_of=app.link_of,
            default_zone=app.settings.timezone,
            keep_weeks=app.settings.keep_weeks,
            deliver=self._deliver_soon,
            answer=self._answer,
        )
        self.doors = Doors(app, self.parts, self.conversations)
        self._delivering = self._turn(Part.DELIVERY, rights.DELIVERY)
        self._answering = self._turn(Part.EVENTS, rights.EVENTS)
        self._working = Turn("work", app.database, rights.WORK, self.stopping, stands_by=False, shared=True)
        self._showing = Turn("pages", app.database, rights.PAGES, self.stopping, stands_by=True)
        if not self.parts.is_whole:
            self.doors.close()

    def _turn(self, part: Part, right: rights.Right) -> Turn:
        def told(is_ours: bool) -> None:
            self._say((HERE_NOW if is_ours else STANDS_BY)[part])

        return Turn(part, self.app.database, right, self.stopping, stands_by=not self.parts.is_whole, told=told)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """A second copy of the whole program leaves before it has done or said anything: what one process at a time
        does is this one's from here on without a gap. A process of parts waits for its turn later; it must not meet
        whoever needs the database for themselves.

        Raises:
            DatabaseBusy: another process works with this database.
            BadSetting: the database has moved into another one.
        """
        async with AsyncExitStack() as stack:
            if self.parts.is_whole:
                await stack.enter_async_context(self._delivering.at_once())
                await stack.enter_async_context(self._answering.at_once())
            else:
                await stack.enter_async_context(self._working.at_once())
            await refuse_moved(self.app.database)
            yield

    async def run(self) -> None:
        """Work until `stopping` is set. What is under way is finished first.

        Raises:
            DatabaseBusy: another process works with this database.
        """
        await self._first_officers()
        if self._answering.is_ours:
            await self._open()
        async with self._staying(), AsyncExitStack() as stack:
            if Part.CLOCK in self.parts:
                await stack.enter_async_context(ringing(self.clock))
            await self._neighbours.look()
            await self._work()
            await self._neighbours.told()

    @asynccontextmanager
    async def _staying(self) -> AsyncIterator[None]:
        """A process of parts keeps out whoever needs the database for themselves, also after it was away for a while;
        it leaves where somebody has come in meanwhile."""
        async with asyncio.TaskGroup() as tasks:
            staying = tasks.create_task(self._working.work(_for_ever)) if not self.parts.is_whole else None
            yield
            if staying is not None:
                staying.cancel()

    async def _work(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            # Whatever these are at is in the database, and begins anew with the next start.
            endless = []
            if Part.DELIVERY in self.parts:
                tasks.create_task(self._delivering.work(self._deliver))
            if Part.EVENTS in self.parts:
                endless.append(tasks.create_task(self._answering.work(self._talk)))
                if not self.parts.is_whole:
                    endless.append(tasks.create_task(self._sweep()))
            elif self.app.of_max is not None:
                endless.append(tasks.create_task(self.app.of_max.introduce()))
            endless.append(tasks.create_task(self._neighbours.watch(self.delivery.wake)))
            if self.address and not self.parts.is_whole:
                endless.append(tasks.create_task(self._showing.work(self._show)))
            await self.stopping.wait()
            self.delivery.stop()
            for task in endless:
                task.cancel()

    async def _deliver(self) -> None:
        """A delivery that ends by a fault leaves rows under way, which are settled like those of a crash."""
        async with AsyncExitStack() as held_already:
            await self.delivery.run(held_already)

    async def _open(self) -> None:
        for conversations in self.conversations.values():
            await conversations.open(secrets.randbelow(2**31 - 1))
        self._is_open = True

    async def _show(self) -> None:
        async with self._neighbours.showing(self.address):
            await _for_ever()

    async def _sweep(self) -> None:
        """Whoever took over may work on another machine: what waits here is looked after all the same."""
        while True:
            for conversations in self.conversations.values():
                with suppress(DatabaseError, OSError):
                    await conversations.sweep()
            await asyncio.sleep(_SWEPT_EVERY)

    async def _talk(self) -> None:
        if not self._is_open:
            await self._open()
        self._is_open = False  # others may answer before it is our turn again
        async with self._own_door(), asyncio.TaskGroup() as tasks:
            for number, conversations in self.conversations.items():
                tasks.create_task(conversations.run(listening=self.doors.listens(number)))
            tasks.create_task(self.doors.run())

    async def _first_officers(self) -> None:
        async with self.app.database.writing() as session:
            await ensure_officers(session, self.app.settings.officers, self.app.clock())

    def _deliver_soon(self) -> None:
        """Rows were written: delivery begins at once, here or in whatever process does it."""
        if self.parts.is_whole or self._delivering.is_ours:
            self.delivery.wake()
        else:
            self._neighbours.tell_of_rows()

    def _pages(self) -> str:
        """Where they are, here or in another process."""
        return self.address or self._neighbours.pages

    @asynccontextmanager
    async def _own_door(self) -> AsyncIterator[None]:
        """Without pages there is one for events only, and only while they are ours: whoever stands by on the same
        machine needs the same port then."""
        async with AsyncExitStack() as stack:
            if self.doors.are_called and Part.WEB not in self.parts:
                self._say(f"События приходят на {await self._opened(stack)}.")
            yield

    async def _opened(self, stack: AsyncExitStack) -> str:
        for _ in range(_DOOR_TRIES):
            try:
                return await stack.enter_async_context(self.door())
            except StartError:
                await asyncio.sleep(_DOOR_PAUSE)
        return await stack.enter_async_context(self.door())

    @asynccontextmanager
    async def door(self, port: int | None = None) -> AsyncIterator[str]:
        """The addresses of this process's parts while the block runs; on a `port` of their own where one is named."""
        cabinet = self.cabinet() if Part.WEB in self.parts else None
        async with self.doors.opened(self.health(), self.open_rows, cabinet, port) as address:
            yield address

    def cabinet(self) -> Cabinet:
        """What the officer's pages work with."""
        return cabinet_of(self.app, self.files.with_name(PAGES), self._deliver_soon, self._answer)

    def health(self) -> dict[str, Check]:
        """The checks behind `/healthz`."""
        return checks_of(self.app)

    async def open_rows(self) -> int:
        """Messages planned and not yet settled, for `/metrics`."""
        async with self.app.database.reading() as session:
            return await count_open(session)

    async def _tell(self, news: News) -> None:
        """Trouble goes to the officers of the schools it concerns; an ordinary end needs no message."""
        if news.kind is NewsKind.FINISHED:
            return
        if news.kind is not NewsKind.SET_ASIDE:
            log.error("delivery_halted", kind=news.kind, campaigns=len(news.campaign_ids))
        running = tuple(self.app.messengers)
        async with self.app.database.writing() as session:
            told = await tell_officers_of(session, news.campaign_ids, news.sentence, self.app.clock(), running)
        log.warning("officers_told", kind=news.kind, officers=told)
        self._answer()

    def _answer(self) -> None:
        for conversations in self.conversations.values():
            conversations.answers.wake()
            conversations.errands.wake()
