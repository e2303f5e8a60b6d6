"""Events a second: ours, handled durably (deduplicated, counted, answers written), beside vkbottle's echo bot.

The same thousands of messages wait in the same sandbox's long poll; each bot reads them from the beginning
in a process of its own. Ours keeps every event in SQLite with synchronous=FULL before it goes on.
Aim: at least 1,500 events a second on one core.
"""

import asyncio
import json
import logging
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks._sandbox import Vk, running_vk
from benchmarks.tables import Table

EVENTS = 6000
CHAT = 2_000_000_077
AIM = 1500
HEADINGS = ("bot and work", "events", "kept, events/s", "kept and answered, events/s", "the same by CPU time", "kept")


def tables() -> Iterator[Table]:
    yield Table(
        f"{EVENTS:,} messages waiting in the long poll",
        (
            "bot and work",
            "events",
            "kept, events/s",
            "kept and answered, events/s",
            "the same by CPU time",
            "in the database",
        ),
        [_row(*one) for one in WORK],
        (
            f"Aim: {AIM:,} a second on one core. «Kept»: the event, its effect and its answer are in the database; "
            "answers are sent meanwhile and afterwards. «By CPU time»: events for each second of processor time of the "
            "bot's own process, everything included. The sandbox runs beside on the other core, its rate limit lifted.",
        ),
    )


# What is measured: (title, the bot, where people write).
WORK = (
    ("Дежурный: chat talk, counted for each teacher", "ours", CHAT),
    ("Дежурный: personal messages, each answered", "ours", 0),
    ("vkbottle 4 echo bot: personal messages, each answered, nothing kept", "vkbottle", 0),
)


def _row(title: str, bot: str, peer_id: int) -> Sequence[object]:
    with running_vk(EVENTS, latency=0, rate=1_000_000) as vk, tempfile.TemporaryDirectory() as folder:
        asyncio.run(_write_all(vk, peer_id))
        given = {
            "api_url": vk.api_url,
            "base_url": vk.base_url,
            "token": vk.token,
            "group_id": vk.group_id,
            "people": [vk.people.start, vk.people.stop],
            "folder": folder,
        }
        command = [sys.executable, "-m", "benchmarks.events", bot, json.dumps(given)]
        told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=300, text=True).stdout)
    events = told["events"]
    rates = [events / told[name] if told[name] else "—" for name in ("keeping", "seconds", "cpu")]
    return (title, events, *rates, told["kept"])


async def _write_all(vk: Vk, peer_id: int) -> None:
    """Everybody writes once, before the bot is there."""
    if peer_id:
        content = {"id": peer_id - 2_000_000_000, "title": "Пример", "members": list(vk.people), "sees_all": True}
        vk.control("chats", content)
    gate = asyncio.Semaphore(40)
    async with aiohttp.ClientSession() as http:

        async def write(person: int) -> None:
            content = {"user_id": person, "text": "доброе утро", "peer_id": peer_id}
            async with gate, http.post(f"{vk.base_url}/sandbox/act/write", json=content) as answer:
                await answer.read()

        await asyncio.gather(*(write(person) for person in vk.people))


class _Clock:
    """Wall time and processor time from a moment on."""

    def __init__(self) -> None:
        self.wall, self.cpu = time.monotonic(), self._cpu()

    def told(self, events: int, kept: str) -> dict[str, Any]:
        wall, cpu = time.monotonic() - self.wall, self._cpu() - self.cpu
        return {"events": events, "seconds": wall, "cpu": cpu, "keeping": 0.0, "kept": kept}

    def _cpu(self) -> float:
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime


async def ours(given: dict[str, Any]) -> dict[str, Any]:
    """The real wiring: long poll, conversations, database, answers."""
    from sqlalchemy import func, select

    from bot.pace import Pace
    from bot.vk.messenger import open_vk
    from handlers.conversations import Conversations
    from handlers.engine.dependencies import Services
    from storage.database.opening import open_database
    from storage.tables import HandledEvent, LiveCount, Reply

    folder = Path(given["folder"])
    database = await open_database(f"sqlite+aiosqlite:///{folder / 'bench.db'}")
    await _make_school(database, range(*given["people"]))
    pace = Pace(0)
    async with open_vk(given["token"], given["group_id"], api_url=given["api_url"], pace=pace) as messenger:
        services = Services(database, messenger, given["group_id"], lambda: datetime.now(UTC), folder / "files")
        conversations = Conversations(services)
        await conversations.open(fresh_salt=1)
        sending = asyncio.create_task(conversations.answers.run())
        clock, handled = _Clock(), 0
        async for heard in messenger.listen("1"):
            await conversations.handle(heard.events, heard.position)
            handled += len(heard.events)
            if handled >= EVENTS:
                break
        keeping = time.monotonic() - clock.wall
        await conversations.answers.flush()
        told = {**clock.told(handled, ""), "keeping": keeping}
        sending.cancel()
    async with database.reading() as session:
        events = await session.scalar(select(func.count()).select_from(HandledEvent))
        counted = await session.scalar(select(func.coalesce(func.sum(LiveCount.messages), 0)))
        answered = await session.scalar(select(func.count()).select_from(Reply).where(Reply.state == "sent"))
    await database.close()
    return {**told, "kept": f"{events} events, {counted} counted, {answered} answers sent"}


async def _make_school(database: Any, people: range) -> None:
    """Everybody is a teacher of one school, and the chat is registered."""
    from sqlalchemy import insert, select

    from storage.schools.registry import create_school
    from storage.tables import Account, Chat, Person

    async with database.writing() as session:
        now = datetime.now(UTC)
        school = await create_school(session, "Школа № 1 (пример)", now)
        accounts = [{"platform": "vk", "external_id": one, "writing": "allowed"} for one in people]
        await session.execute(insert(Account), accounts)
        ids = (await session.scalars(select(Account.id).order_by(Account.id))).all()
        persons = [
            {
                "school_id": school.id,
                "full_name": f"Учитель Примеров {number}",
                "name_key": f"учитель примеров {number}",
                "account_id": account_id,
                "created_at": now,
            }
            for number, account_id in enumerate(ids)
        ]
        await session.execute(insert(Person), persons)
        chat = Chat(school_id=school.id, platform="vk", peer_id=CHAT, kind="staff", state="on", settings={})
        session.add(chat)


async def vkbottle(given: dict[str, Any]) -> dict[str, Any]:
    """An echo bot as its documentation writes it, told to read from the first event."""
    from vkbottle import API
    from vkbottle.bot import Bot, Message

    api = API(given["token"])
    api.API_URL = given["base_url"] + "/method/"
    bot = Bot(api=api)
    bot.polling.group_id = given["group_id"]
    get_server = bot.polling.get_server

    async def from_the_first() -> dict[str, Any]:
        server: dict[str, Any] = await get_server()
        return {**server, "ts": "1"}

    bot.polling.get_server = from_the_first
    answered, done = 0, asyncio.Event()

    @bot.on.message()
    async def echo(message: Message) -> None:
        nonlocal answered
        await message.answer(message.text)
        answered += 1
        if answered >= EVENTS:
            done.set()

    clock = _Clock()
    polling = asyncio.create_task(bot.run_polling())
    await asyncio.wait_for(done.wait(), 240)
    told = clock.told(answered, "nothing")
    polling.cancel()
    return told


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    bots = {"ours": ours, "vkbottle": vkbottle}
    sys.stdout.write(json.dumps(asyncio.run(bots[sys.argv[1]](json.loads(sys.argv[2])))))
    sys.stdout.flush()
    sys.exit(0)
