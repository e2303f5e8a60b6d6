"""What people who have just met the bot do with it: two names at once, a typed «да», a word of thanks."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from handlers.access.my_data import FIGURES_SEEN_BY
from storage.people.accounts import ensure_account
from storage.people.roles import Role, give_role
from storage.tables import Exemption, OutboxRow, Person
from tests.handlers.conversation import (
    ALIEVA,
    MANAGER,
    MONDAY,
    OFFICER,
    STRANGER,
    Conversation,
    add_person,
    talking,
    the_school,
)
from tests.handlers.test_files import LIST, send


async def exemptions(talk) -> list[str]:
    async with talk.database.reading() as session:
        return list(await session.scalars(select(Exemption.reason).order_by(Exemption.id)))


async def resting(talk) -> list[tuple[str, str, str]]:
    async with talk.database.reading() as session:
        found = await session.execute(
            select(Person.last_name, Exemption.reason, Exemption.ends_on)
            .join(Person, Person.id == Exemption.person_id)
            .order_by(Person.last_name)
        )
        return [(name, reason, f"{ends_on}") for name, reason, ends_on in found]


@pytest.mark.parametrize(
    "text",
    [
        "исключить Алиеву и Борисова до 12.01 отпуск",
        "исключить Алиеву Марьям, Борисова Б.О. до 12.01 отпуск",
        "не трогай Алиеву, а также Борисова до 12 января, отпуск",
        "Алиева и Борисов в отпуске до 12.01",
    ],
)
async def test_several_people_are_left_in_peace_by_one_command_and_named_in_one_answer(tmp_path, text):
    async with talking(tmp_path) as talk:
        [answer] = await talk.agree(OFFICER, text)
        assert answer == (
            "Хорошо, не тревожу до 12 января включительно (отпуск):\n"
            "• Алиеву Марьям Ахмедовну\n• Борисова Бориса Олеговича"
        )
        assert await resting(talk) == [("Алиева", "отпуск", "2027-01-12"), ("Борисов", "отпуск", "2027-01-12")]
        [back] = await talk.press(OFFICER, "Вернуть")
        assert back.splitlines() == [
            "Алиева Марьям Ахмедовна: снова в напоминаниях.",
            "Борисов Борис Олегович: снова в напоминаниях.",
        ]
        assert await resting(talk) == []


async def test_of_several_each_is_told_whether_anything_changed(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Борисова до 12.01 отпуск")
        [answer] = await talk.write(OFFICER, "исключить Алиеву и Борисова до 12.01 отпуск")
        assert answer.splitlines()[1:] == ["• Алиеву Марьям Ахмедовну", "• Борисова Бориса Олеговича — так и было"]
        await talk.write(OFFICER, "вернуть Алиеву")
        [answer] = await talk.write(OFFICER, "вернуть Алиеву и Борисова")
        assert answer.splitlines() == [
            "Алиева Марьям Ахмедовна: и так получает напоминания.",
            "Борисов Борис Олегович: снова в напоминаниях.",
        ]


async def test_several_without_a_day_are_asked_about_together(tmp_path):
    async with talking(tmp_path) as talk:
        [question] = await talk.write(OFFICER, "исключить Алиеву и Борисова")
        assert "не тревожить Алиеву Марьям Ахмедовну и Борисова Бориса Олеговича" in question
        await talk.write(OFFICER, "до 12.01 больничный")
        assert [name for name, *_ in await resting(talk)] == ["Алиева", "Борисов"]
        await talk.write(OFFICER, "исключить Алиеву и Борисова")
        [answer] = await talk.press(OFFICER, "на неделю")
        assert "• Борисова Бориса Олеговича" in answer


async def test_nobody_is_left_in_peace_while_one_of_those_named_is_in_doubt(tmp_path):
    async with talking(tmp_path) as talk:
        for name in ("Магомедова Зарема Алиевна", "Магомедова Заира Алиевна"):
            await add_person(talk.database, await the_school(talk), name)
        for text, said in (
            ("исключить Алиеву и Иксова до 12.01", "Не нашёл, кто это: «Иксова"),
            ("исключить Алиеву, Иксова до 12.01", "Не нашёл, кто это: «Иксова"),
            ("скажи Ковалёвой, пусть подойдёт", "Не нашёл, кто это: «Ковалёвой"),
            ("исключить всех кроме Иксова до 12.01", "кого не считать: «Иксова"),
            ("исключить Алиеву и Магомедову до 12.01", "Магомедова Заира Алиевна или Магомедова Зарема Алиевна"),
            ("исключить Алиеву и Барисова до 12.01", "Не понял, о ком речь: Борисов Борис Олегович?"),
            ("исключить Алиеву до 12.01 и Борисова", "Не понял, что к кому относится"),
        ):
            [answer] = await talk.write(OFFICER, text)
            assert said in answer, text
        await talk.write(OFFICER, "исключить Алиеву")
        [answer] = await talk.write(OFFICER, "до 12.01, Борисова тоже")
        assert "Не понял, что к кому относится" in answer
        assert await exemptions(talk) == []


async def test_each_of_two_is_left_in_peace_until_their_own_day(tmp_path):
    async with talking(tmp_path) as talk:
        answer, question = await talk.write(OFFICER, "исключить Алиеву до 12.01, Борисова до 15.01")
        assert "Алиеву Марьям Ахмедовну до 12 января" in answer
        assert "Борисова Бориса Олеговича, по 15 января" in question
        await talk.press(OFFICER, "Да")
        assert await resting(talk) == [
            ("Алиева", "по решению ответственного", "2027-01-12"),
            ("Борисов", "по решению ответственного", "2027-01-15"),
        ]


async def test_and_is_not_read_as_an_initial(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Петрова Анна Ильинична")
        [answer] = await talk.write(OFFICER, "исключить Петрову и Борисова до 12.01 курсы")
        assert answer.splitlines()[1:] == ["• Петрову Анну Ильиничну", "• Борисова Бориса Олеговича"]
        [card] = await talk.write(OFFICER, "карточка петрова а и")
        assert card.startswith("Петрова Анна Ильинична")


async def test_a_comma_before_the_reason_names_nobody_else(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву, больничный и отпуск, до 12.01")
        assert await resting(talk) == [("Алиева", "больничный", "2027-01-12")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("исключить Алиеву на больничном неделю", [("2026-11-16", "2026-11-22")]),
        ("исключить Алиеву с понедельника две недели отпуск", [("2026-11-23", "2026-12-06")]),
        ("исключить Алиеву с завтрашнего дня месяц отпуск", [("2026-11-17", "2026-12-16")]),
        ("исключить Алиеву с понедельника на неделю отпуск", [("2026-11-23", "2026-11-29")]),
        ("исключить Алиеву до двенадцатого января отпуск", [("2026-11-16", "2027-01-12")]),
        ("исключить Алиеву во вторник и в четверг курсы", [("2026-11-17", "2026-11-17"), ("2026-11-19", "2026-11-19")]),
    ],
)
async def test_days_of_an_exemption_are_kept_as_they_were_said(tmp_path, text, days):
    async with talking(tmp_path) as talk:
        assert "не тревожу Алиеву" in (await talk.write(OFFICER, text))[0]
        async with talk.database.reading() as session:
            found = await session.scalars(select(Exemption).order_by(Exemption.starts_on))
            assert [(f"{one.starts_on}", f"{one.ends_on}") for one in found] == days


async def test_a_day_that_no_calendar_has_is_asked_about(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(OFFICER, "исключить Алиеву с 3 по 40 декабря отпуск")
        assert answer.startswith("Не понял, какие это дни: «с 3 по 40 декабря».")
        assert await exemptions(talk) == []


async def test_a_long_list_of_those_left_in_peace_says_how_many_more_there_are(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        people = [await add_person(talk.database, school, f"Пример Анна {number:02}") for number in range(32)]
        async with talk.database.writing() as session:
            for person_id in people:
                session.add(Exemption(person_id=person_id, reason="отпуск", starts_on=talk.now.date()))
        [listed] = await talk.write(OFFICER, "исключить")
        assert listed.count("•") == 30
        assert "\n…и ещё 2\n" in listed


async def test_everybody_comes_back_only_after_a_button_that_names_them(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, "верни всех") == [
            "Сейчас никто не освобождён от напоминаний: возвращать некого."
        ]
        await talk.write(OFFICER, "исключить Алиеву до 12.01 отпуск")
        [question] = await talk.write(OFFICER, "верни всех")
        assert question.endswith("Это 1 человек:\n• Алиева Марьям Ахмедовна: отпуск, до 12 января")
        assert len(await exemptions(talk)) == 1
        await talk.write(OFFICER, "исключить Борисова до 12.01 отпуск")
        await talk.write(OFFICER, "верни всех")
        await talk.press_payload(OFFICER, {"do": "restore_all", "n": 1})  # the older question's button
        assert len(await exemptions(talk)) == 2
        assert await talk.press(OFFICER, "Да, вернуть всех") == ["Вернул в напоминания: 2 человека."]
        assert await exemptions(talk) == []


@pytest.mark.parametrize("ids", ["", "x", "-1,²,99999999999999999999", ","])
async def test_a_forged_list_of_people_harms_nobody(tmp_path, ids):
    async with talking(tmp_path) as talk:
        await talk.press_payload(OFFICER, {"do": "exempt", "ps": ids, "rest": "до 12.01"})
        await talk.press_payload(OFFICER, {"do": "restore", "ps": ids})
        assert await exemptions(talk) == []


async def test_a_reason_is_kept_as_a_usual_word_or_as_it_was_written(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Мартова Марта Марковна")
        await talk.write(OFFICER, "исключить Алиеву до 8 марта по семейным обстоятельствам")
        await talk.write(OFFICER, "исключить Борисова до 12.01 учёба в институте")
        [asked] = await talk.write(OFFICER, "исключить Мартову до 12.01 ведёт олимпиаду")
        assert asked == ("Не тревожить Мартову Марту Марковну до 12 января включительно, причина — «ведёт олимпиаду»?")
        await talk.press(OFFICER, "Да")
        assert await exemptions(talk) == ["семейные обстоятельства", "учёба", "ведёт олимпиаду"]


async def test_whoever_is_not_written_to_has_their_own_reason_and_not_a_colleagues(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "уволить Алиеву")
        await talk.press(OFFICER, "Да, больше не работает")
        [answer] = await talk.write(OFFICER, "напомнить Борисову")
        assert "Борисову Борису Олеговичу сообщения не будет — по этим данным напоминать не о чем" in answer
        [everybody] = await talk.write(OFFICER, "напомнить всем")
        assert everybody.startswith("Напоминать некому:\n• ")


async def test_namesakes_of_a_doubtful_row_are_told_apart_by_their_classes(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for classes in ("5А", "7Б"):
            await add_person(talk.database, school, "Константинопольская Александра Владимировна", classes=classes)
        table = "За 16.11.2026–22.11.2026\nФИО;Звонков\nКонстантинопольская Александра Владимировна;5\n"
        await send(talk, OFFICER, "Статистика.csv", table.encode())
        await talk.press(OFFICER, "Уточнить людей")
        [*_, question] = await talk.messages(OFFICER)
        labels = [button["action"]["label"] for row in question["keyboard"]["buttons"] for button in row]
        assert sorted(label[-4:] for label in labels[:2]) == [", 5А", ", 7Б"]


async def test_who_sees_the_figures_is_said_alike_in_both_places(tmp_path):
    async with talking(tmp_path) as talk:
        [hello] = await talk.write(ALIEVA, "начать")
        [mine] = await talk.write(ALIEVA, "мои данные")
        assert FIGURES_SEEN_BY in hello
        assert FIGURES_SEEN_BY in mine


async def test_why_somebody_is_left_in_peace_is_not_for_the_manager(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            alieva = await session.scalar(select(Person.id).where(Person.full_name.startswith("Алиева")))
            session.add(Exemption(person_id=alieva, reason="больничный", starts_on=MONDAY.date() - timedelta(30)))
            account = await ensure_account(session, "vk", MANAGER)
            await give_role(session, account.id, (await the_school(talk)).id, Role.MANAGER, MONDAY)
        for text in ("карточка Алиевой", "без звонка"):
            [officers], [managers] = await talk.write(OFFICER, text), await talk.write(MANAGER, text)
            assert "больничный" in officers
            assert "больничный" not in managers
            assert "не тревожим" in managers.lower()
        assert "больничный" in await list_file(talk, OFFICER)
        assert "больничный" not in await list_file(talk, MANAGER)


async def list_file(talk: Conversation, user_id: int) -> str:
    await talk.press(user_id, "Файлом")
    [*_, last] = await talk.messages(user_id)
    async with talk.vk.http.get(last["attachments"][0]["doc"]["url"]) as answer:
        book = load_workbook(BytesIO(await answer.read()))
    return str(list(book.active.iter_rows(values_only=True)))


async def test_a_question_or_a_command_does_not_become_the_schools_name(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.press_payload(OFFICER, {"do": "wizard"})
        for text in ("что?", "ну да", "...", "спасибо!"):
            [hint] = await talk.write(OFFICER, text)
            assert "Напишите название одной строкой" in hint
            assert (await the_school(talk)).name == "Школа № 1 (пример)"
        [settings] = await talk.write(OFFICER, "настройки")
        assert settings.startswith("Настройки школы")
        assert (await the_school(talk)).name == "Школа № 1 (пример)"
        *_, second = await talk.write(OFFICER, "Школа № 5 (пример)")
        assert "2 из 6" in second
        assert (await the_school(talk)).name == "Школа № 5 (пример)"


async def test_a_buttons_words_may_be_typed_under_the_question_that_waits(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        [done] = await talk.write(OFFICER, "Загрузить")
        assert "Загрузил" in done
        await talk.write(OFFICER, "напомнить всем")
        assert "никому ничего не отправляю" in (await talk.write(OFFICER, "нет"))[0]
        [preview] = await talk.write(OFFICER, "напомнить всем")
        assert "Отправляем?" in preview
        assert "Готово" in (await talk.write(OFFICER, "отправить"))[0]


async def test_a_bare_yes_answers_the_newest_question_only_and_lets_nobody_in(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "напомнить всем")
        await talk.write(STRANGER, "Новикова Нина Николаевна")
        await talk.said(OFFICER)
        [answer] = await talk.write(OFFICER, "да")
        assert "Не совсем понял" in answer
        async with talk.database.reading() as session:
            assert (await session.scalars(select(OutboxRow))).all() == []


async def test_a_role_is_taken_up_by_a_typed_yes(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, f"назначить id{MANAGER} руководителем")
        assert "Вам предлагают роль" in (await talk.said(MANAGER))[-1]
        assert "Теперь вы" in (await talk.write(MANAGER, "да"))[0]


async def test_an_officer_hears_of_a_role_that_is_declined_and_the_log_keeps_it(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, f"назначить id{MANAGER} руководителем")
        said = await talk.press(MANAGER, "Нет")
        assert said[-1] == "Хорошо, роль не принимаю. Ответственному передам."
        assert (await talk.said(OFFICER))[-1].endswith("от роли «руководитель» отказ. Предложить другому — «роли».")
        assert "от роли отказались" in (await talk.write(OFFICER, "журнал действий"))[0]


async def test_a_file_sent_amid_the_wizard_ends_with_the_way_back_to_it(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.press_payload(OFFICER, {"do": "wizard"})
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        [done] = await talk.press(OFFICER, "Загрузить")
        assert "Настройка школы не закончена" in done
        assert "1 из 6" in (await talk.press(OFFICER, "Настроить"))[0]


async def test_thanks_are_answered_shortly_and_a_teachers_greeting_brings_their_figures(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(ALIEVA, "Спасибо большое!") == ["Пожалуйста! Рад помочь."]
        [figures] = await talk.write(ALIEVA, "Здравствуйте")
        assert "Ваши показатели" in figures
        assert await talk.write(OFFICER, "Здравствуйте") == ["Здравствуйте! Рад вас видеть."]
        assert "Ваши показатели" in (await talk.press(ALIEVA, "Мои показатели"))[0]
        assert await talk.write(OFFICER, "спасибо") == ["Пожалуйста! Рад помочь."]
        for untrue in ("спасибо, что напомнил всем", "спасибо что всем написал", "ты отправил напоминания?"):
            assert await talk.write(OFFICER, untrue) == ["Рассылок ещё не было."], untrue
        assert "Напомнить всем, у кого" in (await talk.write(OFFICER, "кто получит напоминание"))[0]
        await talk.write(OFFICER, "отмена")
        assert "Сводка за" in (await talk.press(OFFICER, "Сводка"))[0]
