"""Whoever looks after several schools asks about any of them by its name, and reads in every answer which it is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from handlers.engine.menu import SCHOOL
from handlers.engine.routes import Does, Right
from handlers.topics import ROUTES
from services.occasions import report_readers
from storage.people.accounts import ensure_account
from storage.people.roles import Role, give_role
from storage.tables import Account, Claim, Exemption, Member, Person, PersonWeek, School
from tests.handlers.conversation import ALIEVA, DEPUTY, MANAGER, OFFICER, Conversation, add_person, add_school, talking
from tests.handlers.test_printing import last_file
from tests.loads import add_load

KNOWN = {"profile_active": True, "group_chats": 1, "group_messages": 12, "journal_linked": True}
OF_ALL = {"compare_schools", "schools_report"}
SECOND, THIRD, FIFTH = "Школа № 2 (пример)", "Гимназия № 3 (пример)", "Лицей № 5 (пример)"


@asynccontextmanager
async def municipal(folder: Path, role: Role = Role.MUNICIPAL) -> AsyncIterator[Conversation]:
    """Four schools, of which the last has no file; School 2 is the one that is worked with."""
    async with talking(folder) as talk:
        second = await add_school(talk.database, SECOND)
        await add_person(
            talk.database, second, "Фомина-Вторая Вера Львовна", 9_100_007, registered=False, **KNOWN, calls=0
        )
        third = await add_school(talk.database, THIRD)
        await add_person(talk.database, third, "Рябова-Третья Анна Ильинична", registered=True, **KNOWN, calls=1)
        await add_person(talk.database, third, "Кнопкина Юлия Борисовна", registered=False, **KNOWN, calls=1)
        await add_school(talk.database, FIFTH)
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", MANAGER)
            if role is Role.MUNICIPAL:
                await give_role(session, account.id, None, role, talk.now)
            for school in await session.scalars(select(School)) if role is not Role.MUNICIPAL else ():
                await give_role(session, account.id, school.id, role, talk.now)
        await talk.write(MANAGER, "школа № 2")
        yield talk


async def works_with(talk: Conversation) -> str | None:
    async with talk.database.reading() as session:
        of = select(School.name).join(Account, Account.school_id == School.id)
        return await session.scalar(of.where(Account.external_id == MANAGER))


@pytest.mark.parametrize(
    ("said", "school", "told"),
    [
        ("динамика гимназии", THIRD, "По неделям"),
        ("сводка гимназии", THIRD, "Сводка за"),
        ("сколько учителей в гимназии", THIRD, "В списке школы 2 человека"),
        ("кто не зарегистрирован в школе № 1", "Школа № 1 (пример)", "егистр"),
        ("почему у школы № 2 100 процентов по звонкам", SECOND, "1 звонок за неделю: 0"),
        ("карточка Рябовой-Третьей", THIRD, "Рябова-Третья Анна Ильинична"),
        ("что получила Рябова-Третья", THIRD, "Рябова-Третья Анна Ильинична"),
        ("сводка второй школы", SECOND, "Сводка за"),
        ("динамика лицея", FIFTH, ""),
        ("сводка", SECOND, "Сводка за"),
    ],
)
async def test_the_school_of_a_question_is_the_one_that_is_named_and_the_answer_says_it(tmp_path, said, school, told):
    async with municipal(tmp_path) as talk:
        answers = await talk.write(MANAGER, said)
        assert school in answers[0]
        assert told in answers[0]
        assert await works_with(talk) == school


async def test_whatever_is_shown_of_a_school_says_which(tmp_path):
    """Every command that shows figures, lists and papers, whose button stood under another school's answer."""
    async with municipal(tmp_path) as talk:
        shown = [one.code for one in ROUTES.values() if one.right is Right.READER and one.does is Does.SHOWS]
        assert len(shown) > 20
        async with talk.database.reading() as session:
            schools = {one.id: one.name for one in await session.scalars(select(School)) if one.name in (THIRD, FIFTH)}
        for code in sorted({*shown} - OF_ALL):
            talk.now += timedelta(minutes=1)
            for at, name in schools.items():
                told = await talk.press_payload(MANAGER, {"do": code, SCHOOL: at})
                assert told == [] or name in told[0], (code, told)


