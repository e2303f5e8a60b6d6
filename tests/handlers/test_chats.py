"""The bot in group chats: counting, registering, keeping silent."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.clock.clock import Clock
from bot.vk.numbers import peer_of
from handlers.chats.foreign_messengers import INVITATIONS, foreign_messenger
from handlers.engine.buttons import shorten
from storage.tables import Chat, Claim, LiveCount, Person, PersonWeek, Reply, School
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    CLASS_CHAT,
    OFFICER,
    STAFF_CHAT,
    STRANGER,
    add_person,
    add_school,
    class_teacher,
    talking,
    the_school,
)
from tests.loads import add_load


async def added(talk, chat: int, by: int, **rights) -> None:
    await talk.vk.control("/sandbox/chats", {"id": chat - 2_000_000_000, **rights})
    await talk.vk.control("/sandbox/act/add_bot", {"user_id": by, "peer_id": chat})
    await talk.listen()


async def the_chat(talk, vk_number: int) -> Chat:
    """The chat of the database; VK numbers it otherwise than the program."""
    async with talk.database.reading() as session:
        return await session.scalar(select(Chat).where(Chat.peer_id == peer_of(vk_number)))


async def counts(talk) -> list[tuple[int, int]]:
    async with talk.database.reading() as session:
        return [(one.messages, one.calls) for one in await session.scalars(select(LiveCount))]


async def staff_chat(talk) -> None:
    await talk.write(OFFICER, "привет")
    await added(talk, STAFF_CHAT, OFFICER, sees_all=True)
    await talk.press(OFFICER, "Учительский чат")


async def test_whoever_adds_the_bot_is_asked_privately_and_the_chat_gets_registered(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk)
        await talk.write(ALIEVA, "привет")
        await added(talk, CLASS_CHAT, ALIEVA, bot_admin=True)
        [hello] = await talk.said(CLASS_CHAT)
        assert "имён и чужих показателей в чатах не пишу" in hello
        [question] = await talk.said(ALIEVA)
        assert "Я в чате «7Б родители (пример)». Что это за чат?" in question
        await talk.press(ALIEVA, "Родители, с педагогом")
        recorded, link = await talk.write(ALIEVA, "7 б")
        assert recorded.startswith("Записал: 7Б, родители, с педагогом")
        assert "Ссылку-приглашение" in link
        chat = await the_chat(talk, CLASS_CHAT)
        assert (chat.class_name, chat.kind, chat.link) == (
            "7Б",
            "parents_with_teacher",
            "https://vk.me/join/Primer000002",
        )
        async with talk.database.reading() as session:
            assert await session.scalar(select(Claim.gap)) == "no_group_chat"
        [*_, shown] = await talk.write(OFFICER, "чаты")
        assert "7Б, родители, с педагогом" in shown


async def test_without_the_right_the_link_is_asked_for_and_can_be_pasted(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk)
        await talk.write(ALIEVA, "привет")
        await added(talk, CLASS_CHAT, ALIEVA)
        await talk.press(ALIEVA, "Родители, без педагога")
        *_, asked = await talk.write(ALIEVA, "7Б")
        assert "пришлите ссылку сюда" in asked
        await talk.write(ALIEVA, "вот https://vk.me/join/Primer000002")
        [done] = await talk.press(ALIEVA, shorten("Это 7Б, родители, без педагога, «7Б родители (пример)»"))
        assert "нет ссылки" not in done
        assert (await the_chat(talk, CLASS_CHAT)).link == "https://vk.me/join/Primer000002"


async def test_somebody_elses_class_is_written_down_only_when_the_officer_agrees(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        await class_teacher(talk, "7Б")
        await talk.write(ALIEVA, "привет")
        await added(talk, CLASS_CHAT, ALIEVA)
        await talk.press(ALIEVA, "Родители, с педагогом")
        [asked] = await talk.write(ALIEVA, "9А")
        assert "9А за вами не записан" in asked
        assert (await the_chat(talk, CLASS_CHAT)).school_id is None
        [question] = (await talk.said(OFFICER))[-1:]
        assert "Алиева Марьям Ахмедовна отмечает чат «7Б родители (пример)»: 9А" in question
        assert "На это уже ответили" in (await talk.press_payload(BORISOV, {"do": "chat_wish", "id": 1, "ok": 1}))[
            0
        ] or ((await the_chat(talk, CLASS_CHAT)).school_id is None)
        [done, norm] = await talk.press(OFFICER, "Да, записать")
        assert "Напоминать классным руководителям" in norm
        assert done.startswith("Записал: 9А")
        assert "Ответственный подтвердил: 9А" in (await talk.said(ALIEVA))[-1]
        assert (await the_chat(talk, CLASS_CHAT)).class_name == "9А"
        [again] = await talk.press_payload(OFFICER, {"do": "chat_wish", "id": 1, "ok": 0})
        assert again == "На это уже ответили."


async def test_a_chat_without_a_title_is_told_by_its_size(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "привет")
        await added(talk, CLASS_CHAT, ALIEVA, title="")
        assert "новом чате без названия (4 участника)" in (await talk.said(ALIEVA))[-1]


async def test_in_a_staff_chat_only_totals_are_shown(tmp_path):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        await talk.said(STAFF_CHAT)
        [totals] = await talk.write(BORISOV, "/сводка", peer_id=STAFF_CHAT)
        assert "Сводка за 9–15 ноября" in totals
        assert "Алиева" not in totals
        [private] = await talk.write(OFFICER, "/карточка Алиевой", peer_id=STAFF_CHAT)
        assert private.startswith("В чате показываю только итоги")
        assert await talk.write(ALIEVA, "Коллеги, сводка готова?", peer_id=STAFF_CHAT) == []


async def test_in_the_staff_chat_the_day_of_a_target_is_told(tmp_path):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        await talk.write(OFFICER, "цель по звонкам 70 процентов до 15 декабря")
        await talk.said(STAFF_CHAT)
        [answer] = await talk.write(BORISOV, "/до какого числа цель по звонкам", peer_id=STAFF_CHAT)
        assert answer == "1 звонок за неделю: цель 70 % — до 15 декабря включительно, осталось 29 дней."


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("динамика", "По неделям, последняя — 9–15 ноября:"),
        ("динамика по звонкам", "• 1 звонок за неделю: "),
        ("сколько нас не позвонило", "1 звонок за неделю: "),
        ("процент по звонкам", "1 звонок за неделю: "),
        ("сколько учителей зарегистрировано", "Учителя в Сферуме: "),
        ("сколько нас", "Учителя в Сферуме: "),
        ("цели", "Цели пока не поставлены."),
        ("какие у нас цели", "Цели пока не поставлены."),
        ("сколько осталось до срока", "Срок регистрации пока не задан."),
        ("как создать чат", "1. "),
        ("что такое эжд", "ЭЖД — электронный журнал"),
    ],
)
async def test_what_holds_totals_or_steps_only_is_answered_in_the_staff_chat(tmp_path, said, told):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        await talk.said(STAFF_CHAT)
        [answer] = await talk.write(ALIEVA, f"/{said}", peer_id=STAFF_CHAT)
        assert told in answer
        assert "Алиева" not in answer
        assert "Борисов" not in answer


@pytest.mark.parametrize(
    "said",
    [
        "кто без звонка",
        "карточка Борисова",
        "отчёт",
        "звонки у Борисова",
        "все долги",
        "цель по звонкам 80 %",
        "процент по моей школе",
    ],
)
async def test_whatever_names_people_or_is_an_order_is_not_promised_but_sent_to_the_dialog(tmp_path, said):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        await talk.said(OFFICER)
        await talk.said(STAFF_CHAT)
        [answer] = await talk.write(OFFICER, f"/{said}", peer_id=STAFF_CHAT)
        assert answer.startswith("В чате показываю только итоги, без имён. Об остальном напишите мне")
        assert await talk.said(OFFICER) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("сводка за прошлую неделю", "Сводка за 2–8 ноября"),
        ("процент по звонкам за прошлую неделю", "по данным за 2–8 ноября"),
        ("динамика за прошлую неделю", "По неделям, последняя — 2–8 ноября:"),
        ("сводка за эту неделю", "Сводка за 9–15 ноября"),
        ("сводка за 26 октября – 1 ноября", "За 26 октября – 1 ноября файлов статистики нет."),
    ],
)
async def test_a_week_that_is_named_in_the_staff_chat_is_the_schools_own(tmp_path, said, told):
    """Its Monday begins before that of the program's zone."""
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        async with talk.database.writing() as session:
            school = await session.get_one(School, (await the_school(talk)).id)
            school.timezone = "Asia/Kamchatka"
            await add_load(session, school.id, "2026-W45", talk.now, rows=2)
        await talk.said(STAFF_CHAT)
        talk.now = datetime(2026, 11, 15, 9, tzinfo=UTC)
        [answer] = await talk.write(BORISOV, f"/{said}", peer_id=STAFF_CHAT)
        assert told in answer
        talk.now = datetime(2026, 11, 15, 18, tzinfo=UTC)
        [answer] = await talk.write(BORISOV, "/сводка за прошлую неделю", peer_id=STAFF_CHAT)
        assert "Сводка за 9–15 ноября" in answer


