"""The messenger page in a real browser: what a teacher sees, presses and writes."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from PIL import Image
from playwright.async_api import Browser, Page, async_playwright, expect
from vk_api import VkUpload

from sandbox import User, World
from tests.chromium import CHROMIUM, FLAGS
from tests.max_sandbox import ANNA, running_max
from tests.sandbox.vk_session import vk_session
from tests.sandbox_server import (
    COLLEAGUE,
    REFUSES,
    STAFF_CHAT,
    TEACHER,
    SandboxClient,
    running_sandbox,
    small_world,
)

SERIOUS = ("serious", "critical")
KEYBOARD = {
    "inline": True,
    "buttons": [
        [{"action": {"type": "callback", "label": "Уже сделала", "payload": '{"do":"done"}'}, "color": "positive"}],
        [{"action": {"type": "text", "label": "Мои показатели", "payload": '{"do":"mine"}'}, "color": "secondary"}],
    ],
}

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no system Chromium on PATH"),
    pytest.mark.asyncio(loop_scope="module"),  # the browser is started once
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        yield await playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser) -> AsyncIterator[Page]:
    opened = await browser.new_page(viewport={"width": 1180, "height": 760})
    yield opened
    await opened.close()


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox() -> AsyncIterator[SandboxClient]:
    async with running_sandbox() as running:
        yield running


async def _picture(page: Page, name: str) -> None:
    """Keeps a screenshot where somebody asks for them."""
    folder = os.environ.get("DEZHURNY_SCREENSHOTS")
    if folder:
        await page.screenshot(path=Path(folder) / f"{name}.png")


async def test_a_teacher_sees_the_message_presses_a_button_and_gets_the_answer(sandbox, page):
    await sandbox.call(
        "messages.send", peer_id=TEACHER, random_id=1, message="Добрый день, Анна!", keyboard=json.dumps(KEYBOARD)
    )
    await page.goto(sandbox.base_url)
    await page.get_by_text("Анна Первова-Пример").click()
    await expect(page.locator(".bubble")).to_contain_text("Добрый день, Анна!")
    await page.get_by_role("button", name="Уже сделала").click()
    pressed = await _events(sandbox, "message_event")
    assert pressed[0]["payload"] == {"do": "done"}
    answer = json.dumps({"type": "show_snackbar", "text": "Спасибо!"})
    where = {key: pressed[0][key] for key in ("event_id", "user_id", "peer_id")}
    await sandbox.call("messages.sendMessageEventAnswer", event_data=answer, **where)
    await expect(page.locator("#snackbar")).to_have_text("Спасибо!")
    await page.get_by_role("button", name="Мои показатели").click()
    await expect(page.locator(".mine .bubble")).to_contain_text("Мои показатели")
    await _picture(page, "dialog")


async def _events(sandbox, kind: str) -> list[dict]:
    server = await sandbox.call("groups.getLongPollServer", group_id=sandbox.group_id)
    url = f"{server['server']}?act=a_check&key={server['key']}&ts=1&wait=5"
    updates = (await sandbox.control(url.removeprefix(sandbox.base_url)))["updates"]
    return [update["object"] for update in updates if update["type"] == kind]


async def test_new_and_edited_messages_appear_by_themselves(sandbox, page):
    await page.goto(f"{sandbox.base_url}/#{TEACHER}")
    await expect(page.get_by_role("button", name="Начать")).to_be_visible()
    number = await sandbox.call("messages.send", peer_id=TEACHER, random_id=1, message="Первое")
    await expect(page.locator(".bubble")).to_contain_text("Первое")
    await sandbox.call("messages.edit", peer_id=TEACHER, message_id=number, message="Исправлено")
    await expect(page.locator(".bubble")).to_contain_text("Исправлено")
    await expect(page.locator(".stamp")).to_contain_text("изменено")


async def test_a_teacher_writes_and_sends_a_file(sandbox, page, tmp_path):
    file = tmp_path / "статистика.csv"
    file.write_text("а;б", "utf-8")
    await page.goto(f"{sandbox.base_url}/#{TEACHER}")
    await page.get_by_role("textbox", name="Сообщение").fill("Здравствуйте")
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine .bubble")).to_contain_text("Здравствуйте")
    await page.locator("#file").set_input_files(file)
    await expect(page.locator(".file")).to_contain_text("статистика.csv")
    sent = await _events(sandbox, "message_new")
    assert [item["message"]["text"] for item in sent] == ["Здравствуйте", ""]
    assert sent[1]["message"]["attachments"][0]["doc"]["title"] == "статистика.csv"


async def test_a_picture_that_comes_last_is_seen_whole(sandbox, page, tmp_path):
    picture = tmp_path / "a.png"
    Image.new("RGB", (1080, 600), "steelblue").save(picture)
    upload = VkUpload(vk_session(sandbox.base_url, sandbox.token))
    upload.http.trust_env = False
    photo = (await asyncio.to_thread(upload.photo_messages, str(picture), TEACHER))[0]
    for number in range(12):
        await sandbox.call("messages.send", peer_id=TEACHER, random_id=number + 1, message="Строка\n" * 5)
    attachment = f"photo{photo['owner_id']}_{photo['id']}"
    await sandbox.call("messages.send", peer_id=TEACHER, random_id=20, message="Шаги", attachment=attachment)
    await page.goto(f"{sandbox.base_url}/#{TEACHER}")
    shown = page.locator(".bubble img")
    await expect(shown).to_have_js_property("naturalWidth", 1080)
    await expect(shown).to_be_in_viewport(ratio=1)


async def test_in_a_chat_one_writes_as_any_of_its_members(sandbox, page):
    await page.goto(f"{sandbox.base_url}/#{STAFF_CHAT}")
    await page.get_by_label("От имени").select_option(label="Борис Второв-Пример")
    await page.get_by_role("textbox", name="Сообщение").fill("/итоги")
    await page.get_by_role("button", name="Отправить").click()
    await expect(page.locator(".mine .bubble")).to_contain_text("/итоги")
    sent = await _events(sandbox, "message_new")
    assert [(item["message"]["from_id"], item["message"]["peer_id"]) for item in sent] == [(COLLEAGUE, STAFF_CHAT)]


async def test_the_search_finds_people_and_the_tick_says_whether_they_may_be_written_to(sandbox, page):
    await page.goto(sandbox.base_url)
    await page.get_by_role("searchbox").fill("третьева")
    await expect(page.locator(".person")).to_have_count(1)
    await page.locator(".person").click()
    await page.get_by_label("можно писать").check()
    await expect(page.locator(".refuses")).to_have_count(0)
    assert await sandbox.call("messages.send", peer_id=REFUSES, random_id=1, message="Добрый день")


async def test_names_and_texts_are_shown_as_text_never_run(page):
    evil = "<img src=x onerror=\"document.title='взлом'\">"
    async with running_sandbox(World([User(TEACHER, evil, "Примерова")])) as sandbox:
        await sandbox.call("messages.send", peer_id=TEACHER, random_id=1, message=f"{evil} javascript:alert(1)")
        await page.goto(f"{sandbox.base_url}/#{TEACHER}")
        await expect(page.locator(".bubble")).to_contain_text(evil)
        assert await page.locator("img[src=x]").count() == 0
        assert await page.title() == "Песочница: сообщения"


async def test_on_a_phone_the_list_gives_way_to_the_dialog_and_comes_back(sandbox, page):
    await page.set_viewport_size({"width": 390, "height": 780})
    await sandbox.call(
        "messages.send", peer_id=TEACHER, random_id=1, message="Добрый день, Анна!", keyboard=json.dumps(KEYBOARD)
    )
    await page.goto(sandbox.base_url)
    await page.get_by_text("Анна Первова-Пример").click()
    await expect(page.locator(".people")).to_be_hidden()
    await expect(page.locator(".bubble")).to_be_visible()
    await _picture(page, "phone")
    await page.get_by_role("button", name="К списку").click()
    await expect(page.locator(".people")).to_be_visible()


async def test_one_page_shows_the_dialogs_of_both_messengers(page):
    async with running_max(vk=small_world()) as max_:
        await max_.act("start", user_id=ANNA)
        button = {"type": "callback", "text": "Уже сделала", "payload": "mark-7"}
        keyboard = {"type": "inline_keyboard", "payload": {"buttons": [[button]]}}
        await max_.ask("POST", "/messages", {"user_id": ANNA}, {"text": "Добрый день!", "attachments": [keyboard]})
        await page.goto(max_.running.base_url)
        await page.get_by_role("button", name="MAX").click()
        await expect(page.locator(".person .count")).to_have_text("1")
        await page.get_by_text("Анна Первова-Пример").click()
        await expect(page.locator(".bubble")).to_contain_text("Добрый день!")
        await page.get_by_role("button", name="Уже сделала").click()
        update = await _pressed(max_)
        assert (update["callback"]["payload"], update["callback"]["user"]["user_id"]) == ("mark-7", ANNA)
        await _picture(page, "max")


async def _pressed(max_) -> dict:
    marker = None
    while True:
        query = {"timeout": 5} | ({"marker": marker} if marker else {})
        _, answer = await max_.ask("GET", "/updates", query)
        marker = answer["marker"]
        for update in answer["updates"]:
            if update["update_type"] == "message_callback":
                return update


async def test_what_was_not_read_is_counted_until_the_dialog_is_opened(sandbox, page):
    await sandbox.call("messages.send", peer_id=TEACHER, random_id=1, message="Первое")
    await sandbox.call("messages.send", peer_id=TEACHER, random_id=2, message="Второе")
    await page.goto(sandbox.base_url)
    await expect(page.locator(".person .count")).to_have_text("2")
    await page.get_by_text("Анна Первова-Пример").click()
    await page.get_by_role("textbox", name="Сообщение").fill("Спасибо")
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine .bubble")).to_contain_text("Спасибо")
    await expect(page.locator(".person .count")).to_have_count(0)


async def test_the_bot_is_added_to_a_chat_on_the_page(page):
    world = small_world()
    world.hint = "Кого искать"
    world.chats[0].bot_inside = False
    async with running_sandbox(world) as sandbox:
        await page.goto(sandbox.base_url)
        await expect(page.locator("#hint")).to_have_text("Кого искать")
        await page.goto(f"{sandbox.base_url}/#{STAFF_CHAT}")
        await page.get_by_role("button", name="Добавить бота").click()
        await expect(page.get_by_role("button", name="Добавить бота")).to_be_hidden()
        assert world.chats[0].bot_inside


async def test_who_was_not_written_to_may_begin(sandbox, page):
    await page.goto(f"{sandbox.base_url}/#{COLLEAGUE}")
    await expect(page.get_by_text("ещё не писал")).to_be_visible()
    await page.get_by_role("button", name="Начать").click()
    await expect(page.locator(".mine .bubble")).to_contain_text("Начать")


async def test_one_key_leads_to_the_text_field(sandbox, page):
    await page.goto(f"{sandbox.base_url}/#{TEACHER}")
    await page.locator("#title").click()
    await page.keyboard.press("/")
    await expect(page.get_by_role("textbox", name="Сообщение")).to_be_focused()


async def test_a_telephone_shows_the_page_without_scrolling_sideways(sandbox, page):
    await page.set_viewport_size({"width": 390, "height": 844})
    long = json.dumps({"inline": True, "buttons": [[_key("Как сделать, подробно"), _key("Это ошибка"), _key("Позже")]]})
    text = "https://example.org/" + "a" * 200
    await sandbox.call("messages.send", peer_id=TEACHER, random_id=1, message=text, keyboard=long)
    for address in ("", f"#{TEACHER}"):
        await page.goto(f"{sandbox.base_url}/{address}")
        await expect(page.locator(".bubble" if address else ".person").first).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390
        await _picture(page, f"phone{address}")


def _key(label: str) -> dict:
    return {"action": {"type": "callback", "label": label, "payload": "{}"}, "color": "secondary"}


async def test_everything_on_the_page_can_be_read(sandbox, page):
    await sandbox.call(
        "messages.send", peer_id=TEACHER, random_id=1, message="Добрый день", keyboard=json.dumps(KEYBOARD)
    )
    await page.goto(f"{sandbox.base_url}/#{TEACHER}")
    await expect(page.locator(".bubble")).to_be_visible()
    found = (await Axe().run(page)).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in SERIOUS] == []
