"""The remaining paths: each word and button of the guide leads somewhere sensible."""

import pytest
from sqlalchemy import select, update

from handlers.access.requests import NOBODY_WAITS
from handlers.conversations import FAILED, Conversations
from handlers.engine.flood import FloodGate
from handlers.topics import ROUTES
from nudges.messenger import Written
from storage.tables import AuditEntry, Break, Campaign, OutboxRow, Person, Reply
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    CLASS_CHAT,
    MANAGER,
    OFFICER,
    STRANGER,
    add_person,
    class_teacher,
    talking,
    the_school,
)


async def test_dynamics_come_in_words_and_as_a_picture(tmp_path):
    async with talking(tmp_path) as talk:
        words, _ = await talk.write(OFFICER, "динамика")
        assert "Создали чаты: 2" in words
        [*_, picture] = await talk.messages(OFFICER)
        assert picture["attachments"][0]["type"] == "photo"


async def test_the_report_is_asked_about_and_comes_as_a_picture(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, "отчёт") == ["В каком виде сделать отчёт?"]
        _, ready = await talk.press(OFFICER, "Картинка")
        assert ready == "Отчёт готов."


async def test_those_who_cannot_be_written_to_are_listed_with_a_text_for_the_chat(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Новикова Нина Николаевна", registered=False)
        found, text, aloud = await talk.write(OFFICER, "с кем поговорить?")
        assert "Новикова" not in text + aloud
        assert "Новикова Нина Николаевна — не зарегистрирована" in found
        assert text.startswith("Текст для учительского чата:")
        [file] = await talk.press(OFFICER, "Файлом")
        assert "файл приложен" in file


async def test_failed_messages_are_listed_with_the_reason_and_sent_again_only_after_a_question(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "напомнить всем")
        await talk.press(OFFICER, "Отправить: 1")
        async with talk.database.writing() as session:
            await session.execute(update(OutboxRow).values(state="failed", reason="VK не принял сообщение."))
            await session.execute(update(Campaign).values(state="finished"))
        [found] = await talk.write(OFFICER, "кто не получил?")
        assert "Алиева Марьям Ахмедовна — VK не принял сообщение." in found
        assert "файл приложен" in (await talk.press(OFFICER, "Файлом"))[0]
        [question] = await talk.press(OFFICER, "Повторить неудавшиеся")
        assert "ещё раз 1 человеку" in question
        [again] = await talk.press(OFFICER, "Да, повторить")
        assert "Пробую ещё раз: 1 сообщение" in again
        [late] = await talk.press(OFFICER, "Да, повторить")
        assert "повторять некому" in late


async def test_usual_breaks_are_suggested_and_written_once(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "каникулы")
        await talk.press(OFFICER, "Взять обычные")
        [suggested] = await talk.press(OFFICER, "По четвертям")
        assert "зимние каникулы: 31 декабря 2026 – 10 января 2027" in suggested
        assert await talk.press(OFFICER, "Записать: 3") == ["Записал: 3. В эти дни никому не пишу."]
        [again] = await talk.press(OFFICER, "Записать: 3")
        assert "уже записаны" in again
        await talk.write(OFFICER, "каникулы")
        assert "Убрал" in (await talk.press(OFFICER, "Убрать 31 декабря 2026 – 10 января 2027"))[0]
        await talk.press(OFFICER, "Взять обычные")
        await talk.press(OFFICER, "По модулям")
        await talk.press(OFFICER, "Записать: 5")
        async with talk.database.reading() as session:
            titles = [one.title for one in await session.scalars(select(Break).order_by(Break.starts_on))]
        assert titles.count("зимние каникулы") == 1
        assert "февральские каникулы" in titles


async def test_waiting_requests_are_shown_again(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(STRANGER, "Чужов Степан Петрович")
        await talk.said(OFFICER)
        [request] = await talk.write(OFFICER, "заявки")
        assert "Ждёт ответа: «Чужов Степан Петрович»" in request
        await talk.press(OFFICER, "Нет, не знаю")
        assert await talk.write(OFFICER, "заявки") == [NOBODY_WAITS]


async def test_a_class_teacher_sees_the_class_and_which_chats_are_missing(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            await session.execute(update(Person).where(Person.full_name.contains("Алиева")).values(classes="7-б"))
        await talk.write(ALIEVA, "вот ссылка https://vk.me/join/Primer000002")
        await talk.press(ALIEVA, "Родители, с педагогом")
        await talk.press(ALIEVA, "7Б")
        [shown] = await talk.write(ALIEVA, "мой класс")
        assert "✓ 7Б, чат: родители, с педагогом" in shown
        assert "▫ 7Б, чат: родители, без педагога" in shown
        [nothing] = await talk.write(BORISOV, "мой класс")
        assert "класс не записан" in nothing


async def test_an_account_is_untied_only_after_a_question(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "карточка Борисова")
        [question] = await talk.press(OFFICER, "Отвязать аккаунт")
        assert "Отвязать аккаунт" in question
        await talk.press(OFFICER, "Да, отвязать")
        assert "«Дежурный»" in (await talk.write(BORISOV, "мои показатели"))[0]


async def test_the_forbidden_messengers_are_named_to_anybody(tmp_path):
    async with talking(tmp_path) as talk:
        for person in (ALIEVA, OFFICER, STRANGER):
            [answer] = await talk.write(person, "какие мессенджеры запрещены?")
            assert "Telegram, Viber, WhatsApp, WeChat, Discord" in answer


async def test_cancel_leads_out_of_any_question(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Борисова")
        assert await talk.write(OFFICER, "отмена") == ["Хорошо, оставил как было."]
        assert await talk.write(OFFICER, "отмена") == ["Отменять нечего."]
        [lost] = await talk.write(OFFICER, "до пятницы")
        assert "Не совсем понял" in lost  # of whom, and what until then, is not known: nothing is set


async def test_the_officer_sees_who_did_what_to_whom_and_the_log_itself_keeps_no_names(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Борисова до пятницы")
        await talk.write(ALIEVA, "не напоминать")
        await talk.write(OFFICER, "назначить Алиеву руководителем")
        await talk.press(ALIEVA, "Согласен")
        [_, log] = await talk.write(OFFICER, "журнал действий")
        assert f"vk.com/id{OFFICER}: исключение из напоминаний — Борисов Б. О." in log
        assert "Алиева М. А.: просьба не напоминать\n" in f"{log}\n"
        assert "Алиева М. А.: роль принята — руководитель" in log
        async with talk.database.reading() as session:
            details = [str(entry.details) for entry in await session.scalars(select(AuditEntry))]
        assert not any("Борисов" in one or "Алиева" in one for one in details)


@pytest.mark.parametrize(
    ("who", "word"), [(ALIEVA, "мои показатели"), (OFFICER, "сводка"), (STRANGER, "код с листовки")]
)
async def test_help_fits_whoever_asks(tmp_path, who, word):
    async with talking(tmp_path) as talk:
        assert word in (await talk.write(who, "что ты умеешь?"))[0]


RUBBISH = (
    {},
    {"p": "x", "id": [1], "n": None, "k": 5, "a": True, "w": "2026-W99", "page": -7},
    dict.fromkeys(("p", "id", "n", "a", "c", "m", "page"), 10**30),
    {"p": 999, "id": 999, "n": 999, "k": "x", "a": 999, "w": "2026-W99", "gap": "x", "c": 999, "sure": "yes"},
)


def _forged(who: int) -> list[Written]:
    """Every command with rubbish in its payload."""
    payloads = [{"do": code, **rubbish} for code in sorted(set(ROUTES) - {"forget_me_yes"}) for rubbish in RUBBISH]
    return [
        Written(f"{who}-{number}", who, who, "кнопка", 1_700_000_000, payload=payload)
        for number, payload in enumerate(payloads)
    ]


async def _answers_to(talk, events: list[Written]) -> list[str]:
    conversations = Conversations(talk.services, FloodGate(allowed=len(events)))
    for start in range(0, len(events), 40):
        await conversations.handle(events[start : start + 40])
    async with talk.database.reading() as session:
        return [reply.body["text"] for reply in await session.scalars(select(Reply))]


@pytest.mark.parametrize("who", [STRANGER, ALIEVA, OFFICER])
async def test_no_forged_payload_breaks_or_sends_anything(tmp_path, who):
    async with talking(tmp_path) as talk:
        answers = await _answers_to(talk, _forged(who))
        assert answers
        assert FAILED not in answers
        if who == STRANGER:
            assert not any("Алиева" in answer or "Школа №" in answer for answer in answers)
        async with talk.database.reading() as session:
            assert await session.scalar(select(OutboxRow)) is None
            assert (await session.scalars(select(Person.left_on))).all() == [None, None]


async def test_a_manager_cannot_press_an_officers_buttons(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER44"
        await talk.write(OFFICER, "назначить руководителя")
        await talk.write(MANAGER, "PRIMER44")
        for code in ("remind", "remind_yes", "stop_yes", "resume_yes", "left_yes", "dispute", "approve", "role_take"):
            answers = await talk.press_payload(MANAGER, {"do": code, "id": 1, "p": 1, "sure": "yes", "r": "accepted"})
            assert answers == ["Вы видите сводки и отчёты, а менять и рассылать может ответственный за Сферум."]


async def test_a_chats_poster_needs_its_link(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk)
        await talk.write(ALIEVA, "привет")
        await talk.vk.control("/sandbox/act/add_bot", {"user_id": ALIEVA, "peer_id": CLASS_CHAT})
        await talk.listen()
        await talk.press(ALIEVA, "Родители, без педагога")
        await talk.write(ALIEVA, "7Б")
        [answer] = await talk.press(ALIEVA, "Плакат с QR-кодом")
        assert "нужна ссылка-приглашение" in answer


async def test_leaflets_come_as_a_file_with_codes_that_work(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER55"
        await add_person(talk.database, await the_school(talk), "Чужов Степан Петрович", registered=False)
        _, ready = await talk.write(OFFICER, "листовки")
        assert "Листовка готова" in ready
        [*_, message] = await talk.messages(OFFICER)
        assert message["attachments"][0]["doc"]["ext"] == "pdf"
        assert "Степан Петрович" in (await talk.write(STRANGER, "PRIMER55"))[0]


async def test_posters_come_as_a_file(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk)
        assert "Печатать пока нечего" in (await talk.write(OFFICER, "плакаты"))[-1]
        await talk.write(ALIEVA, "https://vk.me/join/Primer000002")
        await talk.press(ALIEVA, "Родители, с педагогом")
        await talk.write(ALIEVA, "7Б")
        _, ready = await talk.press(ALIEVA, "Плакат с QR-кодом")
        assert ready == "Готово: 1 плакат."
        assert "1 плакат" in (await talk.write(OFFICER, "плакаты"))[-1]