async def test_totals_are_for_the_staff_chat(tmp_path):
    async with talking(tmp_path) as talk:
        await added(talk, CLASS_CHAT, ALIEVA)
        await talk.said(CLASS_CHAT)
        [answer] = await talk.write(ALIEVA, "/динамика", peer_id=CLASS_CHAT)
        assert answer.startswith("Итоги показываю только в учительском чате школы и только её сотрудникам.")


async def test_who_works_at_another_school_gets_no_totals_of_this_one(tmp_path):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        other = await add_school(talk.database, "Гимназия № 3 (пример)")
        async with talk.database.writing() as session:
            await session.execute(update(Person).where(Person.last_name == "Алиева").values(school_id=other.id))
        await talk.said(STAFF_CHAT)
        for said in ("сводка", "динамика", "сколько осталось до срока"):
            [answer] = await talk.write(ALIEVA, f"/{said}", peer_id=STAFF_CHAT)
            assert answer.startswith("Итоги показываю только в учительском чате школы и только её сотрудникам.")


async def test_messages_and_calls_are_counted_in_numbers_and_shown_to_the_teacher(tmp_path):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        for text in ("Собрание в 18:00", "Не забудьте анкеты", "Спасибо"):
            await talk.write(ALIEVA, text, peer_id=STAFF_CHAT)
        await talk.vk.control("/sandbox/act/call", {"user_id": ALIEVA, "peer_id": STAFF_CHAT})
        await talk.listen()
        assert await counts(talk) == [(3, 1)]
        [figures] = await talk.write(ALIEVA, "мои показатели")
        assert "По данным бота на этой неделе: 3 сообщения и 1 звонок" in figures
        assert (await the_chat(talk, STAFF_CHAT)).reads_all
        text = (tmp_path / "test.db").read_bytes() + (tmp_path / "test.db-wal").read_bytes()
        assert "Не забудьте анкеты".encode() not in text


