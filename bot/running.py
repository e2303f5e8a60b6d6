"""The program at work: conversations, delivery, clock and web pages side by side until it is told to stop."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.app import App
from bot.clock.alarm import ringing
from bot.clock.clock import Clock
from bot.delivery.engine import Delivery
from bot.delivery.progress import News, NewsKind
from bot.metrics import EVENTS
from bot.sending import delivery_options
from bot.settings import WEBHOOK_PATH
from bot.vk.callback import Callback, Desk
from bot.vk.messenger import VkMessenger
from bot.web.cabinet.parts import Cabinet
from bot.web.health import Check
from bot.web.server import serve, web_app
from handlers.conversations import Conversations
from handlers.engine.dependencies import Services
from indicators.errors import DatabaseBusy, StorageError
from nudges.calendar import SchoolCalendar
from nudges.messenger import Messenger
from storage.campaigns.outbox import sole_deliverer
from storage.campaigns.outbox.counting import count_open
from storage.clock.heartbeat import clock_fault
from storage.database.blame import SILENT
from storage.database.connection import DatabaseError
from storage.database.owner_only import PAGES
from storage.database.writable import write_fault
from storage.people.first_officers import ensure_officers
from storage.people.officers import tell_officers_of
from storage.schools.communities import OF_MAX

if TYPE_CHECKING:
    from bot.max.webhook import Webhook

log = structlog.get_logger()

_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 60.0  # seconds


class Program:
    """Everything that runs, put together. `stopping` is set to end it."""

    def __init__(self, app: App, files: Path) -> None:
        self.app = app
        self.stopping = asyncio.Event()
        self.files = files
        self.address = ""  # of the pages, while they are served
        self.delivery = Delivery(app.database, app.messengers, delivery_options(app, tell=self._tell))
        self.conversations = {
            number: Conversations(self._services(number, messenger, files))
            for number, messenger in app.messengers.items()
        }
        self.clock = Clock(
            database=app.database,
            now=app.clock,
            communities=tuple(app.messengers),
            link_of=app.link_of,
            default_zone=app.settings.timezone,
            keep_weeks=app.settings.keep_weeks,
            deliver=self.delivery.wake,
            answer=self._answer,
        )
        self._desks = {number: self._desk(number, messenger) for number, messenger in app.of_vk.items()}
        self.webhook = self._webhook()
        self._right: AsyncExitStack | None = None  # to deliver, until delivery has it

    def _services(self, number: int, messenger: Messenger, files: Path) -> Services:
        settings = self.app.settings
        return Services(
            database=self.app.database,
            messenger=messenger,
            community_id=number,
            clock=self.app.clock,
            files=files,
            default_zone=settings.timezone,
            file_limit=settings.file_limit_mb * 2**20,
            reader_memory_mb=settings.reader_memory_mb,
            deliver=self.delivery.wake,
            handled=EVENTS.inc,
            communities=tuple(self.app.messengers),
            link_of=self.app.link_of,
            cabinet_url=lambda: self.address,
        )

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """A second copy leaves before it has done or said anything. The right to deliver is this program's from here
        on without a gap: delivery takes it over.

        Raises:
            DatabaseBusy: another copy of the program works with this database.
        """
        async with AsyncExitStack() as right:
            await right.enter_async_context(sole_deliverer(self.app.database))
            self._right = right
            yield

    async def run(self) -> None:
        """Work until `stopping` is set. What is under way is finished first.

        Raises:
            DatabaseBusy: another copy of the program works with this database.
        """
        await self._first_officers()
        for conversations in self.conversations.values():
            await conversations.open(secrets.randbelow(2**31 - 1))
        async with ringing(self.clock):
            await self._work()

    def _listens(self, community: int) -> bool:
        """Are events asked for there, or do they come by themselves?"""
        if community == OF_MAX:
            return self.webhook is None
        return self.app.settings.vk_events == "longpoll"

    async def _work(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            delivering = tasks.create_task(self._deliver())
            talking = [
                tasks.create_task(conversations.run(listening=self._listens(number)))
                for number, conversations in self.conversations.items()
            ]
            talking += [tasks.create_task(desk.run()) for desk in self._desks.values()]
            if self.app.of_max is not None:
                from bot.max.housekeeping import keep_house

                talking.append(tasks.create_task(keep_house(self.app.of_max, self.app.settings.webhook, self._secret)))
            if self.webhook is not None:
                talking.append(tasks.create_task(self.webhook.run()))
            await self.stopping.wait()
            self.delivery.stop()
            # Whatever conversations are at is in the database, and begins anew with the next start.
            for task in talking:
                task.cancel()
            await delivering

    async def _deliver(self) -> None:
        """A database that is away or full ends no delivery: rows wait where they are, and those that were under way
        are settled like those of a crash."""
        pause = _FIRST_PAUSE
        while not self.stopping.is_set():
            try:
                right, self._right = self._right, None
                await self.delivery.run(right and right.pop_all())
                return
            except DatabaseBusy:
                raise
            except (DatabaseError, StorageError) as error:
                log.error("delivery_waits", kind=type(error).__name__, seconds=pause)
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self.stopping.wait()
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _first_officers(self) -> None:
        async with self.app.database.writing() as session:
            await ensure_officers(session, self.app.settings.officers, self.app.clock())

    def _desk(self, number: int, messenger: VkMessenger) -> Desk:
        secrets_of = {one.group_id: one.callback_secret for one in self.app.settings.communities}
        return Desk(messenger, secrets_of.get(number, ""), self.conversations[number].handle)

    @property
    def _secret(self) -> str:
        return self.app.settings.max_webhook_secret

    def _webhook(self) -> "Webhook | None":
        if self.app.of_max is None or self.app.settings.webhook is None:
            return None
        from bot.max.webhook import Webhook

        return Webhook(self.app.of_max, self._secret, self.conversations[OF_MAX].handle)

    def callback(self) -> Callback:
        return Callback(self._desks)

    def cabinet(self) -> Cabinet:
        """What the officer's pages work with."""
        settings = self.app.settings
        return Cabinet(
            database=self.app.database,
            clock=self.app.clock,
            files=self.files.with_name(PAGES),
            default_zone=settings.timezone,
            file_limit=settings.file_limit_mb * 2**20,
            reader_memory_mb=settings.reader_memory_mb,
            secure=settings.public_url.startswith("https://"),
            deliver=self.delivery.wake,
            answer=self._answer,
            communities=tuple(self.app.messengers),
            link_of=self.app.link_of,
        )

    def health(self) -> dict[str, Check]:
        """The checks behind `/healthz`."""
        return {"database": self._database_fault, "clock": self._clock_fault}

    async def _database_fault(self) -> str | None:
        return await write_fault(self.app.database)

    async def _clock_fault(self) -> str | None:
        zone = SchoolCalendar(self.app.settings.zone)
        try:
            async with self.app.database.reading() as session:
                return await clock_fault(session, self.app.clock(), zone)
        except (DatabaseError, OSError):
            return SILENT

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


@asynccontextmanager
async def web_pages(program: Program, port: int | None = None) -> AsyncIterator[str]:
    """The program's own addresses, while the block runs; on a `port` of their own where one is named."""
    settings = program.app.settings
    callback = program.callback() if settings.vk_events == "callback" and program.app.of_vk else None
    app = web_app(program.health(), callback, program.open_rows, program.cabinet())
    if program.webhook is not None:
        app.router.add_post(WEBHOOK_PATH, program.webhook.receive)
    async with serve(app, settings.http_host, settings.http_port if port is None else port) as address:
        program.address = settings.cabinet_url(address)
        try:
            yield address
        finally:
            program.address = ""
