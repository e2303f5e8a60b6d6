"""What works in VK works in MAX: menus, contacts, codes, files, chats, in the words of MAX."""

import pytest
from sqlalchemy import select

from storage.people.accounts import ensure_account
from storage.people.registry import link
from storage.tables import Account, Chat, LiveCount, Person
from tests.handlers.max_conversation import (
    ALIEVA,
    BORISOV,
    OFFICER,
    STAFF_CHAT,
    STRANGER,
    talking_in_max,
)


@pytest.fixture
async def talk(tmp_path):
    async with talking_in_max(tmp_path) as it:
        yield it


async def test_the_commonest_commands_stand_under_an_answer_and_never_under_a_question(talk):
    await talk.start(ALIEVA)
    await talk.write(ALIEVA, "пишите мне в MAX")
    assert await talk.buttons(ALIEVA) == [["Мои показатели", "Как сделать"], ["Мои данные", "Помощь"]]
    await talk.write(ALIEVA, "как сделать")
    assert (await talk.buttons(ALIEVA))[-1] == ["Мои показатели", "Помощь"]
    await talk.start(OFFICER)
    assert await talk.buttons(OFFICER) == [["Настроить", "Потом"]]
    await talk.write(OFFICER, "настройки")
    await talk.write(OFFICER, "чаты")
    assert (await talk.buttons(OFFICER))[-1] == ["Сводка", "Помощь"]
    await talk.write(OFFICER, "шаблон отчёта")  # which waits for a file
    await talk.write(OFFICER, "загрузки")
    assert (await talk.buttons(OFFICER))[-1] == ["Сводка", "Помощь"]
    await talk.write(OFFICER, "отчёт")
    await talk.press(OFFICER, "Excel (xlsx)")
    [before, ready] = (await talk.messages(OFFICER))[-2:]
    assert not [one for one in before["attachments"] if one["type"] == "inline_keyboard"]
    assert [one["filename"] for one in ready["attachments"] if one["type"] == "file"] == [
        "Отчёт за 9–15 ноября 2026.xlsx"
    ]


async def test_a_shared_contact_asks_the_officer_also_about_somebody_who_is_known_in_vk(talk):
    async with talk.database.writing() as session:
        borisov = (await session.scalars(select(Person).where(Person.last_name == "Борисов"))).one()
        assert await link(session, borisov, await ensure_account(session, "vk", 9_000_002))
    await talk.start(OFFICER)
    await talk.start(BORISOV)
    assert "Поделиться именем" in str(await talk.buttons(BORISOV))
    assert "Передал ответственному" in (await talk.act("contact", BORISOV))[-1]
    assert "MAX 51000013" in (await talk.said(OFFICER))[-1]
    await talk.press(OFFICER, "Да, это Борисов Борис Олегович")
    assert "рад знакомству" in (await talk.said(BORISOV))[-1]
    card = (await talk.write(OFFICER, "карточка Борисова"))[-1]
    assert "vk.com/id9000002, бот ещё не писал; MAX 51000013, пишем друг другу." in card
    assert "Выдать код" not in str(await talk.buttons(OFFICER))


async def test_a_used_up_code_leaves_the_other_ways_in(talk):
    assert "Такой код не подходит" in (await talk.start(STRANGER, "ABCDEFG7"))[-1]
    assert await talk.buttons(STRANGER) == [["Написать ФИО"], ["Поделиться именем"]]


async def test_whoever_waits_is_calmed_whatever_they_send(talk):
    await talk.start(STRANGER)
    await talk.write(STRANGER, "Чужов Степан Ильич")
    assert await talk.act("voice", STRANGER) == [
        "Ваша просьба уже у ответственного. Как только он ответит, я сразу напишу."
    ]