async def test_quotas_met_before_the_bots_eyes_are_not_reminded_of(tmp_path):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        for number in range(10):
            await talk.write(ALIEVA, f"Объявление {number}", peer_id=STAFF_CHAT)
        preview = (await talk.write(OFFICER, "напомнить Алиевой"))[-1]
        assert "Следующий шаг: проведите один звонок" in preview
        assert "сообщений" not in preview
        await talk.vk.control("/sandbox/act/call", {"user_id": ALIEVA, "peer_id": STAFF_CHAT})
        await talk.listen()
        assert "Напоминать некому" in (await talk.write(OFFICER, "напомнить Алиевой"))[-1]


async def test_a_repeated_event_is_counted_once(tmp_path):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        await talk.write(ALIEVA, "Собрание в 18:00", peer_id=STAFF_CHAT)
        await talk.vk.control("/sandbox/longpoll", {"repeat": 1})
        await talk.listen()
        assert await counts(talk) == [(1, 0)]


async def test_an_invitation_into_a_foreign_messenger_gets_a_private_hint_once(tmp_path):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        await talk.write(ALIEVA, "привет")
        await talk.write(ALIEVA, "Все сюда: https://chat.whatsapp.com/Primer", peer_id=STAFF_CHAT)
        assert await talk.said(ALIEVA) == []
        [on] = await talk.press(OFFICER, "Включить подсказки о мессенджерах")
        assert "включены" in on
        await talk.said(STAFF_CHAT)
        for _ in range(2):
            assert await talk.write(ALIEVA, "Все сюда: https://chat.whatsapp.com/Primer", peer_id=STAFF_CHAT) == []
        [hint] = await talk.said(ALIEVA)
        assert "WhatsApp" in hint


def test_each_messenger_of_the_order_is_recognised_by_its_invitation():
    links = {
        "Telegram": "https://t.me/+primer",
        "Viber": "https://invite.viber.com/?g2=primer",
        "WhatsApp": "chat.whatsapp.com/Primer",
        "WeChat": "https://u.wechat.com/primer",
        "Discord": "https://discord.gg/primer",
        "Microsoft Teams": "https://teams.microsoft.com/l/meetup-join/primer",
        "Skype for Business": "https://join.skype.com/primer",
        "Snapchat": "https://www.snapchat.com/add/primer",
        "Threema": "https://threema.id/PRIMER01",
    }
    assert links.keys() == INVITATIONS.keys()
    for name, link in links.items():
        assert foreign_messenger(f"Заходите: {link}!") == name
    for text in ("У нас в телеграме писали", "about.me/primer", "https://vk.me/join/Primer", "meet.me", "start.men/x"):
        assert foreign_messenger(text) is None


async def test_buttons_pressed_in_a_chat_do_nothing_there(tmp_path):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        await talk.said(STAFF_CHAT)
        payload = {"do": "summary"}
        button = {"action": {"type": "callback", "label": "x", "payload": payload}}
        await talk.vk.control(
            "/sandbox/act/press_old", {"user_id": STRANGER, "peer_id": STAFF_CHAT, "button": button["action"]}
        )
        assert await talk.answers(STAFF_CHAT) == []


