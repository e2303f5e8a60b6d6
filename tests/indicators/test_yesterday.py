"""«Вчера» under «Последний вход» counts from the day a list was made, not from the day somebody loads it."""

from datetime import date

import pytest

from indicators.reading.tables import Cell
from tests.indicators.columns import NAMES, read_rows

SEEN: list[Cell] = ["вчера", "сегодня в 10:15", "3 дня назад", "09.11.2026"]


def days(*titles: str, today: date, below: str = "") -> list[object]:
    rows: list[list[Cell]] = [[title, None] for title in titles]
    rows += [["ФИО", "Последний вход"], *([name, seen] for name, seen in zip(NAMES, SEEN, strict=True))]
    rows += [[None, None], [below, None]] if below else []
    return [person.facts.get("last_activity") for person in read_rows(rows, today).found.people]


MADE = [date(2026, 11, 15), date(2026, 11, 16), date(2026, 11, 13), date(2026, 11, 9)]


@pytest.mark.parametrize(
    "told",
    ["Дата формирования: 16.11.2026", "Выгружено 16.11.2026", "по состоянию на 16.11.2026", "Данные на 16.11.2026"],
)
def test_it_counts_from_the_day_that_the_list_says_it_was_made(told):
    assert days("Статистика за 09.11.2026–15.11.2026", told, today=date(2026, 11, 25)) == MADE
    assert days("Статистика за 09.11.2026–15.11.2026", today=date(2026, 11, 25), below=told) == MADE


def test_a_list_of_the_week_that_has_just_passed_was_made_when_it_is_loaded():
    assert days("Статистика за 09.11.2026–15.11.2026", today=date(2026, 11, 16)) == MADE


def test_where_nobody_knows_the_day_the_visit_is_unknown():
    found = days("Статистика за 09.11.2026–15.11.2026", today=date(2026, 11, 25))
    assert found == [None, None, None, date(2026, 11, 9)]


def test_without_a_week_it_counts_from_the_load():
    assert days(today=date(2026, 11, 16)) == MADE
