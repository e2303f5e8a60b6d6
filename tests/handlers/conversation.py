"""A conversation for tests: the real wiring over the sandbox's HTTP, with a clock that stands still.

talk.write(OFFICER, "сводка")  →  what the officer gets to read
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from bot.pace import Pace
from bot.vk.messenger import VkMessenger, open_vk
from handlers.conversations import Conversations
from handlers.engine.dependencies import Services
from indicators.russian.names import comparable, parse_name
from sandbox import Chat, User, World
from storage.database.connection import Database
from storage.database.salts import salt_of
from storage.people.first_officers import ensure_officers
from storage.schools.registry import all_schools, create_school
from storage.tables import Account, Person, PersonWeek, School, StatisticsImport
from tests.databases import filled_database
from tests.loads import add_load
from tests.sandbox_server import SandboxClient, running_sandbox

OFFICER, DEPUTY, ALIEVA, BORISOV, STRANGER, MANAGER = 9_100_001, 9_100_002, 9_100_003, 9_100_004, 9_100_005, 9_100_006
STAFF_CHAT, CLASS_CHAT = 2_000_000_001, 2_000_000_002
WEEK = "2026-W46"
SALT = 7
MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
USERS = (
    User(OFFICER, "Ольга", "Ответова"),
    User(DEPUTY, "Денис", "Замов"),
    User(ALIEVA, "Марьям", "Алиева"),
    User(BORISOV, "Борис", "Борисов"),
    User(STRANGER, "Степан", "Чужов"),
    User(MANAGER, "Мария", "Директорова"),
)


def world() -> World:
    everybody = dict.fromkeys((OFFICER, ALIEVA, BORISOV), 0)
    chats = [
        Chat(1, "Учительская (пример)", members=dict(everybody), owner_id=OFFICER),
        Chat(2, "7Б родители (пример)", members=dict(everybody), owner_id=ALIEVA),
    ]
    return World(USERS, chats)


@dataclass
class Conversation:
    """People write and press; `said` is what the community wrote to somebody since the last look."""

    vk: SandboxClient
    database: Database
    services: Services
    conversations: Conversations
    position: str = "1"
    now: datetime = MONDAY
    _read: dict[int, int] = field(default_factory=dict)  # of a conversation, how many are read, everybody's

    async def write(self, user_id: int, text: str = "", **extra: Any) -> list[str]:
        await self.vk.control("/sandbox/act/write", {"user_id": user_id, "text": text, **extra})
        return await self.answers(extra.get("peer_id", user_id))

    async def agree(self, user_id: int, text: str) -> list[str]:
        """Write, and press «Да» where the deed is shown first."""
        answers = await self.write(user_id, text)
        return await self.press(user_id, "Да") if answers and answers[-1].startswith("Понял так") else answers

    async def press(self, user_id: int, label: str, *, peer_id: int = 0) -> list[str]:
        """Press the newest button whose label begins so."""
        await self.vk.control("/sandbox/act/press", {"user_id": user_id, "peer_id": peer_id or user_id, "label": label})
        return await self.answers(peer_id or user_id)

    async def press_payload(self, user_id: int, payload: dict[str, Any], **where: Any) -> list[str]:
        """A forged or old button: VK passes on whatever payload a client sends."""
        await self.vk.control("/sandbox/act/write", {"user_id": user_id, "text": "кнопка", "payload": payload, **where})
        return await self.answers(where.get("peer_id", user_id))

    async def answers(self, peer_id: int) -> list[str]:
        await self.listen()
        return await self.said(peer_id)

    async def listen(self) -> None:
        """Let the bot hear everything that has happened, and do and say all that follows."""
        heard_all = self._newest()
        if int(self.position) < heard_all:
            async for heard in self.services.messenger.listen(self.position):
                self.position = heard.position
                await self.conversations.handle(heard.events, heard.position)
                if int(self.position) >= heard_all:
                    break
        await self.conversations.settle()

    def _newest(self) -> int:
        return next(iter(self.vk.running.world.communities.values())).events.next_ts

    async def restart(self) -> None:
        """The program ends and starts again on the same database; nothing is kept in memory."""
        again = await start(self.vk, self.database, self.services.messenger, self.services.files.parent)
        self.services, self.conversations = again.services, again.conversations
        self.services.clock = lambda: self.now

    async def messages(self, peer_id: int) -> list[dict[str, Any]]:
        """All that the community wrote, as it reads now."""
        return [one for one in await self._from(0, peer_id) if one["from_id"] < 0]

    async def _from(self, first: int, peer_id: int) -> list[dict[str, Any]]:
        read: list[dict[str, Any]] = []
        count = first + 1
        while first + len(read) < count:
            offset = first + len(read)
            page = await self.vk.call("messages.getHistory", peer_id=peer_id, count=200, offset=offset, rev=1)
            count = page["count"]
            read += page["items"]
        return read

    async def buttons(self, peer_id: int) -> list[str]:
        """The labels under the newest message."""
        [*_, newest] = await self.messages(peer_id)
        labels = [one["action"].get("label", "") for row in newest["keyboard"]["buttons"] for one in row]
        return [one.replace("\u00a0", " ") for one in labels]

    async def said(self, peer_id: int) -> list[str]:
        first = self._read.get(peer_id, 0)
        new = await self._from(first, peer_id)
        self._read[peer_id] = first + len(new)
        return [one["text"].replace("\u00a0", " ") for one in new if one["from_id"] < 0]


async def add_school(database: Database, name: str = "Школа № 1 (пример)") -> School:
    async with database.writing() as session:
        return await create_school(session, name, MONDAY)


async def the_school(talk: Conversation) -> School:
    async with talk.database.reading() as session:
        return (await all_schools(session))[0]


async def add_person(database: Database, school: School, full_name: str, vk_id: int | None = None, **facts: Any) -> int:
    """Somebody of the list, with the facts of the week when any are given."""
    last, first, patronymic = (*full_name.split(maxsplit=2), "", "", "")[:3]
    async with database.writing() as session:
        account = Account(platform="vk", external_id=vk_id, writing="unknown") if vk_id else None
        if account is not None:
            session.add(account)
            await session.flush()
        person = Person(
            school_id=school.id,
            full_name=full_name,
            last_name=last,
            first_name=first,
            patronymic=patronymic,
            name_key=_key(full_name),
            account_id=account.id if account else None,
            classes=facts.pop("classes", ""),
            role=facts.pop("role", "учитель"),
            created_at=MONDAY,
        )
        session.add(person)
        await session.flush()
        if facts:
            statistics = await _import(session, school)
            session.add(PersonWeek(person_id=person.id, week=WEEK, import_id=statistics.id, **facts))
        return person.id


def _key(full_name: str) -> str:
    name = parse_name(full_name)
    return name.key if name is not None else comparable(full_name)


async def class_teacher(talk: Conversation, classes: str = "7Б, 8А", surname: str = "Алиева") -> None:
    """The school's list has these classes beside the name."""
    async with talk.database.writing() as session:
        await session.execute(update(Person).where(Person.last_name == surname).values(classes=classes))


