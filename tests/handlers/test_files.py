"""An officer sends a statistics file and sees how it was understood before anything is written."""

import asyncio
import base64
import shutil
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from storage.dialogs.dialogues import file_waiting
from storage.dialogs.errands import add_errand
from storage.tables import Account, Dialogue, Person, PersonWeek
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    OFFICER,
    STRANGER,
    Conversation,
    add_person,
    add_school,
    talking,
    the_school,
)
from tests.spreadsheets import summary_of, workbook
from tests.storage.imports.lists import bring_in

LIST = f"""Статистика за 16.11.2026–22.11.2026
id;ФИО;Зарегистрирован;Создано чатов;Сообщений в чатах;Звонков
{ALIEVA};Алиева Марьям Ахмедовна;да;1;11;0
{BORISOV};Борисов Борис Олегович;да;2;3;1
;Новикова Нина Николаевна;нет;0;0;0
"""


async def send(talk: Conversation, user_id: int, name: str, content: bytes) -> list[str]:
    coded = base64.b64encode(content).decode()
    await talk.vk.control("/sandbox/act/document", {"user_id": user_id, "name": name, "content_base64": coded})
    return await talk.answers(user_id)


async def count_facts(talk: Conversation) -> int:
    async with talk.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(PersonWeek).where(PersonWeek.week == "2026-W47"))


async def test_a_file_is_explained_and_written_only_after_the_button(tmp_path):
    async with talking(tmp_path) as talk:
        _, preview = await send(talk, OFFICER, "Статистика.csv", LIST.encode("cp1251"))
        assert "«Сообщений в чатах» → Сообщений в групповых чатах за неделю" in preview
        assert "3 человека, знакомых 2, новых 1" in preview
        assert "16–22 ноября 2026" in preview
        assert await count_facts(talk) == 0
        [done] = await talk.press(OFFICER, "Загрузить")
        assert "Загрузил за 16–22 ноября: 3 человека, новых 1" in done
        assert await count_facts(talk) == 3
        summary, _ = await talk.press(OFFICER, "Сводка")
        assert "Сводка за 16–22 ноября" in summary
        assert not list((tmp_path / "files").iterdir())


@pytest.mark.parametrize(
    "meanwhile",
    [
        ["а почему нет звонков?"],
        ["исключить Алиеву", "до 1 декабря больничный"],
        ["напомнить всем"],
        ["настройки", "часы"],
    ],
)
async def test_a_file_waits_for_its_button_whatever_is_asked_meanwhile(tmp_path, meanwhile):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        for said in meanwhile:
            await talk.write(OFFICER, said)
        await talk.restart()
        [done] = await talk.press(OFFICER, "Загрузить")
        assert "Загрузил за 16–22 ноября: 3 человека" in done
        assert not list((tmp_path / "files").iterdir())