async def test_a_removed_bot_leaves_quietly_and_a_stranger_registers_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        await talk.said(STAFF_CHAT)
        await talk.vk.control("/sandbox/act/remove_bot", {"user_id": OFFICER, "peer_id": STAFF_CHAT})
        await talk.listen()
        chat = await the_chat(talk, STAFF_CHAT)
        assert (chat.state, chat.state_reason) == ("off", "removed")
        await talk.vk.control("/sandbox/chats", {"id": 9, "title": "Чужой чат", "members": [STRANGER]})
        await talk.vk.control("/sandbox/act/add_bot", {"user_id": STRANGER, "peer_id": 2_000_000_009})
        await talk.listen()
        assert (await the_chat(talk, 2_000_000_009)).school_id is None
        assert await talk.said(STRANGER) == []


async def test_a_chat_that_moved_to_max_is_marked_and_told_to_the_officer(tmp_path):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        await talk.vk.control("/sandbox/refuse", {"peers": [STAFF_CHAT], "code": 993})
        await talk.write(BORISOV, "/сводка", peer_id=STAFF_CHAT)
        chat = await the_chat(talk, STAFF_CHAT)
        assert (chat.state, chat.state_reason) == ("off", "moved_to_max")
        await talk.conversations.settle()
        assert "переехал в MAX" in (await talk.said(OFFICER))[-1]


async def test_all_classes_that_lack_a_chat_are_named_in_their_order(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for number in range(1, 12):
            await add_person(talk.database, school, f"Классная Анна {number}", classes=f"{number}А, {number}Б")
        [said] = await talk.write(OFFICER, "чаты")
        named = said.partition("Не хватает чатов родителей:\n")[2].splitlines()
        assert named == [f"• {number}{letter} — обоих" for number in range(1, 12) for letter in "АБ"]


async def test_what_the_school_does_not_remind_of_is_shown_among_its_chats(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk, "7Б")
        said = await talk.write(OFFICER, "у кого нет чата родителей с педагогом")
        assert "Чего не хватает классам, покажут «чаты»." in said[0]
        assert "• 7Б — обоих" in (await talk.press(OFFICER, "Чаты"))[0]


async def test_into_a_staff_chat_the_weeks_totals_come_only_when_they_were_asked_for(tmp_path):
    """In the chat itself it was promised to speak only when spoken to."""
    friday = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        await added(talk, STAFF_CHAT, OFFICER)
        said = (await talk.press(OFFICER, "Учительский чат"))[1]
        assert "Нужны там итоги недели, без имён, — нажмите кнопку: буду присылать каждую неделю." in said
        assert await totals_at(talk, friday) == []
        chat = await the_chat(talk, STAFF_CHAT)
        await talk.press_payload(OFFICER, {"do": "chat_edit", "id": chat.id})
        [said] = await talk.press(OFFICER, "Присылать итоги каждую неделю")
        assert said == "учительский чат, «Учительская (пример)», нет ссылки-приглашения: " + (
            "итоги, без имён, присылаю туда каждую неделю."
        )
        school = await the_school(talk)
        async with talk.database.writing() as session:
            alieva = await session.scalar(select(Person.id).where(Person.last_name == "Алиева"))
            load = await add_load(session, school.id, "2026-W47", friday + timedelta(days=3))
            session.add(PersonWeek(person_id=alieva, week="2026-W47", import_id=load.id, calls=0))
        [told] = await totals_at(talk, friday + timedelta(days=7))
        assert "Сводка за 16–22 ноября" in told.replace("\u00a0", " ")
        assert "Алиева" not in told
        await talk.press_payload(OFFICER, {"do": "chat_edit", "id": chat.id})
        [said] = await talk.press(OFFICER, "Не присылать итоги в чат")
        assert said.endswith("сам итогов туда не присылаю.")


async def test_of_a_chat_that_is_known_by_its_link_alone_no_totals_are_promised(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "https://vk.me/join/Primer000009")
        [said] = await talk.press(OFFICER, "Учительский чат")
        assert said.startswith("Записал: учительский чат")
        assert "итоги" not in said
        assert "Присылать итоги каждую неделю" not in await talk.buttons(OFFICER)


async def totals_at(talk, moment: datetime) -> list[str]:
    """What the clock has written into the staff chat by then."""
    talk.now = moment
    await Clock(talk.database, lambda: moment, communities=(talk.vk.group_id,)).ring()
    async with talk.database.reading() as session:
        replies = await session.scalars(select(Reply).where(Reply.peer_id == peer_of(STAFF_CHAT)).order_by(Reply.id))
        return [one.body["text"] for one in replies if "Сводка" in one.body["text"]]