async def test_roles_and_the_log_speak_of_accounts_in_max(talk):
    await talk.start(OFFICER)
    await talk.start(ALIEVA)
    assert "«назначить MAX 456 руководителем»" in (await talk.write(OFFICER, "роли"))[-1]
    await talk.write(OFFICER, f"назначить MAX {BORISOV} руководителем")
    async with talk.database.reading() as session:
        assert await session.scalar(select(Account.platform).where(Account.external_id == BORISOV)) == "max"
    assert f"MAX {OFFICER}: предложена роль" in (await talk.write(OFFICER, "журнал действий"))[-1]
    assert f"Аккаунт: MAX {ALIEVA}." in (await talk.write(ALIEVA, "мои данные"))[-1]


async def test_in_max_the_answers_speak_of_max(talk):
    await talk.start(ALIEVA)
    said = (await talk.write(ALIEVA, "какие мессенджеры запрещены"))[-1]
    assert said.endswith("Рабочие чаты и чаты родителей ведём в MAX.")


async def test_a_school_with_vk_numbers_in_its_list_has_leaflets_and_codes_for_max(talk):
    """VK's numbers lead nowhere where the program speaks MAX alone."""
    async with talk.database.writing() as session:
        borisov = (await session.scalars(select(Person).where(Person.last_name == "Борисов"))).one()
        assert await link(session, borisov, await ensure_account(session, "vk", 9_000_002))
    await talk.start(OFFICER)
    # Whom the list alone knows in MAX needs «Начать», and a leaflet that leads there.
    assert "Готово: 2 листовки" in (await talk.write(OFFICER, "листовки"))[-1]
    assert "диалог с ботом не открыт" in (await talk.write(OFFICER, "с кем поговорить"))[0]
    await talk.start(ALIEVA)
    assert "Листовка готова" in (await talk.write(OFFICER, "листовки"))[-1]
    assert "Борисов" in (await talk.write(OFFICER, "с кем поговорить"))[0]
    assert "код" in str(await _buttons_after(talk, "карточка Борисова"))


async def test_who_never_pressed_start_is_not_counted_among_those_who_are_written_to(talk):
    await talk.start(OFFICER)
    said = (await talk.write(OFFICER, "напомнить всем"))[-1]
    assert "в MAX «Начать» ещё не нажато" in said
    assert "Отправить" not in str(await talk.buttons(OFFICER))
    assert "не могу, пока не нажмёт «Начать»" in (await talk.write(OFFICER, "карточка Алиевой"))[-1]
    await talk.start(ALIEVA)
    await talk.write(OFFICER, "напомнить всем")
    assert "Отправить: 1" in str(await talk.buttons(OFFICER))


async def _buttons_after(talk, text):
    await talk.write(OFFICER, text)
    return await talk.buttons(OFFICER)


async def add_to_chat(talk, chat_id, user_id, *, admin, title="Учительская (пример)"):
    members = [OFFICER, ALIEVA, BORISOV]
    fields = {"chat_id": chat_id, "title": title, "members": members, "owner_id": user_id, "bot_inside": False}
    await talk.max.control("chats", fields | {"link": "https://max.ru/join/Primer000011"})
    await talk.act("add_bot", user_id, chat_id=chat_id, admin=admin)


async def the_chat(talk, peer_id):
    async with talk.database.reading() as session:
        return await session.scalar(select(Chat).where(Chat.peer_id == peer_id))


async def test_in_a_staff_chat_the_administrator_counts_everybody_shows_totals_and_hints(talk):
    """Also somebody who has VK's account as well."""
    async with talk.database.writing() as session:
        alieva = (await session.scalars(select(Person).where(Person.last_name == "Алиева"))).one()
        assert await link(session, alieva, await ensure_account(session, "vk", 9_000_003))
    await talk.start(ALIEVA)
    await talk.start(OFFICER)
    await add_to_chat(talk, STAFF_CHAT, OFFICER, admin=True)
    assert "Я в чате «Учительская (пример)». Что это за чат?" in (await talk.said(OFFICER))[-1]
    await talk.press(OFFICER, "Учительский чат")
    chat = await the_chat(talk, STAFF_CHAT)
    assert (chat.kind, chat.platform, chat.link) == ("staff", "max", "https://max.ru/join/Primer000011")
    await talk.press(OFFICER, "Включить подсказки о мессенджерах")
    await talk.said(STAFF_CHAT)
    for text in ("Собрание в 18:00", "Все сюда: https://chat.whatsapp.com/Primer"):
        assert await talk.write(ALIEVA, text, chat_id=STAFF_CHAT) == []
    assert "рабочую переписку ведём в MAX" in (await talk.said(ALIEVA))[-1]
    async with talk.database.reading() as session:
        assert [one.messages for one in await session.scalars(select(LiveCount))] == [2]
    [totals] = await talk.write(ALIEVA, f"@{talk.max.bot.username} сводка", chat_id=STAFF_CHAT)
    assert "Сводка за 9–15 ноября" in totals
    assert "Алиева" not in totals
    shown = (await talk.write(OFFICER, "чаты"))[-1]
    assert shown == "Чаты школы:\n• учительский чат, «Учительская (пример)»"


