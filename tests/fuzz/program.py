"""The whole program at work in this process, over the sandbox, with somebody who keeps asking whether it is well."""

import asyncio
import gc
import json
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from aiohttp import ClientSession
from pydantic import SecretStr

from bot.app import App, open_app
from bot.metrics import EVENTS_ODD
from bot.process.heap import set_apart_what_stays
from bot.running import Program
from bot.settings import Settings
from bot.web.server import serve, web_app
from handlers.conversations import FAILED
from handlers.engine import errands
from sandbox import User, World
from storage.people.first_officers import ensure_officers
from tests.handlers.conversation import add_person, add_school
from tests.sandbox_server import SandboxClient, running_sandbox

MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
OFFICERS = range(9_200_001, 9_200_021)
TEACHERS = range(9_200_101, 9_200_201)
STRANGERS = range(9_200_301, 9_200_401)
EVERYBODY = (*OFFICERS, *TEACHERS, *STRANGERS)
SECRET = "пример"
TELL_EVERY = 5_000
_SURNAMES = ("Алиева", "Борисова", "Великанова", "Гаджиева", "Долгих")
_ASK_EVERY = 0.02  # seconds
_MEANWHILE = timedelta(minutes=2)  # passes between what is heard together
_REMEMBERED = 100  # messages of a dialog, as many as VK looks through for one that is sent twice
_LOOK_EVERY = 0.05  # seconds
# What our log says when something of ours broke; VK's sandbox refusing something is none of it.
_BROKEN = ("failed", "dropped", "not_done", "not_sent", "wait")


class Fault(Exception):
    """The program did what it must never do."""


@dataclass
class Town:
    """`pauses` are how much processor time passed until `/healthz` answered, in seconds: on a machine with nothing
    else to do that is the time itself. The sandbox and what makes the events are in it."""

    sandbox: SandboxClient
    program: Program
    address: str
    http: ClientSession
    working: asyncio.Task[None]
    now: list[datetime]
    broken: Sequence[Any]
    pauses: list[float] = field(default_factory=list)
    asking: asyncio.Task[None] | None = None

    @property
    def community(self) -> Any:
        return self.sandbox.running.world.communities[self.sandbox.group_id]

    async def hear(self, updates: Iterable[Any]) -> None:
        """Through the long poll, and only when it has been handled, answered and found in order, back."""
        for update in updates:
            self.community.events.put(update)
        await self._handled()

    async def post(self, body: bytes) -> int:
        async with self.http.post(f"{self.address}/callback", data=body) as answer:
            text = await answer.text()
            if (answer.status >= 500 and answer.status != 503) or len(text) > 100:
                raise Fault(f"the callback answered {answer.status} {text[:200]!r} to {body[:300]!r}")
            return answer.status

    async def _handled(self) -> None:
        """The newest position is remembered in the database: everything before has been handled."""
        until = str(self.community.events.next_ts)
        (conversations,) = self.program.conversations.values()
        while await self._position() != until:
            self.check()
            await asyncio.sleep(_LOOK_EVERY)
        self._forget_what_is_over()
        self.now[0] += _MEANWHILE
        # The same for the messenger, which takes a thousand letters an hour to one person and no more.
        self.sandbox.running.world.clock.advance(_MEANWHILE.total_seconds())
        conversations.answers.wake()
        self.check()

    def _forget_what_is_over(self) -> None:
        """The sandbox lives in this process: what it remembers is not to slow the program down."""
        self.community.events.forget()
        for dialog in self.community.dialogs.values():
            del dialog.messages[:-_REMEMBERED]

    async def _position(self) -> str | None:
        from storage.dialogs.events import position

        async with self.program.app.database.reading() as session:
            return await position(session, "vk", self.sandbox.group_id)

    def check(self) -> None:
        if self.working.done():
            self.working.result()
            raise Fault("the program has ended")
        if self.asking is not None and self.asking.done():
            self.asking.result()
            raise Fault("nobody asks for /healthz any more")
        if self.broken:
            raise Fault(f"the log says {json.dumps(self.broken[:3], default=str)}")
        journal = self.community.journal
        texts = {message.text for message in journal.accepted}
        if texts & {FAILED, errands.FAILED}:
            raise Fault("somebody was told that something broke")
        journal.forget()

    async def is_answering(self) -> None:
        """Whoever writes after all that is answered as ever."""
        journal = self.community.journal
        journal.forget()
        await self.sandbox.control("/sandbox/act/write", {"user_id": TEACHERS[0], "text": "мои показатели"})
        while not any(message.peer_id == TEACHERS[0] for message in journal.accepted):
            if self.working.done():
                self.check()
            await asyncio.sleep(_LOOK_EVERY)

    async def ask(self) -> None:
        """The one who keeps asking."""
        while not self.program.stopping.is_set():
            began = time.process_time()
            async with self.http.get(f"{self.address}/healthz") as answer:
                if answer.status != 200:
                    raise Fault(f"/healthz: {await answer.text()}")
            self.pauses.append(time.process_time() - began)
            await asyncio.sleep(_ASK_EVERY)


