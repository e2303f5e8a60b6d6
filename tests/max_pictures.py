"""`python -m tests.max_pictures` makes the pictures of docs/pictures/max-*.png anew: the same conversations in MAX."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Page

from storage.messengers.spoken import remember_spoken
from storage.tables import Person, School
from tests.handlers.conversation import OFFICER as IN_VK
from tests.handlers.conversation import add_person, talking, the_school
from tests.handlers.max_conversation import ALIEVA, OFFICER, STAFF_CHAT, STRANGER, MaxConversation, talking_in_max
from tests.handlers.test_which_messenger import with_max
from tests.pictures import camera, photograph

Scene = Callable[[MaxConversation], Awaitable[int]]
COLLEAGUES = ("Гаджиева Патимат Омаровна", "Жданова Жанна Игоревна", "Зуева Зоя Павловна")


async def way_in(talk: MaxConversation) -> int:
    """Whoever presses «Начать» without a code."""
    await talk.start(OFFICER)
    await talk.start(STRANGER)
    return STRANGER


async def figures(talk: MaxConversation) -> int:
    await talk.start(ALIEVA)
    await talk.write(ALIEVA, "мои показатели")
    return ALIEVA


async def howto(talk: MaxConversation) -> int:
    await talk.press(ALIEVA, "Как сделать")
    await talk.press(ALIEVA, "Где писать сообщения")
    return ALIEVA


async def summary(talk: MaxConversation) -> int:
    await talk.write(OFFICER, "сводка")
    return OFFICER


async def chats(talk: MaxConversation) -> int:
    """The bot is an administrator of the staff chat, and of a class chat it is none."""
    for chat_id, title, kind in (
        (STAFF_CHAT, "Учительская (пример)", "Учительский чат"),
        (STAFF_CHAT - 1, "Спорткружок (пример)", "Другой чат"),
    ):
        fields = {"chat_id": chat_id, "title": title, "members": [OFFICER, ALIEVA], "owner_id": OFFICER}
        link = "https://max.ru/join/Primer000011" if chat_id == STAFF_CHAT else ""
        await talk.max.control("chats", fields | {"bot_inside": False, "link": link})
        await talk.act("add_bot", OFFICER, chat_id=chat_id, admin=chat_id == STAFF_CHAT)
        await talk.press(OFFICER, kind)
    await talk.write(OFFICER, "чаты")
    return OFFICER


async def staff(talk: MaxConversation) -> int:
    await talk.write(ALIEVA, "Коллеги, завтра педсовет в 14:00", chat_id=STAFF_CHAT)
    await talk.write(OFFICER, f"@{talk.max.bot.username} сводка", chat_id=STAFF_CHAT)
    return STAFF_CHAT


SCENES: tuple[Scene, ...] = (way_in, figures, howto, summary, chats, staff)


async def photograph_move(page: Page, folder: Path) -> None:
    """The officer asks in VK, where the teachers still are."""
    async with talking(folder) as talk:
        with_max(talk)
        await remember_spoken(talk.database, ["vk", "max"])
        school = await the_school(talk)
        for name in COLLEAGUES:
            await add_person(talk.database, school, name, registered=True)
        await talk.write(IN_VK, "переезд в MAX")
        await photograph(page, f"{talk.vk.base_url}/#{IN_VK}", "max-move")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with talking_in_max(Path(folder)) as talk, camera() as page:
            async with talk.database.reading() as session:
                school = await session.get_one(School, (await session.get_one(Person, 1)).school_id)
            for name in COLLEAGUES:
                facts = {"registered": True, "group_chats": 2, "group_messages": 12, "calls": 1}
                await add_person(talk.database, school, name, **facts)
            for scene in SCENES:
                peer_id = await scene(talk)
                await photograph(page, f"{talk.max.running.base_url}/#max:{peer_id}", f"max-{scene.__name__}")
            (Path(folder) / "vk").mkdir()
            await photograph_move(page, Path(folder) / "vk")


if __name__ == "__main__":
    asyncio.run(main())
