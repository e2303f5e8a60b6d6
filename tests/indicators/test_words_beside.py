"""What a word of a heading means only beside others, or by what stands below it."""

import pytest

from indicators.reading.tables import Cell
from tests.indicators.columns import ANSWERS, FEW, FIGURES, NAMES, STATES, facts, read

NUMBERS: list[Cell] = [700000001, 700000002, 700000003, 700000004]
PAGES: list[Cell] = [f"vk.com/id{number}" for number in NUMBERS]
SIGNS: list[Cell] = ["+", "-", "+", "+"]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("Чаты, открытые для педагога", FIGURES, None),
        ("Зарегистрирован на пл.", ANSWERS, "registered"),
        ("Были ли у Вас звонки?", ANSWERS, "calls"),
        ("Звонки (аудио/видео)", FEW, "calls"),
        ("Зарегистрирован +/–", SIGNS, "registered"),
        ("Публикаций", FIGURES, None),
        ("Адрес личной страницы", PAGES, "vk_id"),
        ("Электронный адрес профиля", PAGES, "vk_id"),
        ("Аккаунт MAX", NUMBERS, "max_id"),
    ],
)
def test_a_word_means_what_those_beside_it_make_of_it(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


@pytest.mark.parametrize("word", ["Сообщение", "Актив", "Итог"])
def test_columns_that_are_counted_through_bear_no_thresholds(word):
    columns = [(f"{word} {number}", ANSWERS) for number in (1, 2, 3)]
    assert facts(*columns) == [None, None, None]
    assert facts(*((f"{word} {number}", ANSWERS) for number in (3, 10))) == ["messages_3", "messages_10"]


@pytest.mark.parametrize(
    ("heading", "cells", "asked"),
    [("Аккаунт MAX", STATES, "max_registered"), ("Активный педагог", ANSWERS, "profile_active")],
)
def test_cells_that_say_something_near_are_asked_about(heading, cells, asked):
    column = read(("ФИО", NAMES), (heading, cells)).found.columns[1]
    assert (column.fact, column.asked) == (None, asked)