async def test_a_file_that_goes_by_a_typed_word_is_said_to_be_gone(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        await talk.write(OFFICER, "объявление")
        assert await talk.write(OFFICER, "отмена") == ["Хорошо, оставил как было."]
        assert await talk.write(OFFICER, "отмена") == ["Хорошо, ничего не загружаю. Файл удалил."]
        assert not list((tmp_path / "files").iterdir())


async def test_a_list_and_a_summary_in_one_workbook_are_counted_apart(tmp_path):
    people = [["Статистика за 16.11.2026–22.11.2026"], ["id", "ФИО", "Зарегистрирован", "Звонков"]]
    people += [[ALIEVA, "Алиева Марьям Ахмедовна", "да", 0], [BORISOV, "Борисов Борис Олегович", "да", 1]]
    async with talking(tmp_path) as talk:
        _, preview = await send(
            talk, OFFICER, "Две.xlsx", workbook(people, summary_of("16.11.2026–22.11.2026", "2 из 2", "1 из 2"))
        )
        assert "2 человека, знакомых 2.\nЕсть в файле и показатели школы:\n" in preview
        assert "\n• Учителя в Сферуме: 2 из 2\n• 1 звонок за неделю: 1 из 2" in preview
        [done] = await talk.press(OFFICER, "Загрузить")
        assert done.startswith("Загрузил за 16–22 ноября: 2 человека. Показатели школы взял оттуда же: 2. Сам файл")


async def test_a_surname_without_its_dots_is_no_new_name_and_rows_not_taken_are_told(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for dotted in ("Ёжова Елена Ильинична", "Ежова Елена Ильинична"):
            head = "Статистика за 16.11.2026–22.11.2026\nФИО;Зарегистрирован;Звонков\n"
            await send(talk, OFFICER, "С.csv", f"{head}Борисов Борис Олегович;да;1\n{dotted};да;1\n".encode())
            await talk.press(OFFICER, "Загрузить")
        async with talk.database.reading() as session:
            names = await session.scalars(select(Person.full_name).where(Person.school_id == school.id))
            assert [one for one in names if "жова" in one] == ["Ёжова Елена Ильинична"]


async def test_a_file_is_read_once_in_one_child_process(tmp_path, monkeypatch):
    started: list[str] = []
    real = asyncio.create_subprocess_exec

    async def start(*command: Any, **options: Any) -> Any:
        started.append(next(str(word) for word in command if str(word).startswith("indicators.")))
        return await real(*command, **options)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", start)
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        await talk.restart()
        await talk.press(OFFICER, "Загрузить")
        assert await count_facts(talk) == 3
        assert started == ["indicators.file"]
        await send(talk, OFFICER, "Каникулы.csv", "Осенние каникулы;26.10.2026;01.11.2026\n".encode())
        assert started == ["indicators.file"] * 2


async def test_a_file_that_came_to_another_machine_is_asked_for_once_more(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        for folder in (tmp_path / "files").iterdir():
            shutil.rmtree(folder)
        [told] = await talk.press(OFFICER, "Загрузить")
        assert told.startswith("Этого файла у меня уже нет: пришлите его, пожалуйста, ещё раз")
        assert await count_facts(talk) == 0


async def test_files_are_swept_away_when_nobody_waits_for_them_and_not_while_they_come(tmp_path):
    """Also by a process that stands by, whatever another one is at."""
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        [waiting] = (tmp_path / "files").iterdir()
        async with talk.database.writing() as session:
            account = await session.scalar(select(Account.id))
            coming = await add_errand(session, 1, account, OFFICER, "read_file", {"url": "…"}, talk.now)
        for name in (str(coming.id), "777"):
            (tmp_path / "files" / name).mkdir()
        await talk.conversations.sweep()
        assert {one.name for one in (tmp_path / "files").iterdir()} == {waiting.name, str(coming.id)}
        [done] = await talk.press(OFFICER, "Загрузить")
        assert "Загрузил" in done


async def test_the_same_button_twice_imports_once(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        await talk.press(OFFICER, "Загрузить")
        [answer] = await talk.press(OFFICER, "Загрузить")
        assert "больше нет" in answer


async def test_a_cancelled_file_changes_nothing_and_is_deleted(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        [answer] = await talk.press(OFFICER, "Отменить")
        assert "ничего не загружаю" in answer
        assert await count_facts(talk) == 0
        assert not list((tmp_path / "files").iterdir())


async def test_a_file_that_is_no_table_is_refused_in_one_sentence(tmp_path):
    async with talking(tmp_path) as talk:
        _, answer = await send(talk, OFFICER, "договор.pdf", b"%PDF-1.7 no table here")
        assert "xlsx" in answer


async def test_files_of_teachers_and_strangers_are_not_read(tmp_path):
    async with talking(tmp_path) as talk:
        [teacher] = await send(talk, ALIEVA, "Статистика.csv", LIST.encode())
        assert "принимает ответственный" in teacher
        await send(talk, STRANGER, "Статистика.csv", LIST.encode())
        assert not (tmp_path / "files").exists()


ODD = """ФИО;Кол-во;Звонков за неделю
Алиева Марьям Ахмедовна;11;0
Борисов Борис Олегович;3;1
"""


async def test_a_file_without_a_week_is_asked_about_and_a_column_is_corrected_and_remembered(tmp_path):
    async with talking(tmp_path) as talk:
        _, preview = await send(talk, OFFICER, "выгрузка.csv", ODD.encode())
        assert "за какую неделю — не видно" in preview
        await talk.press(OFFICER, "Указать неделю")
        *_, preview = await talk.write(OFFICER, "12.11")
        assert "за 9–15 ноября 2026" in preview
        [columns] = await talk.press(OFFICER, "Исправить столбцы")
        assert "2. «Кол-во» → не использую" in columns
        [meanings] = await talk.write(OFFICER, "2")
        number = next(line.split(".")[0] for line in meanings.splitlines() if "Сообщений в групповых" in line)
        *_, preview = await talk.write(OFFICER, number)
        assert "«Кол-во» → Сообщений в групповых чатах за неделю" in preview
        assert "Эта неделя уже загружена. Изменится" in preview
        assert "В файле нет того, что за эту неделю уже есть: Зарегистрирован" in preview
        await talk.press(OFFICER, "Дополнить неделю")
        _, again = await send(talk, OFFICER, "выгрузка.csv", ODD.encode())
        assert "«Кол-во» → Сообщений в групповых чатах за неделю" in again


async def test_what_other_schools_corrected_is_offered_and_why_is_told(tmp_path):
    async with talking(tmp_path) as talk:
        path = tmp_path / "theirs.csv"
        path.write_text(f"Статистика за 09.11.2026–15.11.2026\n{ODD}", encoding="utf-8")
        for name in ("Школа № 2 (пример)", "Школа № 3 (пример)"):
            await add_school(talk.database, name)
            await bring_in(talk.database, path, school=name, mapping={"Кол-во": "group_messages"})
        _, preview = await send(talk, OFFICER, "выгрузка.csv", path.read_bytes())
        assert "2 другие школы поправили столбец «Кол-во»: это «Сообщений в групповых чатах за неделю»." in preview
        assert "Не использую: «Кол-во»" in preview
        [told] = await talk.press(OFFICER, "Почему так?")
        assert "• «Звонков за неделю» → Звонков за неделю (в названии: звонков" in told
        await talk.press(OFFICER, "Назад")
        *_, preview = await talk.press(OFFICER, "Взять, как другие школы")
        assert "«Кол-во» → Сообщений в групповых чатах за неделю" in preview
        assert "другие школы" not in preview


async def test_doubtful_rows_are_asked_about_one_by_one_and_the_answers_remembered(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(talk.database, school, "Иванова Анна Петровна", registered=True)
        await add_person(talk.database, school, "Иванова Алла Павловна", registered=True)
        table = "За 16.11.2026–22.11.2026\nФИО;Сообщений в групповых чатах\nИванова А.П.;5\n"
        _, preview = await send(talk, OFFICER, "Статистика.csv", table.encode())
        assert "Не понял, кто это: строка 3 «Иванова А.П.»" in preview
        [question] = await talk.press(OFFICER, "Уточнить людей")
        assert "Кто это?" in question
        *_, preview = await talk.press(OFFICER, "Иванова Алла Павловна")
        assert "знакомых 1" in preview
        assert "Не понял" not in preview
        await talk.press(OFFICER, "Загрузить")
        async with talk.database.reading() as session:
            row = await session.scalar(select(PersonWeek).where(PersonWeek.week == "2026-W47"))
            person = await session.get(Person, row.person_id)
            assert person.full_name == "Иванова Алла Павловна"


async def test_a_file_is_confirmed_after_a_restart_in_the_middle(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        await talk.restart()
        [done] = await talk.press(OFFICER, "Загрузить")
        assert "Загрузил" in done
        assert await count_facts(talk) == 3


async def test_an_officer_cannot_import_into_another_school(tmp_path):
    async with talking(tmp_path) as talk:
        await add_school(talk.database, "Лицей № 5 (пример)")
        table = "За 16.11.2026–22.11.2026\nШкола;ФИО;Звонков\nЛицей № 5 (пример);Тайнова Тамара Тимуровна;5\n"
        _, answer = await send(talk, OFFICER, "Статистика.csv", table.encode())
        assert "Загрузить" not in answer
        async with talk.database.reading() as session:
            found = select(Person).where(Person.full_name.contains("Тайнова"))
            assert await session.scalar(found) is None


async def test_a_second_file_before_the_first_is_answered_is_read_and_loaded_like_any_other(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Первый.csv", LIST.replace("16.11.2026–22.11.2026", "09.11.2026–15.11.2026").encode())
        await send(talk, OFFICER, "Второй.csv", LIST.encode())
        [done] = await talk.press(OFFICER, "Загрузить")
        assert "Загрузил за 16–22 ноября" in done


async def test_the_button_under_a_cancelled_file_does_not_load_the_next_one(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Первый.csv", LIST.encode())
        old = (await talk.messages(OFFICER))[-1]
        await talk.press(OFFICER, "Отменить")
        await send(talk, OFFICER, "Второй.csv", LIST.encode())
        cmid = old["conversation_message_id"]
        place = next(
            (row, column)
            for row, buttons in enumerate(old["keyboard"]["buttons"])
            for column, one in enumerate(buttons)
            if one["action"]["label"] == "Загрузить"
        )
        pressed = {"user_id": OFFICER, "cmid": cmid, "row": place[0], "column": place[1]}
        await talk.vk.control("/sandbox/act/press", pressed)
        await talk.answers(OFFICER)
        assert await count_facts(talk) == 0


async def test_a_column_that_is_gone_is_missed_and_what_looks_like_it_is_offered(tmp_path):
    rows = f"{ALIEVA};Алиева Марьям Ахмедовна;да;1;11;1"
    week = "Статистика за 16.11.2026–22.11.2026\nid;ФИО;Зарегистрирован;Создано чатов;Стикероделов сообщений;Звонков\n"
    async with talking(tmp_path) as talk:
        _, preview = await send(talk, OFFICER, "Неделя.csv", (week + rows).encode())
        assert "было «Сообщений в групповых чатах за неделю», а в этом файле такого нет" in preview
        assert "Похож столбец «Стикероделов сообщений»" in preview
        *_, preview = await talk.press(OFFICER, "«Стикероделов сообщений» — это сообщени…")
        assert "«Стикероделов сообщений» → Сообщений в групповых чатах за неделю" in preview
        assert "такого нет" not in preview


async def test_a_column_is_named_with_what_is_in_it(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "выгрузка.csv", ODD.encode())
        for said, meant in (
            ("2 сообщения в группах", "«Кол-во» → Сообщений в групповых чатах за неделю"),
            ("2 — не использовать", "Не использую: «Кол-во»"),
        ):
            await talk.press(OFFICER, "Исправить столбцы")
            *_, preview = await talk.write(OFFICER, said)
            assert meant in preview
        await talk.press(OFFICER, "Исправить столбцы")
        await talk.write(OFFICER, "2")
        *_, preview = await talk.write(OFFICER, "звонки")
        assert "«Кол-во» → Звонков за неделю" in preview


HEADINGS = {
    "Учеников в классе": 25,
    "Учеников класса в Сферуме": 24,
    "Учеников класса связали ЭЖД": 20,
    "Зарегистрирован в MAX": "да",
    "Родителей класса подключено к MAX": 18,
    "Звонков за неделю": 1,
}
SUMMED = {"Всего учителей": 40, "Учителей, связавших ЭЖД": 30, "Родителей подключено к MAX": 300}


def _list_of(headings, week):
    first = [["ФИО", "Классы", *headings], ["Алиева Марьям Ахмедовна", "5А", *(HEADINGS[one] for one in headings)]]
    return workbook([[f"Статистика за {week}"], *first, ["Борисов Борис Олегович", "6А", *map(HEADINGS.get, headings)]])


def _summary_of(headings, week):
    return workbook([[f"Свод за {week}"], [*headings], [*map(SUMMED.get, headings)]])


@pytest.mark.parametrize(
    ("made", "every", "gone"),
    [(_list_of, HEADINGS, one) for one in HEADINGS] + [(_summary_of, SUMMED, "Родителей подключено к MAX")],
)
async def test_whatever_was_told_last_week_is_missed(tmp_path, made, every, gone):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "раз.xlsx", made([*every], "16.11.2026–22.11.2026"))
        await talk.press(OFFICER, "Загрузить")
        talk.now += timedelta(days=7)
        *_, preview = await send(talk, OFFICER, "два.xlsx", made([*every], "23.11.2026–29.11.2026"))
        assert "такого нет" not in preview
        without = [one for one in every if one != gone]
        *_, preview = await send(talk, OFFICER, "три.xlsx", made(without, "23.11.2026–29.11.2026"))
        assert preview.count("а в этом файле такого нет") == 1


async def waiting_number(talk: Conversation) -> int:
    async with talk.database.reading() as session:
        found = file_waiting((await session.scalars(select(Dialogue))).one())
    return int((found or {})["id"])


async def test_a_school_that_is_renamed_while_its_file_waits_gets_the_file(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        await talk.write(OFFICER, "название школы Лицей № 3")
        await talk.write(OFFICER, "да")
        assert (await the_school(talk)).name == "Лицей № 3"
        await talk.press_payload(OFFICER, {"do": "import_yes", "id": await waiting_number(talk)})
        assert await count_facts(talk) == 3


async def test_not_this_file_under_a_preview_is_about_it_and_no_keeps_it(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        await talk.press(OFFICER, "Загрузить")
        await send(talk, OFFICER, "Ещё раз.csv", LIST.encode())
        number = await waiting_number(talk)
        assert "Файл удалил" not in str(await talk.press_payload(OFFICER, {"do": "cancel"}))
        assert await waiting_number(talk) == number
        [said] = await talk.write(OFFICER, "не тот файл")
        assert said.startswith("Хорошо, этот файл не загружаю")
        assert await count_facts(talk) == 3
        [asked] = await talk.write(OFFICER, "не тот файл")
        assert asked.startswith("Отменить загрузку?")
