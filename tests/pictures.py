"""`python -m tests.pictures` makes docs/pictures anew: scripted conversations, photographed in the messenger page."""

import asyncio
import base64
import io
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.async_api import Page, async_playwright

from bot.delivery import Delivery, Options
from bot.sending import buttons
from storage.campaigns.outbox import make_recheck
from tests.chromium import CHROMIUM, FLAGS
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    CLASS_CHAT,
    OFFICER,
    STAFF_CHAT,
    STRANGER,
    Conversation,
    add_person,
    talking,
    the_school,
)

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = {"width": 440, "height": 860}
WIDE = {"width": 1000, "height": 720}  # the list of people beside the dialog
COLOURS = 96
LIST = f"""Статистика за 16.11.2026–22.11.2026
id;ФИО;Должность;Класс;Зарегистрирован;Статус;Создано групповых чатов;Сообщений в групповых чатах;Звонков;Связан с ЭЖД
{ALIEVA};Алиева Марьям Ахмедовна;классный руководитель;7Б;да;Активен;1;7;0;да
{BORISOV};Борисов Борис Олегович;учитель физики;;да;Активен;2;14;1;да
9100021;Васильева Вера Петровна;учитель химии;;да;Активен;0;2;0;нет
9100022;Гаджиева Патимат Омаровна;учитель истории;;да;Активен;1;12;1;да
9100023;Дмитриев Денис Львович;учитель труда;;да;Не активен;0;0;0;нет
;Егорова Елена Ильинична;учитель музыки;;нет;;;;;
9100025;Жданова Жанна Игоревна;учитель биологии;;да;Активен;1;9;1;да
9100026;Зуева Зоя Павловна;учитель географии;;да;Активен;3;21;2;да
"""

TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # when the file of the week before comes
# The answer from its beginning, under what was asked, without the keys below that are the same everywhere.
SUBJECT = """(fromBeginning) => {
    document.getElementById("keyboard").replaceChildren();
    const list = document.getElementById("messages");
    list.scrollTop = list.scrollHeight;
    const asked = [...list.querySelectorAll(".mine")].pop();
    const above = asked && asked.getBoundingClientRect().top < list.getBoundingClientRect().top;
    if (fromBeginning && above) asked.scrollIntoView();
}"""
AT_THE_END = {
    "chat",
    "digest",
    "file",
    "howto",
    "mistake",
    "remind",
    "reminded",
    "request",
}  # their last word is the subject

Scene = Callable[[Conversation], Awaitable[int]]


async def way_in(talk: Conversation) -> int:
    await talk.write(OFFICER, "Начать", payload={"command": "start"})
    await talk.write(STRANGER, "Начать", payload={"command": "start"})
    await talk.write(STRANGER, "Чужов Степан Петрович")
    return STRANGER


async def request(_: Conversation) -> int:
    return OFFICER


async def wizard(talk: Conversation) -> int:
    await talk.press(OFFICER, "Настроить")
    await talk.write(OFFICER, "МБОУ «СОШ № 1» (пример)")
    await talk.press(OFFICER, "Москва")
    return OFFICER


async def file(talk: Conversation) -> int:
    await talk.press(OFFICER, "Закончить")
    content = base64.b64encode(LIST.encode("cp1251")).decode()
    where = {"user_id": OFFICER, "name": "Статистика.csv", "content_base64": content}
    await talk.vk.control("/sandbox/act/document", where)
    await talk.listen()
    return OFFICER


async def imported(talk: Conversation) -> int:
    await talk.press(OFFICER, "Загрузить")
    await talk.write(OFFICER, "цели 90 %")
    await talk.write(OFFICER, "сводка")
    return OFFICER


async def debts(talk: Conversation) -> int:
    await talk.write(OFFICER, "все долги")
    return OFFICER


async def remind(talk: Conversation) -> int:
    await talk.write(OFFICER, "напомнить тем, кто без звонка")
    return OFFICER


async def reminded(talk: Conversation) -> int:
    await talk.press(OFFICER, "Отправить: 3")
    await talk.press(OFFICER, "Как идёт рассылка")
    return OFFICER


