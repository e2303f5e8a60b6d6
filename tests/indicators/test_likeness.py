"""What headings in such words usually are: a second opinion where the lexicon doubts."""

import pytest

from indicators.catalogue import FACT
from indicators.headings.explaining import explain
from indicators.likeness.learning import examples, stamp
from indicators.likeness.model import FILE, NONE_OF_THEM, model, opinion_of
from indicators.reading.tables import Cell
from tests.indicators.columns import ANSWERS, FEW, FIGURES, NAMES, facts, read


def test_the_model_is_made_of_these_examples():
    assert model().stamp == stamp(), "run `make headings-learn`"
    assert FILE.stat().st_size < 300_000


def test_each_example_is_one_thing_that_exists():
    told = [(heading.lower(), label) for heading, label in examples()]
    assert {label for _, label in told} <= FACT.keys() | {NONE_OF_THEM}
    assert len(dict(told)) == len(set(told))
    assert all(heading.strip() for heading, _ in told)


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("Учётка ↔ ЭЖ", ANSWERS, "journal_linked"),
        ("MAX рег. Y/N", ["Y", "N", "Y", "N"], "max_registered"),
        ("Учётка MAX активна за нед.", ANSWERS, "max_active_week"),
        ("Группы/классы", ["10Б", "4А", "3В", "6Г"], "classes"),
        ("Сколько всего обучающихся числится в классе педагога", [24, 22, 16, 19], "pupils_total"),
    ],
)
def test_what_the_lexicon_doubts_is_what_others_in_such_words_are(heading, cells, fact):
    assert facts((heading, list(cells))) == [fact]


def test_a_word_that_is_new_to_both_is_still_asked_about():
    assert opinion_of("Количество созданных чатов").knows_words
    assert not opinion_of("Количество созданных чатов кувшинами").knows_words
    column = read(("ФИО", NAMES), ("Взбучек ↔ ЭЖ", ANSWERS)).found.columns[1]
    assert (column.fact, column.asked) == (None, "journal_linked")


def test_nor_is_another_fact_preferred_for_it():
    column = read(("ФИО", NAMES), ("Взбучек Учётка MAX активна за нед.", ANSWERS)).found.columns[1]
    assert column.fact is None


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("Чатов создано чужих", FEW, "group_chats"),
        ("Звонков совершено кем", FEW, "calls"),
        ("Регистрация в Сферуме администратором", ANSWERS, "registered"),
        ("Зарегистрирован в MAX завучем", ANSWERS, "max_registered"),
        ("Родителей подключено чужих", FIGURES, "parents_connected"),
    ],
)
def test_a_word_that_is_known_from_other_things_alone_is_still_asked_about(heading, cells, fact):
    opinion = opinion_of(heading)
    assert (opinion.code, opinion.knows_words, opinion.of_its_own) == (fact, True, False)
    column = read(("ФИО", NAMES), (heading, list(cells))).found.columns[1]
    assert (column.fact, column.asked) == (None, fact)


def test_who_somebody_is_may_be_told_in_words_of_other_headings():
    assert not opinion_of("Группы/классы сообщества").of_its_own
    assert facts(("Группы/классы сообщества", ["10Б", "4А", "3В", "6Г"])) == ["classes"]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [("Количество по полю Совершено звонков", FEW), ("Чаты, открытые для учителей", FEW), ("Досок создано", FIGURES)],
)
def test_what_only_sounds_alike_is_not_taken(heading, cells):
    assert facts((heading, list(cells))) == [None]


def test_cells_that_cannot_be_meant_are_not_talked_away():
    links: list[Cell] = ["https://example.org/a", "https://example.org/b", "нет", "https://example.org/c"]
    assert facts(("Учётка ↔ ЭЖ", links)) == [None]


def test_it_says_that_others_are_called_so():
    columns = read(("ФИО", NAMES), ("Учётка ↔ ЭЖ", ANSWERS)).found.columns
    _, decision, why = explain(columns)[1]
    assert decision == FACT["journal_linked"].title
    assert "столбцы с такими словами бывают" in why