@pytest.mark.parametrize("said", ["школа гимназия", "гимназия", THIRD, "школа 3", "перейди в гимназию", "а гимназия?"])
async def test_a_school_that_is_said_alone_is_worked_with(tmp_path, said):
    async with municipal(tmp_path) as talk:
        [told] = await talk.write(MANAGER, said)
        assert told == f"Работаем со школой «{THIRD}»."
        [told, *_] = await talk.write(MANAGER, "кто без звонка")
        assert told.startswith(f"{THIRD}:\n")


async def test_a_school_that_is_none_of_theirs_is_no_reason_to_show_another(tmp_path):
    async with municipal(tmp_path) as talk:
        [told] = await talk.write(MANAGER, "сводка школы № 7")
        assert told == "Среди ваших школ такой нет: «школы № 7». С какой школой работаем?"
        [told] = await talk.write(MANAGER, "с какой школой я работаю")
        assert told == f"Сейчас — {SECOND}. С какой школой работаем?"


async def test_of_all_schools_one_indicator_is_compared(tmp_path):
    async with municipal(tmp_path) as talk:
        [told] = await talk.write(MANAGER, "сколько учителей провели звонок по школам")
        assert told.startswith("1 звонок за неделю за 9–15 ноября")
        assert f"1. {THIRD}: 2 из 2 (100 %)" in told
        [told] = await talk.write(MANAGER, "сравни школу № 1 и гимназию по звонкам")
        assert told.startswith("1 звонок за неделю за 9–15 ноября")


async def test_of_all_schools_it_is_said_how_many_in_all_and_which_have_no_file(tmp_path):
    async with municipal(tmp_path) as talk:
        [told] = await talk.write(MANAGER, "сколько всего учителей в округе")
        assert told.endswith("Всего: 3 из 5, данные есть у 3 из 4.")
        [told] = await talk.write(MANAGER, "какие школы не прислали файл")
        assert told == f"Файла за 9–15 ноября ещё нет:\n• {FIFTH}: файлов ещё не было"
        [told, _] = await talk.write(MANAGER, "динамика по всем школам")
        assert told.startswith("Сразу по всем школам сравниваю один показатель")


async def a_newer_week(talk: Conversation, of: str) -> None:
    """One school has a file of 16–22 November."""
    async with talk.database.writing() as session:
        school = await session.scalar(select(School).where(School.name == of))
        newer = (await add_load(session, school.id, "2026-W47", talk.now, rows=2)).id
        for row in await session.scalars(select(PersonWeek).join(Person).where(Person.school_id == school.id)):
            facts = {one: getattr(row, one) for one in ("registered", *KNOWN)}
            session.add(PersonWeek(person_id=row.person_id, week="2026-W47", import_id=newer, calls=1, **facts))


async def test_a_school_without_the_newest_week_stands_beside_the_others_with_its_own(tmp_path):
    async with municipal(tmp_path) as talk:
        await a_newer_week(talk, THIRD)
        [told] = await talk.write(MANAGER, "сколько всего учителей в округе")
        assert told.startswith("Учителя в Сферуме за 16–22 ноября")
        assert f"{SECOND}: 0 из 1 (0 %), за 9–15 ноября" in told
        assert f"{THIRD}: 1 из 2 (50 %)\n" in told
        assert f"{FIFTH}: нет данных" in told
        assert told.endswith("Всего: 3 из 5, данные есть у 3 из 4; у 2 школ — за более раннюю неделю.")
        asked = {"do": "compare_schools", "ind": "teachers_total", "week": "2026-W46"}
        [told] = await talk.press_payload(MANAGER, asked)
        assert told.endswith("Всего: 3 из 5, данные есть у 3 из 4.")


@pytest.mark.parametrize(
    "said",
    ["отчёт по всем школам в экселе", "сводный отчёт xlsx", "отчет по району excel", "отчёты по школам, таблицей"],
)
async def test_one_report_of_all_schools_is_made_in_the_chat(tmp_path, said):
    async with municipal(tmp_path) as talk:
        await a_newer_week(talk, THIRD)
        [told, ready] = await talk.write(MANAGER, said)
        assert told == "Готовлю отчёт по 4 школам, минутку…"
        assert ready == "Отчёт по школам готов."
        [attached] = (await talk.messages(MANAGER))[-1]["attachments"]
        assert attached["doc"]["title"] == "Отчёт по школам за 16–22 ноября 2026.xlsx"
        path = await last_file(talk, MANAGER, tmp_path)
        book = BytesIO(path.read_bytes())
        rows = [row for row in load_workbook(book)["Сравнение"].iter_rows(values_only=True) if row[0]]
        names = [row[0].replace("\u00a0", " ") for row in rows]
        assert f"{SECOND} (за 9–15 ноября)" in names
        assert THIRD in names
        assert names[-1].startswith("Всего")


