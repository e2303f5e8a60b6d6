"""A town of a thousand, an outbox, and delivery between them with a clock that tests move."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.delivery import Delivery, News, Options, Totals
from bot.pace import Pace
from bot.vk.messenger import VkMessenger, open_vk
from sandbox import World
from storage.database.connection import Database
from tests.databases import fresh_database
from tests.outbox_rows import Clock, add_campaign, add_people, add_school, states
from tests.sandbox_server import SandboxClient, running_sandbox

FIRST = 10_000_001
PEOPLE = range(FIRST, FIRST + 1000)


@dataclass
class Town:
    """`sandbox` counts what arrived; `deliver()` runs the real engine over real HTTP."""

    sandbox: SandboxClient
    database: Database
    vk: VkMessenger
    clock: Clock = field(default_factory=Clock)
    news: list[News] = field(default_factory=list)
    slept: timedelta = timedelta()

    async def sleep(self, seconds: float) -> None:
        """Time passes at once, for us and for VK."""
        self.slept += timedelta(seconds=seconds)
        await self.pass_time(timedelta(seconds=seconds))

    async def pass_time(self, time: timedelta) -> None:
        self.clock.now += time
        self.sandbox.running.world.clock.advance(time.total_seconds())
        await asyncio.sleep(0)

    async def tell(self, news: News) -> None:
        self.news.append(news)

    def options(self, **more: Any) -> Options:
        known: dict[str, Any] = {"clock": self.clock, "recheck": None, "tell": self.tell, "sleep": self.sleep}
        return Options(**{**known, **more})

    def delivery(self, **more: Any) -> Delivery:
        return Delivery(self.database, {self.sandbox.group_id: self.vk}, self.options(**more))

    async def deliver(self, **more: Any) -> Totals:
        return await self.delivery(**more).deliver()

    async def school(self, people: int, name: str = "Школа № 0 (пример)") -> int:
        school_id = await add_school(self.database, name)
        await add_people(self.database, school_id, PEOPLE[:people])
        return school_id

    async def campaign(self, people: int, **more: Any) -> int:
        return await add_campaign(self.database, await self.school(people), **more)

    async def states(self, campaign_id: int) -> dict[str, int]:
        return await states(self.database, campaign_id)

    async def fault(self, **rule: Any) -> None:
        await self.sandbox.control("/sandbox/faults", rule)

    async def stats(self) -> dict[str, Any]:
        return await self.sandbox.control("/sandbox/stats")

    async def assert_each_got_one(self, people: range = PEOPLE) -> None:
        counts = await self.sandbox.control("/sandbox/counts")
        assert counts == {str(peer): 1 for peer in people}


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    opened = await fresh_database(tmp_path / "dezhurny.db")
    yield opened
    await opened.close()


@pytest.fixture
async def town(database) -> AsyncIterator[Town]:
    clock = Clock()
    async with running_sandbox(World(crowd=PEOPLE), rate=0) as sandbox:
        await sandbox.control("/sandbox/clock", {"set": clock.now.timestamp()})
        async with open_vk(sandbox.token, sandbox.group_id, api_url=sandbox.api_url, pace=Pace(0), patience=2) as vk:
            yield Town(sandbox, database, vk, clock)
