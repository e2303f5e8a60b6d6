"""The program at work: conversations, delivery, clock and web pages side by side until it is told to stop."""

import asyncio
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import structlog
from sqlalchemy.exc import DBAPIError

from bot.app import App
from bot.clock.alarm import ringing
from bot.clock.clock import Clock
from bot.delivery.engine import Delivery
from bot.delivery.progress import News, NewsKind
from bot.sending import delivery_options
from bot.vk.addresses import dialog_link
from bot.vk.messenger import VkMessenger
from bot.vk.updates import parse_update
from bot.web.callback import Callback, Desk, Update
from bot.web.health import Check
from bot.web.metrics import EVENTS
from bot.web.server import serve, web_app
from handlers.conversations import Conversations
from handlers.services import Services
from nudges.calendar import SchoolCalendar
from storage.beats import clock_fault
from storage.database import ping
from storage.officers import tell_officers
from storage.outbox import sole_deliverer
from storage.roles import ensure_officers

log = structlog.get_logger()

_WAITING_EVENTS = 10_000


class Program:
    """Everything that runs, put together. `stopping` is set to end it."""

    def __init__(self, app: App, files: Path) -> None:
        self.app = app
        self.stopping = asyncio.Event()
        self.delivery = Delivery(app.database, app.messengers, delivery_options(app, tell=self._tell))
        self.conversations = {
            number: Conversations(self._services(number, messenger, files))
            for number, messenger in app.messengers.items()
        }
        self.clock = Clock(
            database=app.database,
            now=app.clock,
            community_id=self._community(),
            default_zone=app.settings.timezone,
            deliver=self.delivery.wake,
            answer=self._answer,
        )
        self._queues: dict[int, asyncio.Queue[Update]] = {
            number: asyncio.Queue(_WAITING_EVENTS) for number in app.messengers
        }

    def _services(self, number: int, messenger: VkMessenger, files: Path) -> Services:
        settings = self.app.settings
        return Services(
            database=self.app.database,
            messenger=messenger,
            community_id=number,
            clock=self.app.clock,
            files=files,
            default_zone=settings.timezone,
            dialog_link=dialog_link(number),
            public_url=settings.public_url,
            file_limit=settings.file_limit_mb * 2**20,
            reader_memory_mb=settings.reader_memory_mb,
            deliver=self.delivery.wake,
        )

    async def run(self) -> None:
        """Work until `stopping` is set. What is under way is finished first.

        Raises:
            DatabaseBusy: another copy of the program works with this database.
        """
        async with sole_deliverer(self.app.database):
            pass  # a second copy leaves before it has done anything; delivery holds the lock from then on
        await self._first_officers()
        for conversations in self.conversations.values():
            await conversations.open(secrets.randbelow(2**31 - 1))
        by_longpoll = self.app.settings.vk_events == "longpoll"
        async with ringing(self.clock):
            await self._work(by_longpoll)

    async def _work(self, by_longpoll: bool) -> None:
        async with asyncio.TaskGroup() as tasks:
            delivering = tasks.create_task(self.delivery.run())
            talking = [
                tasks.create_task(conversations.run(listening=by_longpoll))
                for conversations in self.conversations.values()
            ]
            talking += [tasks.create_task(self._take_callbacks(number)) for number in self.conversations]
            await self.stopping.wait()
            self.delivery.stop()
            await delivering
            for task in talking:
                task.cancel()

    async def _first_officers(self) -> None:
        async with self.app.database.writing() as session:
            await ensure_officers(session, "vk", self.app.settings.officer_ids, self.app.clock())

    async def _take_callbacks(self, number: int) -> None:
        """What the callback address took in; VK has its «ok» already."""
        queue = self._queues[number]
        while True:
            update = await queue.get()
            event = parse_update(update, number)
            if event is not None:
                EVENTS.inc()
                await self.conversations[number].handle([event])

    def callback(self) -> Callback:
        secrets_of = {one.group_id: one.callback_secret for one in self.app.settings.communities}
        return Callback(
            {
                number: Desk(messenger, secrets_of.get(number, ""), self._queues[number])
                for number, messenger in self.app.messengers.items()
            }
        )

    def health(self) -> dict[str, Check]:
        """The checks behind `/healthz`."""
        return {"database": self._database_fault, "clock": self._clock_fault}

    async def _database_fault(self) -> str | None:
        try:
            await ping(self.app.database)
        except (DBAPIError, OSError):
            return "База данных не отвечает."
        return None

    async def _clock_fault(self) -> str | None:
        async with self.app.database.reading() as session:
            zone = SchoolCalendar(self.app.settings.zone)
            return await clock_fault(session, self.app.clock(), zone)

    async def _tell(self, news: News) -> None:
        """Trouble goes to the officers of the schools it concerns; an ordinary end needs no message."""
        if news.kind is NewsKind.FINISHED:
            return
        async with self.app.database.writing() as session:
            told = await tell_officers(session, news.campaign_ids, news.sentence, self.app.clock(), self._community())
        log.warning("officers_told", kind=news.kind, officers=told)
        self._answer()

    def _answer(self) -> None:
        for conversations in self.conversations.values():
            conversations.answers.wake()
            conversations.errands.wake()

    def _community(self) -> int:
        return next(iter(self.app.messengers))


@contextmanager
def stopped_by_signals(stopping: asyncio.Event) -> Iterator[None]:
    """Inside, Ctrl-C and SIGTERM set the event; a second Ctrl-C ends the program at once."""
    if sys.platform == "win32":
        yield
        return
    loop = asyncio.get_running_loop()

    def stop() -> None:
        stopping.set()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


@asynccontextmanager
async def web_pages(program: Program) -> AsyncIterator[str]:
    """The program's own addresses, while the block runs."""
    settings = program.app.settings
    callback = program.callback() if settings.vk_events == "callback" else None
    app = web_app(program.health(), callback)
    async with serve(app, settings.http_host, settings.http_port) as address:
        yield address