async def test_a_report_of_all_schools_for_a_week_without_a_file_is_refused_as_the_comparison_is(tmp_path):
    async with municipal(tmp_path) as talk:
        [told] = await talk.write(MANAGER, "отчёт по всем школам за эту неделю в экселе")
        assert told == "За 16–22 ноября файлов статистики нет ни от одной школы."
        assert await talk.buttons(MANAGER) == ["Отчёт за последнюю неделю"]


async def test_a_report_of_all_schools_over_weeks_shows_each_in_its_newest_of_them_and_names_an_older_one(tmp_path):
    async with municipal(tmp_path) as talk:
        await a_newer_week(talk, THIRD)
        pressed = {"do": "schools_report", "f": "xlsx", "from": "2026-W45", "to": "2026-W47"}
        told, *_ = await talk.press_payload(MANAGER, pressed)
        assert told == "Готовлю отчёт по 4 школам за 9–22 ноября (у каждой — последняя неделя из них), минутку…"
        book = load_workbook(BytesIO((await last_file(talk, MANAGER, tmp_path)).read_bytes()))
        [title, *names] = [row[0].replace("\u00a0", " ") for row in book["Сравнение"].values if row[0]]
        assert title == "Сравнение школ, 16–22 ноября 2026 г."
        assert f"{SECOND} (за 9–15 ноября)" in names
        assert THIRD in names


async def test_the_municipality_gets_a_report_on_fridays_and_is_promised_no_summary(tmp_path):
    async with municipal(tmp_path) as talk:
        [told] = await talk.write(MANAGER, "присылать отчёт по пятницам xlsx")
        assert told.endswith("Хорошо, по пятницам пришлю отчёт (Excel).")
        async with talk.database.reading() as session:
            school = await session.scalar(select(School).where(School.name == SECOND))
            assert list((await report_readers(session, school)).values()) == ["xlsx"]
        [told] = await talk.press_payload(MANAGER, {"do": "summary_off"})
        assert "Сводку по пятницам я вам и так не присылаю." in told
        assert "Присылать сводку" not in await talk.buttons(MANAGER)
        [told] = await talk.press_payload(MANAGER, {"do": "summary_on"})
        assert "Сводку по пятницам присылаю ответственному, заместителю и руководителю школы." in told


async def test_who_may_create_schools_is_told_how_and_not_that_others_may(tmp_path):
    async with municipal(tmp_path) as talk:
        [told] = await talk.write(MANAGER, "создай школу Гимназия № 8")
        assert told.startswith("Школы завожу по файлу: пришлите статистику, в которой школа названа")


async def test_who_is_worst_is_asked_of_the_schools_while_none_is_chosen(tmp_path):
    async with municipal(tmp_path) as talk:
        async with talk.database.writing() as session:
            account = await session.scalar(select(Account).where(Account.external_id == MANAGER))
            account.school_id = None
        [told] = await talk.write(MANAGER, "кто хуже всех по регистрации")
        assert told.startswith("Учителя в Сферуме за 9–15 ноября")
        assert f"{FIFTH}: нет данных" in told


async def test_the_form_of_the_report_of_all_schools_is_asked_for(tmp_path):
    async with municipal(tmp_path) as talk:
        [told] = await talk.write(MANAGER, "сводный отчёт")
        assert told == "В каком виде сделать отчёт по 4 школам?"
        assert "Excel (xlsx)" in await talk.buttons(MANAGER)
        for number in range(11, 28):
            await add_school(talk.database, f"Школа № {number} (пример)")
        [told] = await talk.write(MANAGER, "сводный отчёт")
        assert told == "В каком виде сделать отчёт по 21 школе?"


async def test_somebody_who_is_in_none_of_the_schools_is_looked_for_in_all(tmp_path):
    async with municipal(tmp_path) as talk:
        [told] = await talk.write(MANAGER, "карточка Неизвестнова")
        assert "ни в одной из ваших школ" in told