async def digest(talk: Conversation) -> int:
    """What went out, in the teacher's dialog."""
    look = make_recheck(talk.database, talk.services.clock)
    options = Options(clock=talk.services.clock, recheck=look, keyboard=buttons)
    await Delivery(talk.database, {talk.services.community_id: talk.services.messenger}, options).deliver()
    return ALIEVA


async def figures(talk: Conversation) -> int:
    await talk.write(ALIEVA, "мои показатели")
    return ALIEVA


async def howto(talk: Conversation) -> int:
    await talk.press(ALIEVA, "Как сделать")
    await talk.press(ALIEVA, "Как позвонить из чата")
    return ALIEVA


async def mistake(talk: Conversation) -> int:
    await talk.write(ALIEVA, "это ошибка")
    await talk.press(ALIEVA, "Звонок")
    return OFFICER


async def card(talk: Conversation) -> int:
    await talk.press(OFFICER, "Данные верны")
    await talk.write(OFFICER, "карточка Васильевой")
    return OFFICER


async def exempt(talk: Conversation) -> int:
    await talk.write(OFFICER, "исключить Васильеву до 12.01 больничный")
    await talk.write(OFFICER, "каникулы 28.12–11.01")
    return OFFICER


async def unreachable(talk: Conversation) -> int:
    await talk.write(OFFICER, "с кем поговорить")
    return OFFICER


async def roles(talk: Conversation) -> int:
    await talk.write(OFFICER, "назначить Борисова заместителем")
    await talk.write(OFFICER, "роли")
    return OFFICER


async def settings(talk: Conversation) -> int:
    await talk.write(OFFICER, "настройки")
    await talk.write(OFFICER, "цели")
    return OFFICER


async def chat(talk: Conversation) -> int:
    await talk.vk.control("/sandbox/chats", {"id": 2, "bot_admin": True})
    await talk.vk.control("/sandbox/act/add_bot", {"user_id": ALIEVA, "peer_id": CLASS_CHAT})
    await talk.listen()
    await talk.press(ALIEVA, "Родители, с педагогом")
    await talk.press(ALIEVA, "7Б")
    return ALIEVA


async def my_class(talk: Conversation) -> int:
    await talk.write(ALIEVA, "мой класс")
    return ALIEVA


async def staff(talk: Conversation) -> int:
    await talk.vk.control("/sandbox/act/add_bot", {"user_id": OFFICER, "peer_id": STAFF_CHAT})
    await talk.listen()
    await talk.press(OFFICER, "Учительский чат")
    await talk.write(BORISOV, "/сводка", peer_id=STAFF_CHAT)
    return STAFF_CHAT


async def my_data(talk: Conversation) -> int:
    await talk.write(ALIEVA, "мои данные")
    await talk.press(ALIEVA, "Не напоминать")
    return ALIEVA


# In the order of the story; the names are those of the files.
SCENES: tuple[Scene, ...] = (
    way_in,
    request,
    wizard,
    file,
    imported,
    debts,
    remind,
    reminded,
    digest,
    figures,
    howto,
    mistake,
    card,
    exempt,
    unreachable,
    roles,
    settings,
    chat,
    my_class,
    staff,
    my_data,
)


async def photograph(page: Page, address: str, name: str) -> None:
    await page.goto("about:blank")
    await page.goto(address)
    await page.locator(".bubble").last.wait_for()
    await page.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => {})))")
    await page.evaluate("document.fonts.ready")
    await page.evaluate(SUBJECT, name.removeprefix("max-") not in AT_THE_END)
    shot = Image.open(io.BytesIO(await page.screenshot()))
    shot.convert("RGB").quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)


@asynccontextmanager
async def camera() -> AsyncIterator[Page]:
    if CHROMIUM is None:
        sys.exit("no system Chromium on PATH")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield await browser.new_page(viewport=SIZE)
        await browser.close()


async def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with talking(Path(folder)) as talk, camera() as page:
            talk.now = TUESDAY
            talk.vk.running.world.clock.set(TUESDAY.timestamp())
            await add_person(talk.database, await the_school(talk), "Чужов Степан Петрович", role="учитель")
            for scene in SCENES:
                peer_id = await scene(talk)
                await page.set_viewport_size(WIDE if scene is digest else SIZE)
                await photograph(page, f"{talk.vk.base_url}/#{peer_id}", scene.__name__)


if __name__ == "__main__":
    asyncio.run(main())
