"""Parts of the program as processes of their own, on one database, with the sandbox over HTTP."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from indicators.weeks import Week
from services.actor import the_program
from services.rounds.starting import start_round
from services.rounds.steering import pause
from storage.campaigns.planning import RoundWishes
from storage.database.connection import Database
from storage.imports import ImportRequest, import_file
from storage.schools.registry import all_schools
from tests.bot.commands.program import Program, people_file
from tests.bot.web.cabinet import browser
from tests.sandbox_server import SandboxClient

OFFICER = 9_400_000
_PATIENCE = 240.0  # seconds, of a busy machine that starts several processes at once


@dataclass
class Part:
    """A process; `told` is what it said on standard output so far."""

    process: asyncio.subprocess.Process
    told: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    has_ended: bool = False
    _said: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def hears(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            async with self._said:
                self.told.append(line.decode().strip())
                self._said.notify_all()
        async with self._said:
            self.has_ended = True
            self._said.notify_all()

    async def hears_errors(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.errors.append(line.decode())

    async def says(self, words: str) -> str:
        """The line with these words, as soon as it is said."""
        async with asyncio.timeout(_PATIENCE), self._said:
            await self._said.wait_for(lambda: any(words in line for line in self.told) or self.has_ended)
        assert not self.has_ended, "".join(self.errors)
        return next(line for line in self.told if words in line)

    @property
    async def address(self) -> str:
        """Of its pages."""
        found = re.search(r"http://[\d.]+:\d+", await self.says("http://"))
        assert found is not None
        return found[0]

    async def is_killed(self) -> None:
        self.process.kill()
        await self.process.wait()

    async def stops(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        assert await self.process.wait() == 0, "".join(self.errors)


@asynccontextmanager
async def part(bot: Program, *names: str) -> AsyncIterator[Part]:
    """It works; or it is killed, should a test leave it running."""
    process = await bot.start_warm("run", *(word for name in names for word in ("--only", name)))
    started = Part(process)
    hearing = [asyncio.create_task(started.hears()), asyncio.create_task(started.hears_errors())]
    try:
        await started.says("Дежурный работает")
        yield started
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await asyncio.gather(*hearing)


def last_week() -> Week:
    return Week.of(datetime.now(UTC).date()).shift(-1)


async def with_people(bot: Program, database: Database, peers: Sequence[int]) -> None:
    """The only school has a list of last week, in which everybody lacks something."""
    now = datetime.now(UTC)
    rows = [f"{peer};Примеров Пример {_patronymic(peer)};учитель;Активен;да;1;0;0;да" for peer in peers]
    week = last_week()
    title = f"Статистика за {week.monday:%d.%m.%Y}–{week.sunday:%d.%m.%Y}"
    path = people_file(bot.folder / "week.csv", rows, title)
    [school] = await schools(database)
    request = ImportRequest(path=path, today=now.date(), now=now, school=school.name)
    await import_file(database, request, write=True)


def _patronymic(number: int) -> str:
    """Another one for everybody: «Абвович»."""
    letters = "абвгдежзик"
    return "".join(letters[int(digit)] for digit in str(number)[-3:]).capitalize() + "ович"


async def schools(database: Database) -> Sequence[object]:
    async with database.reading() as session:
        return list(await all_schools(session))


async def with_paused_round(database: Database) -> None:
    """A round of the only school that goes at any hour, once somebody says «go on»."""
    [school] = await schools(database)
    at_once = RoundWishes(ignore_hours=True)
    now = datetime.now(UTC)
    made = await start_round(
        database, the_program(school.id), school, last_week(), at_once, now, default_zone="Europe/Moscow"
    )
    assert made is not None
    async with database.writing() as session:
        assert await pause(session, the_program(school.id), now)


async def counts(sandbox: SandboxClient) -> dict[int, int]:
    """How many messages went to each."""
    return {int(peer): count for peer, count in (await sandbox.control("/sandbox/counts")).items()}


@asynccontextmanager
async def cabinet(bot: Program, address: str) -> AsyncIterator["Cabinet"]:
    """The officer has come in."""
    link = (await bot("cabinet", "--json")).json["url"]
    async with browser() as client:
        async with client.get(f"{address}/enter/{link.rsplit('/', 1)[1]}") as answer:
            assert answer.status == 200, await answer.text()
        yield Cabinet(client, address)


@dataclass
class Cabinet:
    client: object
    address: str

    async def presses(self, path: str) -> None:
        async with self.client.get(f"{self.address}/logout") as page:
            found = re.search(r'name="_csrf" value="([0-9a-f]+)"', await page.text())
        assert found is not None
        async with self.client.post(self.address + path, data={"_csrf": found[1]}, allow_redirects=False) as answer:
            assert answer.status == 303, await answer.text()
