"""Breaks that come as a file: shown first, written by a button, never taken for statistics."""

from datetime import date

import pytest
from sqlalchemy import select

from storage.tables import Break
from tests.handlers.conversation import ALIEVA, MANAGER, OFFICER, Conversation, talking
from tests.handlers.test_files import LIST, count_facts, send
from tests.spreadsheets import workbook

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//primer//ru
BEGIN:VEVENT
UID:1
SUMMARY:Зимние каникулы
DTSTART;VALUE=DATE:20261228
DTEND;VALUE=DATE:20270112
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Педсовет
DTSTART:20261125T120000Z
DTEND:20261125T130000Z
END:VEVENT
END:VCALENDAR
"""
TABLE = """Каникулы;Начало;Конец
Осенние;26.10.2026;03.11.2026
Зимние;28.12.2026;11.01.2027
Весенние;22–28 марта 2027;
"""


async def breaks(talk: Conversation) -> list[tuple[date, date, str]]:
    async with talk.database.reading() as session:
        found = await session.scalars(select(Break).order_by(Break.starts_on))
        return [(one.starts_on, one.ends_on, one.title) for one in found]


async def test_a_calendar_file_is_shown_and_written_only_after_the_button(tmp_path):
    async with talking(tmp_path) as talk:
        _, shown = await send(talk, OFFICER, "каникулы.ics", CALENDAR.encode())
        assert "Зимние каникулы: 28 декабря 2026 – 11 января 2027" in shown
        assert "Не понял: «Педсовет»" in shown
        assert await breaks(talk) == []
        assert not list((tmp_path / "files").iterdir())
        [done] = await talk.press(OFFICER, "Записать: 1")
        assert done.startswith("Записал: 1")
        assert await breaks(talk) == [(date(2026, 12, 28), date(2027, 1, 11), "Зимние каникулы")]
        [late] = await talk.press(OFFICER, "Записать: 1")
        assert "уже записаны" in late


async def test_a_small_table_of_breaks_is_understood_and_each_can_be_removed_afterwards(tmp_path):
    async with talking(tmp_path) as talk:
        _, shown = await send(talk, OFFICER, "график.csv", TABLE.encode("cp1251"))
        assert "Прошедшие не беру: 1" in shown
        await talk.press(OFFICER, "Записать: 2")
        await talk.write(OFFICER, "каникулы")
        await talk.press(OFFICER, "Убрать 22–28 марта")
        assert [title for *_, title in await breaks(talk)] == ["Зимние"]


async def test_a_spreadsheet_with_real_dates_is_understood(tmp_path):
    async with talking(tmp_path) as talk:
        rows = [["Период", "С", "По"], ["Зимние каникулы", date(2026, 12, 28), date(2027, 1, 11)]]
        await send(talk, OFFICER, "Учебный график.xlsx", workbook(rows))
        await talk.press(OFFICER, "Записать: 1")
        assert await breaks(talk) == [(date(2026, 12, 28), date(2027, 1, 11), "Зимние каникулы")]


async def test_statistics_are_not_taken_for_breaks_even_when_they_speak_of_them(tmp_path):
    async with talking(tmp_path) as talk:
        table = LIST.replace("Статистика за", "Статистика перед каникулами за")
        _, preview = await send(talk, OFFICER, "перед каникулами.csv", table.encode())
        assert "Сообщений в групповых чатах" in preview
        await talk.press(OFFICER, "Загрузить")
        assert await count_facts(talk) == 3
        assert await breaks(talk) == []


@pytest.mark.parametrize("table", ["Кабинет;Дата\n214;28.12.2026\n", "Товар;С;По\nМел;01.12.2026;05.12.2026\n"])
async def test_a_table_of_neither_is_refused(tmp_path, table):
    async with talking(tmp_path) as talk:
        _, answer = await send(talk, OFFICER, "таблица.csv", table.encode())
        assert "Записать" not in answer
        assert await breaks(talk) == []


async def test_breaks_are_not_taken_from_teachers_and_managers(tmp_path):
    async with talking(tmp_path) as talk:
        [teacher] = await send(talk, ALIEVA, "каникулы.ics", CALENDAR.encode())
        assert "принимает ответственный" in teacher
        await send(talk, MANAGER, "каникулы.ics", CALENDAR.encode())
        assert await breaks(talk) == []


async def test_the_breaks_of_a_file_are_confirmed_after_a_restart(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "каникулы.ics", CALENDAR.encode())
        await talk.restart()
        await talk.press(OFFICER, "Записать: 1")
        assert len(await breaks(talk)) == 1
