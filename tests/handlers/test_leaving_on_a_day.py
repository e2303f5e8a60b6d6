"""Whoever leaves on a day works until then: the day that was named counts, on either side."""

from pathlib import Path

import pytest

from tests.handlers.conversation import ALIEVA, OFFICER, add_person, talking, the_school

YES = "Да, больше не работает"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("борисов уже не работает, с 1 числа", "1 ноября"),
        ("Борисов больше не работает с 10 ноября", "10 ноября"),
        ("Борисов уволился 5 ноября", "5 ноября"),
        ("Борисов уволился в прошлую пятницу", "13 ноября"),
        ("Борисов больше не работает с прошлой пятницы", "13 ноября"),
    ],
)
async def test_the_day_on_which_somebody_left_is_written_down(tmp_path: Path, said: str, day: str) -> None:
    async with talking(tmp_path) as talk:
        [question] = await talk.write(OFFICER, said)
        assert f"больше не работает в школе с {day}?" in question
        [done] = await talk.press(OFFICER, YES)
        assert f"отметил, что не работает с {day}." in done
        [gone] = await talk.write(OFFICER, "кто ушёл")
        assert f"Борисов Борис Олегович — с {day} 2026" in gone


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Борисов уволился 5 ноября", "больше не работает в школе с 5 ноября?"),
        ("с 1 декабря Борисов больше не работает", "До 1 декабря ещё есть время"),
    ],
)
async def test_the_day_stays_while_it_is_asked_which_of_two_is_meant(tmp_path: Path, said: str, asked: str) -> None:
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Борисов Пётр Олегович", registered=True)
        await talk.write(OFFICER, said)
        [question] = await talk.press(OFFICER, "Борисов Пётр Олегович")
        assert asked in question


async def test_until_a_day_to_come_all_may_stay_as_it_is(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [question] = await talk.write(OFFICER, "с 1 декабря Борисов больше не работает")
        assert "До 1 декабря ещё есть время" in question
        await talk.press(OFFICER, "Не тревожить с 1 декабря")
        [done] = await talk.press(OFFICER, "Да")
        assert "не тревожу Борисова Бориса Олеговича с 1 декабря, пока не вернёте" in done


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("я с 11 января перехожу в другую школу", "11–24 января"),
        ("увольняюсь 1 декабря", "1–14 декабря"),
        ("последний рабочий день 30 ноября", "1–14 декабря"),
        ("увольняюсь, дорабатываю до 30 ноября", "1–14 декабря"),
    ],
)
async def test_a_teacher_who_leaves_later_is_left_in_peace_from_then_on(tmp_path: Path, said: str, days: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, said)
        [told] = await talk.press(ALIEVA, "Да, передать")
        assert f"пишу как обычно, а потом, пока он не ответит, не тревожу вас: {days}." in told
        [asked] = await talk.said(OFFICER)
        assert f"До вашего ответа не тревожу: {days}." in asked


async def test_who_names_no_day_is_left_in_peace_at_once(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я увольняюсь")
        [told] = await talk.press(ALIEVA, "Да, передать")
        assert "Пока он не ответит, не тревожу вас: до 29 ноября." in told