async def _import(session: Any, school: School) -> StatisticsImport:
    found = await session.scalar(select(StatisticsImport).where(StatisticsImport.school_id == school.id))
    if found is None:
        found = await add_load(session, school.id, WEEK, MONDAY, rows=2)
    return found


@asynccontextmanager
async def talking(folder: Path, *, officers: Sequence[int] = (OFFICER,), **options: Any) -> AsyncIterator[Conversation]:
    """A school with two teachers and its officers, and the bot listening."""
    async with running_sandbox(options.pop("world", None) or world(), rate=10_000) as vk:
        database = await filled_database(f"talking {officers}", folder / "test.db", partial(_with_officers, officers))
        vk.running.world.clock.set(MONDAY.timestamp())
        try:
            async with open_vk(vk.token, vk.group_id, api_url=vk.api_url, pace=Pace(0)) as messenger:
                yield await start(vk, database, messenger, folder)
        finally:
            await database.close()


async def _with_officers(officers: Sequence[int], database: Database) -> None:
    await two_teachers(database, ALIEVA, BORISOV)
    async with database.writing() as session:
        await ensure_officers(session, [("vk", one) for one in officers], MONDAY)
        await salt_of(session, "replies", SALT)


async def two_teachers(database: Database, alieva: int | None = None, borisov: int | None = None) -> int:
    """A school of two, with a week of facts; Алиева's number in its list."""
    school = await add_school(database)
    facts = {"registered": True, "group_chats": 1, "group_messages": 4, "calls": 0}
    first = await add_person(database, school, "Алиева Марьям Ахмедовна", alieva, **facts)
    facts = {"registered": True, "group_chats": 2, "group_messages": 14, "calls": 1}
    await add_person(database, school, "Борисов Борис Олегович", borisov, **facts)
    return first


async def start(vk: SandboxClient, database: Database, messenger: VkMessenger, folder: Path) -> Conversation:
    """The same wiring again: what a restart of the program does."""
    holder: dict[str, Conversation] = {}

    def clock() -> datetime:
        return holder["it"].now if holder else MONDAY

    services = Services(database, messenger, vk.group_id, clock, folder / "files")
    conversations = Conversations(services)
    await conversations.open(fresh_salt=SALT)
    holder["it"] = Conversation(vk, database, services, conversations)
    return holder["it"]