async def test_whom_nobody_reminds_is_shown_to_who_reads_without_the_reason(tmp_path):
    async with municipal(tmp_path) as talk:
        async with talk.database.writing() as session:
            person = await session.scalar(select(Person).where(Person.last_name == "Фомина-Вторая"))
            session.add(Exemption(person_id=person.id, reason="больничный", starts_on=talk.now.date(), ends_on=None))
        [told] = await talk.write(MANAGER, "кого не тревожим")
        assert told == f"{SECOND}:\nНе тревожим:\n• Фомина-Вторая Вера Львовна"


async def test_each_of_several_schools_that_are_named_is_shown(tmp_path):
    async with municipal(tmp_path) as talk:
        told = await talk.write(MANAGER, "сколько учителей в школе № 2 и в гимназии")
        assert [one.splitlines()[0] for one in told] == [f"{SECOND}:", f"{THIRD}:"]


async def test_a_button_stays_with_the_school_under_whose_answer_it_stood(tmp_path):
    async with municipal(tmp_path) as talk:
        await talk.write(MANAGER, "сколько учителей в гимназии")
        await talk.write(MANAGER, "школа № 2")
        [told, *_] = await talk.press(MANAGER, "Показать списком")
        assert told.startswith(f"{THIRD}:\n")
        assert "Кнопкина" in told


async def test_the_words_are_answered_for_the_school_that_is_chosen_then(tmp_path):
    async with municipal(tmp_path) as talk:
        async with talk.database.writing() as session:
            account = await session.scalar(select(Account).where(Account.external_id == MANAGER))
            account.school_id = None
        [told] = await talk.write(MANAGER, "сколько учителей")
        assert told == "С какой школой работаем?"
        [told] = await talk.press(MANAGER, THIRD)
        assert told.startswith(f"{THIRD}:\nВ списке школы 2 человека")


async def test_a_deed_that_is_shown_first_says_at_which_school_and_is_done_there(tmp_path):
    async with municipal(tmp_path, Role.OFFICER) as talk:
        [told] = await talk.write(MANAGER, "поставь цель 80 по звонкам в гимназии")
        assert told.startswith(f"{THIRD}:\nПонял так: Поставить цель")
        await talk.write(MANAGER, "сводка школы № 2")
        told = await talk.press(MANAGER, "Да")
        assert told[0].startswith(f"{THIRD}:\n")
        [told] = await talk.write(MANAGER, "карточка Алиевой в гимназии")
        assert told.startswith(f"{THIRD}:\nНе нашёл такого человека")


async def test_an_officer_of_several_is_told_at_which_school_somebody_asks_and_answers_there(tmp_path):
    async with municipal(tmp_path, Role.OFFICER) as talk:
        await talk.write(ALIEVA, "это ошибка, у меня 22 сообщения")
        told = await talk.said(MANAGER)
        assert told[-1].startswith("Школа № 1 (пример):\n")
        assert "Алиева" in told[-1]
        told = await talk.press(MANAGER, "Данные верны")
        assert told[0].startswith("Школа № 1 (пример):\n")
        told = await talk.write(MANAGER, "Кнопкиной пишите после 15")
        assert told[0].startswith(f"{THIRD}:\n")


async def test_what_an_officer_of_two_schools_passes_on_is_kept_as_it_was_said(tmp_path):
    async with municipal(tmp_path, Role.OFFICER) as talk:
        told = await talk.write(MANAGER, "передай всем, что в гимназии завтра семинар")
        assert any("гимназии завтра семинар" in one for one in told)
        assert await works_with(talk) == SECOND
        told = await talk.write(MANAGER, "исключить Кнопкину до 12.12")
        assert told[0].startswith(f"{THIRD}:\nХорошо, не тревожу Кнопкину")


async def test_an_announcement_about_a_report_is_no_order_of_one(tmp_path):
    async with municipal(tmp_path, Role.OFFICER) as talk:
        told = await talk.write(MANAGER, "передай всем, что общий отчёт сдаём завтра")
        assert any("«Общий отчёт сдаём завтра»" in one for one in told)
        await talk.write(MANAGER, "объявление всем")
        told = await talk.write(MANAGER, "Сдаём общий отчёт завтра")
        assert any("«Сдаём общий отчёт завтра»" in one for one in told)