async def test_where_the_bot_is_no_administrator_the_register_says_so_and_nothing_breaks(talk):
    await talk.start(OFFICER)
    await add_to_chat(talk, STAFF_CHAT, OFFICER, admin=False)
    await talk.press(OFFICER, "Учительский чат")
    await talk.write(ALIEVA, "Собрание в 18:00", chat_id=STAFF_CHAT)
    shown = (await talk.write(OFFICER, "чаты"))[-1]
    assert "не администратор: сообщений не вижу" in shown
    await talk.max.control("chats", {"chat_id": STAFF_CHAT, "may_write": False})
    await talk.act("remove_bot", OFFICER, chat_id=STAFF_CHAT)
    assert (await the_chat(talk, STAFF_CHAT)).state == "off"


async def test_a_chat_is_claimed_by_a_button_where_max_does_not_tell_who_brought_the_bot_in(talk):
    await talk.start(OFFICER)
    chat = {"chat_id": STAFF_CHAT, "title": "Учительская (пример)", "members": [OFFICER, STRANGER], "bot_inside": True}
    await talk.max.control("chats", chat)
    added = {"update_type": "bot_added", "timestamp": 1_790_000_000_000, "chat_id": STAFF_CHAT, "is_channel": False}
    await talk.max.control("updates", {"emit": [added]})
    await talk.listen()
    await talk.press(STRANGER, "Отметить чат", chat_id=STAFF_CHAT)
    assert (await talk.max.control("stats"))["toasts"][-1]["text"].startswith("Сначала познакомимся")
    await talk.press(OFFICER, "Отметить чат", chat_id=STAFF_CHAT)
    assert "Что это за чат?" in (await talk.said(OFFICER))[-1]
    await talk.press(OFFICER, "Учительский чат")
    assert (await the_chat(talk, STAFF_CHAT)).kind == "staff"


async def test_a_chat_where_the_bot_may_not_write_comes_back_when_people_are_heard_there(talk):
    await talk.start(OFFICER)
    chat = {"chat_id": STAFF_CHAT, "title": "Учительская", "members": [OFFICER, ALIEVA], "may_write": False}
    await talk.max.control("chats", chat | {"bot_inside": False})
    await talk.act("add_bot", OFFICER, chat_id=STAFF_CHAT)
    await talk.press(OFFICER, "Учительский чат")
    assert "бот не администратор: не пишу и сообщений не вижу" in (await talk.write(OFFICER, "чаты"))[-1]
    await talk.max.control("chats", {"chat_id": STAFF_CHAT, "may_write": True, "is_admin": True, "reads_all": True})
    await talk.write(ALIEVA, "Собрание в 18:00", chat_id=STAFF_CHAT)
    assert (await the_chat(talk, STAFF_CHAT)).state == "on"
    assert "не администратор" not in (await talk.write(OFFICER, "чаты"))[-1]


async def test_a_teachers_picture_reaches_the_officer_in_max(talk):
    await talk.start(OFFICER)
    await talk.start(ALIEVA)
    assert "Передал снимок" in (await talk.act("photo", ALIEVA))[0]
    newest = (await talk.messages(OFFICER))[-1]
    assert "прислала снимок" in newest["text"]
    assert "image" in {one["type"] for one in newest["attachments"]}
