"""Columns of several weeks side by side, and of the one week that a title names."""

from datetime import date

import pytest

from indicators.reading.tables import Cell
from tests.indicators.columns import FEW, FIGURES, NAMES, facts, read, read_rows


def test_of_weeks_that_only_have_numbers_nobody_knows_which_is_meant():
    sheet = read(("ФИО", NAMES), ("Сообщений, неделя 1", FIGURES), ("Сообщений, неделя 2", [3, 2, 1, 0]))
    assert [(column.fact, column.asked) for column in sheet.found.columns[1:]] == [(None, "group_messages")] * 2


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("Звонки 02.11", "Звонки 09.11", [None, "calls"]),
        ("Звонки с 02.11", "Звонки с 09.11", [None, "calls"]),
        ("Звонки 08.11.2026", "Звонки 15.11.2026", [None, "calls"]),
        ("Звонки 2…8 ноября", "Звонки 9…15 ноября", [None, "calls"]),
        ("Звонки пн 2 – вс 8 ноября", "Звонки пн 9 – вс 15 ноября", [None, "calls"]),
        ("Звонки I нед.", "Звонки II нед.", [None, None]),
        ("Звонки [02.11 08.11]", "Звонки [09.11 15.11]", [None, None]),
        ("Звонки по 08.11", "Звонки по 15.11", [None, None]),
    ],
)
def test_weeks_side_by_side_are_told_apart_or_asked_about(before, now, told):
    sheet = read(("ФИО", NAMES), (before, FEW), (now, FIGURES))
    assert [column.fact for column in sheet.found.columns[1:]] == told
    assert told[1] or {column.asked for column in sheet.found.columns[1:]} == {"calls"}


@pytest.mark.parametrize("days", [("(02.11.2026 - 08.11.2026)", "(09.11.2026 - 15.11.2026)"), ("02.11", "09.11")])
def test_days_under_a_merged_heading_belong_to_it(days):
    rows: list[list[Cell]] = [["ФИО", "Звонки", "Звонки"], ["ФИО", *days]]
    rows += [list(row) for row in zip(NAMES, FEW, FIGURES, strict=True)]
    sheet = read_rows(rows)
    assert [column.fact for column in sheet.found.columns] == ["full_name", None, "calls"]
    assert len(sheet.found.people) == len(NAMES)


@pytest.mark.parametrize("headings", [("Звонки", "Звонки 02.11–08.11"), ("Звонки (отч. нед.)", "Звонки 2–8 ноября")])
def test_of_the_week_in_the_title_are_the_columns_without_days(headings):
    rows: list[list[Cell]] = [["Статистика за 09.11.2026–15.11.2026", None, None], ["ФИО", *headings]]
    rows += [list(row) for row in zip(NAMES, FEW, FIGURES, strict=True)]
    sheet = read_rows(rows)
    assert [column.fact for column in sheet.found.columns] == ["full_name", "calls", None]


def test_a_week_that_says_its_year_says_that_of_the_columns_beside_it():
    columns = (("Звонки 17.11.25–23.11.25", FEW), ("Сообщений в группах 17.11–23.11", FIGURES))
    assert facts(*columns) == ["calls", "group_messages"]


def test_days_before_the_week_of_the_title_are_no_days_to_come():
    days: list[Cell] = ["10.11.2026", "12.11.2026", "14.11.2026", "09.11.2026"]
    rows: list[list[Cell]] = [["Статистика за 09.11.2026–15.11.2026", None], ["ФИО", "Последняя активность"]]
    rows += [list(row) for row in zip(NAMES, days, strict=True)]
    sheet = read_rows(rows, date(2026, 9, 1))
    assert [column.fact for column in sheet.found.columns] == ["full_name", "last_activity"]
