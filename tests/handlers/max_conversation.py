"""The same conversation in MAX: the real wiring over the sandbox's HTTP, with the school of `conversation`.

async with talking_in_max(tmp_path) as talk:
    await talk.start(OFFICER)
    await talk.write(OFFICER, "сводка")  →  what the officer gets to read
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.max.messenger import MaxMessenger, open_max
from handlers.conversations import Conversations
from handlers.engine.dependencies import Services
from sandbox import User
from sandbox.max.world import World
from storage.database.connection import Database
from storage.messengers.spoken import remember_spoken
from storage.people.accounts import ensure_account
from storage.people.first_officers import ensure_officers
from storage.people.registry import link
from storage.schools.communities import OF_MAX
from storage.tables import Person
from tests.databases import filled_database
from tests.handlers.conversation import MONDAY, two_teachers
from tests.max_sandbox import MaxClient, running_max

OFFICER, ALIEVA, BORISOV, STRANGER = 51_000_011, 51_000_012, 51_000_013, 51_000_014
STAFF_CHAT, CLASS_CHAT = -72_000_011, -72_000_012
USERS = (
    User(0, "Ольга", "Ответова", max_id=OFFICER),
    User(0, "Марьям", "Алиева", max_id=ALIEVA),
    User(0, "Борис", "Борисов", max_id=BORISOV),
    User(0, "Степан", "Чужов", max_id=STRANGER),
)


@dataclass
class MaxConversation:
    """`said` is what the bot wrote to somebody (or into a chat) since the last look."""

    max: MaxClient
    database: Database
    services: Services
    conversations: Conversations
    now: datetime = MONDAY
    position: str | None = None
    _seen: dict[int, int] = field(default_factory=dict)

    async def start(self, user_id: int, payload: str = "") -> list[str]:
        """«Начать», perhaps by a personal link."""
        return await self._after("start", user_id, payload=payload)

    async def write(self, user_id: int, text: str = "", **extra: Any) -> list[str]:
        return await self._after("write", user_id, text=text, **extra)

    async def press(self, user_id: int, label: str, **extra: Any) -> list[str]:
        """Press the newest button called so."""
        return await self._after("press", user_id, label=label, **extra)

    async def act(self, action: str, user_id: int, **extra: Any) -> list[str]:
        """Anything else somebody does: share a contact, send a file or a voice message, add the bot to a chat."""
        return await self._after(action, user_id, **extra)

    async def _after(self, action: str, user_id: int, **extra: Any) -> list[str]:
        await self.max.act(action, user_id=user_id, **extra)
        await self.listen()
        return await self.said(extra.get("chat_id") or user_id)

    async def listen(self) -> None:
        """Let the bot hear everything that has happened, and do and say all that follows."""
        newest = self.max.bot.updates.next
        if int(self.position or 1) < newest:
            async for heard in self.services.messenger.listen(self.position):
                self.position = heard.position
                await self.conversations.handle(heard.events, heard.position)
                if int(self.position) >= newest:
                    break
        await self.conversations.settle()

    async def messages(self, peer_id: int) -> list[dict[str, Any]]:
        found = await self.max.control("accepted" + (f"?user_id={peer_id}" if peer_id > 0 else ""))
        return [one for one in found["items"] if peer_id > 0 or one["chat_id"] == peer_id]

    async def said(self, peer_id: int) -> list[str]:
        messages = await self.messages(peer_id)
        start = self._seen.get(peer_id, 0)
        self._seen[peer_id] = len(messages)
        return [one["text"].replace("\u00a0", " ") for one in messages[start:]]

    async def buttons(self, peer_id: int) -> list[list[str]]:
        """The labels under the newest message, row by row."""
        return [[one["text"] for one in row] for row in _keyboard((await self.messages(peer_id))[-1])]


def _keyboard(message: dict[str, Any]) -> list[list[dict[str, Any]]]:
    boards = [one["payload"]["buttons"] for one in message["attachments"] if one["type"] == "inline_keyboard"]
    return boards[0] if boards else []


@asynccontextmanager
async def talking_in_max(folder: Path) -> AsyncIterator[MaxConversation]:
    """A school with two teachers, one of them known in MAX already, and its officer; the bot listens."""
    world = World(USERS)
    world.add_bot(rate=10_000)
    async with running_max(world) as max_:
        database = await filled_database("talking in MAX", folder / "test.db", _fill)
        world.clock.set(MONDAY.timestamp())
        try:
            async with open_max(max_.token, api_url=max_.api_url, rate=0) as messenger:
                await messenger.bot_id()
                yield await start_in_max(max_, database, messenger, folder)
        finally:
            await database.close()


async def _fill(database: Database) -> None:
    alieva = await two_teachers(database)
    await remember_spoken(database, ["max"])
    async with database.writing() as session:
        await ensure_officers(session, [("max", OFFICER)], MONDAY)
        account = await ensure_account(session, "max", ALIEVA)
        await link(session, await session.get_one(Person, alieva), account)


async def start_in_max(max_: MaxClient, database: Database, messenger: MaxMessenger, folder: Path) -> MaxConversation:
    holder: dict[str, MaxConversation] = {}

    def clock() -> datetime:
        return holder["it"].now if holder else MONDAY

    def link_of(community: int, code: str = "") -> str:
        return messenger.dialog_link(code) if community == OF_MAX else ""

    services = Services(database, messenger, OF_MAX, clock, folder / "files", communities=(OF_MAX,), link_of=link_of)
    conversations = Conversations(services)
    await conversations.open(fresh_salt=7)
    holder["it"] = MaxConversation(max_, database, services, conversations)
    return holder["it"]
