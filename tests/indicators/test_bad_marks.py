"""Opposites whose cells are only marked, answers of three kinds, and figures «11 из 10»."""

import pytest

from indicators.reading.tables import Cell
from tests.indicators.columns import NAMES, read


def told(heading: str, *cells: Cell) -> list[object]:
    people = read(("ФИО", NAMES), (heading, list(cells))).found.people
    return [next(iter(person.facts.values()), None) for person in people]


@pytest.mark.parametrize("mark", ["✗", "х", "X", "❌", "⛔"])
def test_a_bad_mark_under_an_opposite_says_that_it_is_lacking(mark):
    assert told("Без звонков", mark, None, mark, None) == [0, None, 0, None]
    assert told("Не создал чат", mark, None, mark, None) == [0, None, 0, None]
    assert told("Не связан с ЭЖД", mark, None, None, mark) == [False, None, None, False]
    found = read(("ФИО", NAMES), ("Без звонков", [mark, None, mark, None])).found
    assert found.warnings == [f"«Без звонков» читаю наоборот: «{mark}» там значит «нет»."]


@pytest.mark.parametrize("mark", ["+", "✓", "V", "*"])
def test_a_good_mark_alone_under_an_opposite_stays_a_question(mark):
    column = read(("ФИО", NAMES), ("Без звонков", [mark, None, mark, None])).found.columns[1]
    assert (column.fact, column.asked) == (None, "calls")


def test_a_mark_that_is_neither_good_nor_bad_is_none_of_the_answers():
    beside = "Не связан с ЭЖД", ["да", None, None, "да"]
    found = read(("ФИО", NAMES), beside, ("Без звонков", ["🟡", None, "🟡", None])).found
    assert [column.fact for column in found.columns[1:]] == ["journal_linked", None]


@pytest.mark.parametrize("mark", ["✓", "V", "*"])
def test_a_good_mark_is_told_by_the_neighbour_that_answers(mark):
    found = read(
        ("ФИО", NAMES), ("Не связан с ЭЖД", ["да", None, None, "да"]), ("Без звонков", [mark, None, mark, None])
    ).found
    assert [column.fact for column in found.columns[1:]] == ["journal_linked", "calls"]
    assert [person.facts.get("calls") for person in found.people] == [0, None, 0, None]


def test_where_everybody_is_marked_nobody_knows_what_it_answers():
    column = read(("ФИО", NAMES), ("Без звонков", ["✗"] * 4)).found.columns[1]
    assert (column.fact, column.asked) == (None, "calls")


def test_more_than_the_norm_is_what_was_reached():
    assert told("Сообщений в групповых чатах", "11 из 10", "7 из 10", "0 из 10", "10 из 10") == [11, 7, 0, 10]
    assert told("Звонков", "2 из 1", "0 из 1", "1 из 1", "3 из 1") == [2, 0, 1, 3]
    assert told("10 сообщений", "11 из 10", "7 из 10", "0 из 10", "10 из 10") == [True, False, False, True]
    assert told("Порог 3 сообщения", "3 из 3", "2 из 3", "0 из 3", "5 из 3") == [True, False, False, True]
    assert told("Учеников в Сферуме", "26 из 25", "20 из 25", "0 из 25", "25 из 25") == [None, 20, 0, 25]


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("Связан с ЭЖД (да/нет/частично)", [True, False, None, True]),
        ("Зарегистрирован (да / нет / не знаю)", [True, False, None, True]),
        ("Активен в MAX (да|нет|иногда)", [True, False, None, True]),
        ("Звонки: да/нет/не требуется", [1, 0, None, 1]),
        ("Создал чат (да, нет или в процессе)", [1, 0, None, 1]),
        ("Связь с ЭЖД да/нет/частично", [True, False, None, True]),
        ("Регистрация (1 – да, 0 – нет, 2 – частично)", [True, False, None, True]),
    ],
)
def test_a_third_answer_behind_the_heading_says_nothing_of_what_it_is(heading, known):
    assert told(heading, "да", "нет", "частично", "да") == known


def test_what_is_listed_in_brackets_and_answers_nothing_stays_a_part_of_the_heading():
    columns = read(("ФИО", NAMES), ("Активность (сообщения, звонки, чаты)", [3, 0, 7, 2])).found.columns
    assert columns[1].fact is None