@asynccontextmanager
async def at_work() -> AsyncIterator[Town]:
    """The program with a school of a hundred teachers; it has to be alive at the end."""
    world = World([User(one, "Пример", "Примерова") for one in EVERYBODY])
    now = [MONDAY]
    with tempfile.TemporaryDirectory(prefix="dezhurny-fuzz-") as name, _broken_in_the_log() as broken:
        async with running_sandbox(world, rate=0) as sandbox, ClientSession() as http:
            settings = _settings(sandbox, Path(name))
            async with open_app(settings, clock=lambda: now[0], online=True) as app:
                await _fill(app)
                program = Program(app, Path(name) / "files")
                pages = web_app(program.health(), program.doors.callback(), program.open_rows)
                async with serve(pages, "127.0.0.1", 0) as address:
                    working = asyncio.create_task(program.run())
                    town = Town(sandbox, program, address, http, working, now, broken)
                    asking = town.asking = asyncio.create_task(town.ask())
                    try:
                        await town.is_answering()
                        set_apart_what_stays()  # as the program does
                        town.pauses.clear()  # until then modules load and statements are compiled
                        yield town
                        await town.is_answering()
                        town.check()
                    finally:
                        gc.unfreeze()
                        program.stopping.set()  # the asker ends with it, its last question answered
                        await asyncio.wait([working, asking])
                working.result()
                asking.result()
                if held := app.database.engine.pool.checkedout():
                    raise Fault(f"the program has ended and holds {held} connections of its database")


@contextmanager
def _broken_in_the_log() -> Iterator[list[Any]]:
    """Only what broke is kept: the rest of a hundred thousand events would fill the memory."""
    broken: list[Any] = []

    def keep(_: Any, __: str, entry: Any) -> Any:
        if any(word in str(entry.get("event")) for word in _BROKEN):
            broken.append(entry)
        raise structlog.DropEvent

    # In place, as every logger that has spoken already knows this list.
    processors = structlog.get_config()["processors"]
    usual = list(processors)
    processors[:] = [keep]
    try:
        yield broken
    finally:
        processors[:] = usual


def _settings(sandbox: SandboxClient, folder: Path) -> Settings:
    return Settings(
        _env_file=None,
        vk_token=SecretStr(sandbox.token),
        vk_group_id=sandbox.group_id,
        vk_api_url=sandbox.api_url,
        vk_callback_secret=SECRET,
        database_url=f"sqlite+aiosqlite:///{folder}/fuzz.db",
    )


async def _fill(app: App) -> None:
    school = await add_school(app.database)
    for number, account in enumerate(TEACHERS):
        surname = _SURNAMES[number % len(_SURNAMES)]
        facts: dict[str, Any] = {"registered": True, "group_chats": number % 2, "group_messages": number % 12}
        full_name = f"{surname}-{number} Анна {'Ивановна' if number % 2 else 'Петровна'}"
        await add_person(app.database, school, full_name, account, calls=number % 2, **facts)
    async with app.database.writing() as session:
        await ensure_officers(session, [("vk", one) for one in OFFICERS], MONDAY)


def told(town: Town, count: int, start: float) -> str:
    odd = int(EVENTS_ODD._value.get() - start)
    pauses = sorted(town.pauses)
    return (
        f"{count} taken, {odd} set aside, nothing broke; /healthz asked {len(pauses)} times, "
        f"longest pause {pauses[-1] * 1000:.0f} ms of processor time, "
        f"99 of 100 within {pauses[int(len(pauses) * 0.99)] * 1000:.0f} ms"
    )