async def test_cancel_right_after_a_deed_is_about_the_school_where_it_was_done(tmp_path):
    async with municipal(tmp_path, Role.OFFICER) as talk:
        await talk.write(MANAGER, "Фомину-Вторую исключить до 12.12")
        talk.now += timedelta(minutes=1)
        await talk.write(MANAGER, "исключить Кнопкину до 12.12")
        await talk.write(MANAGER, "школа № 2")
        [told] = await talk.write(MANAGER, "отмени")
        assert told.startswith(f"{THIRD}:\n")
        assert "Кнопкина" in told


async def test_whoever_gives_codes_out_withdraws_one_by_its_letters_and_takes_no_role_by_it(tmp_path):
    async with municipal(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER22"
        await talk.write(MANAGER, "назначить ответственного")
        assert "Отозвал: код PR…" in (await talk.write(MANAGER, "отозвать код PRIMER22"))[0]


async def test_whoever_waits_at_another_of_ones_schools_is_told_of(tmp_path):
    async with municipal(tmp_path, Role.OFFICER) as talk:
        await talk.write(9_100_005, "Рябова-Третья Анна Ильинична")
        await talk.said(MANAGER)
        here, there = await talk.write(MANAGER, "заявки")
        assert here.startswith(f"{SECOND}:\nНикто не ждёт ответа.")
        assert there == f"Ждут ответа и в других ваших школах: {THIRD} — 1."
        [shown, *_] = await talk.press(MANAGER, THIRD)
        assert shown.startswith(f"{THIRD}:\nЖдёт ответа: «Рябова-Третья Анна Ильинична»")
        async with talk.database.writing() as session:
            person = await session.scalar(select(Person).where(Person.last_name == "Кнопкина"))
            session.add(Claim(person_id=person.id, week="2026-W46", gap="no_call", kind="mistake", at=talk.now))
        await talk.write(MANAGER, "школа № 2")
        here, there = await talk.write(MANAGER, "ошибки")
        assert "Сообщений об ошибках без ответа нет." in here
        assert there == f"Ждут ответа и в других ваших школах: {THIRD} — 1."
        [shown, *_] = await talk.press(MANAGER, THIRD)
        assert "Кнопкина" in shown


async def test_a_name_of_no_list_is_asked_about_once_and_declined_by_each_officer_for_their_schools(tmp_path):
    async with municipal(tmp_path, Role.OFFICER) as talk:
        other = await add_school(talk.database, "Школа № 8 (пример)")
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", DEPUTY)
            await give_role(session, account.id, other.id, Role.OFFICER, talk.now)
        asked = await talk.write(9_100_005, "Неизвестнова Инна Ивановна")
        assert asked[-1].startswith("Спасибо! Передал ответственному")
        read = await talk.write(MANAGER, "заявки")
        assert not any("в других ваших школах" in one for one in read)
        [once] = [one for one in read if "Ко мне просится" in one]
        assert once.startswith("Ко мне просится «Неизвестнова Инна Ивановна»")
        [said] = await talk.press(MANAGER, "Нет, не знаю")
        assert said.endswith("Хорошо, не пускаю. Просьбу ещё видят другие школы.")
        [nobody] = await talk.write(MANAGER, "заявки")
        assert "Никто не ждёт ответа" in nobody
        *_, waits = await talk.write(DEPUTY, "заявки")
        assert "Неизвестнова" in waits


async def test_of_a_name_on_two_lists_each_school_answers_for_itself(tmp_path):
    async with municipal(tmp_path, Role.OFFICER) as talk:
        async with talk.database.reading() as session:
            schools = {one.name: one for one in await session.scalars(select(School))}
        await add_person(talk.database, schools[SECOND], "Рябова-Третья Анна Ильинична", **KNOWN, calls=1)
        await talk.write(9_100_005, "Рябова-Третья Анна Ильинишна")
        here, there = [one for one in await talk.said(MANAGER) if "Ко мне просится" in one]
        assert (here.splitlines()[0], there.splitlines()[0]) == (f"{SECOND}:", f"{THIRD}:")
        assert await talk.buttons(MANAGER) == ["Да, это Рябова-Третья Анна Ильинична", "Нет, не знаю"]
        [said] = await talk.press(MANAGER, "Нет, не знаю")
        assert "Просьбу ещё видят другие школы" in said
        await talk.write(MANAGER, "школа гимназия")
        nobody, there = await talk.write(MANAGER, "заявки")
        assert "Никто не ждёт ответа" in nobody
        assert there == f"Ждут ответа и в других ваших школах: {SECOND} — 1."


async def test_a_school_is_named_by_its_place_alone_where_nobody_is_called_so(tmp_path):
    async with municipal(tmp_path, Role.OFFICER) as talk:
        place = await add_school(talk.database, "Озёрская ООШ (пример)")
        await add_person(talk.database, place, "Озёрная Лилия Тагировна", registered=False)
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", MANAGER)
            await give_role(session, account.id, place.id, Role.OFFICER, talk.now)
        [told, *_] = await talk.write(MANAGER, "озёрская сводка")
        assert "Озёрская ООШ (пример)" in told
        assert await talk.write(MANAGER, "школа № 2") == [f"Работаем со школой «{SECOND}»."]
        assert await talk.write(MANAGER, "Озёрская") == ["Работаем со школой «Озёрская ООШ (пример)»."]
        await talk.write(MANAGER, "школа № 2")
        [told, *_] = await talk.write(MANAGER, "роли озёрская")
        assert told.startswith("Озёрская ООШ (пример):\nДоступ есть у:")
        await talk.write(MANAGER, "школа № 2")
        await add_person(talk.database, place, "Озёрская Анна Павловна", registered=False)
        [told, *_] = await talk.write(MANAGER, "карточка Озёрской")
        assert "Озёрская Анна Павловна" in told


async def test_days_off_of_a_school_are_not_called_by_the_school_nor_kept_at_another(tmp_path):
    async with municipal(tmp_path, Role.OFFICER) as talk:
        [told] = await talk.agree(MANAGER, "карантин в гимназии 10 и 11 декабря")
        assert told == f"{THIRD}:\nЗаписал: карантин, 10–11 декабря 2026. В эти дни никому не пишу."


async def test_whoever_has_one_school_is_told_that_another_is_none_of_theirs(tmp_path):
    async with talking(tmp_path) as talk:
        first, second, *_ = await talk.write(OFFICER, "сводка по гимназии")
        assert first == "Показываю вашу школу, «Школа № 1 (пример)»: «гимназии» среди ваших нет."
        assert "Сводка за" in second
        [told] = await talk.agree(OFFICER, "карантин в школе с 10 по 11 декабря")
        assert told == "Записал: карантин, 10–11 декабря 2026. В эти дни никому не пишу."


@pytest.mark.parametrize(
    "asks", [f"назначить id{ALIEVA} управлением образования", f"назначь vk.com/id{ALIEVA} в управление"]
)
async def test_the_municipality_names_a_colleague_at_all_its_schools_by_one_question(tmp_path, asks):
    async with municipal(tmp_path) as talk:
        await talk.said(OFFICER)
        [told] = await talk.write(MANAGER, asks)
        assert f"Предложил: vk.com/id{ALIEVA}, в 4 школах." in told
        [asked] = await talk.said(ALIEVA)
        assert "роль «управление образования» в 4 школах" in asked
        await talk.press(ALIEVA, "Согласен")
        async with talk.database.reading() as session:
            held = select(Member).join(Account, Account.id == Member.account_id)
            held = held.where(Account.external_id == ALIEVA, Member.confirmed_at.is_not(None))
            assert [one.role for one in await session.scalars(held)] == ["municipal"] * 4
        [heard] = await talk.said(OFFICER)
        assert "роль «управление образования» принята" in heard


async def test_what_was_offered_to_a_colleague_is_withdrawn_together_and_no_other_role_may_be_given(tmp_path):
    async with municipal(tmp_path) as talk:
        await talk.write(MANAGER, "школа № 1")
        [told] = await talk.write(MANAGER, f"назначить id{ALIEVA} заместителем")
        assert "роли и коды теперь раздаёт он" in told
        await talk.write(MANAGER, f"назначить id{ALIEVA} управлением образования")
        [told] = await talk.press(MANAGER, "Отозвать приглашение")
        assert "Отозвал: управление образования" in told
        async with talk.database.reading() as session:
            assert (await session.scalars(select(Member).where(Member.confirmed_at.is_(None)))).all() == []
