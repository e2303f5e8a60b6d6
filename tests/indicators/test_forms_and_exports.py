"""Headings as forms, exports and tired hands write them: codes, paths, remarks, words run together, and what only
sounds like a fact."""

from datetime import date

import pytest

from indicators.catalogue import INDICATOR, OfClasses
from indicators.comparing.by_class import ClassRow, add_up
from indicators.reading.tables import Cell
from tests.indicators.columns import ANSWERS, FEW, FIGURES, NAMES, STATES, facts, read, read_rows

DAYS: list[Cell] = [date(2026, 11, day) for day in (9, 10, 12, 13)]
NUMBERS: list[Cell] = [18, 25, 22, 30]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("Стр. 04 Количество звонков", FEW, "calls"),
        ("010. Сообщения (групповые чаты)", FIGURES, "group_messages"),
        ("Код 3.2 «Зарегистрирован в ИКОП»", ANSWERS, "registered"),
        ("Пок. 6: звонки, ед. (код по ОКЕИ — 642)", FEW, "calls"),
        ("Сообщения, единица (код по ОКЕИ 642) в групповых чатах", FIGURES, "group_messages"),
        ("Гр. 7. ≥ 10 соо в группах", ANSWERS, "messages_10"),
        ("WAU MAX (активен за неделю)", ANSWERS, "max_active_week"),
        ("Флаг активности MAX 7д", ANSWERS, "max_active_week"),
        ("Отметка активности: ФГИС «Моя школа»", ANSWERS, "my_school"),
        ("Организовано звонков (видеоконференций) через Сферум", FEW, "calls"),
        ("Писем в групповые чаты, шт.", FIGURES, "group_messages"),
        ("Родители, подключённые к чату класса", NUMBERS, "parents_connected"),
        ("Состояние уч. записи (активна / приглашение не принято)", STATES, "profile_active"),
        ("Не менее 3 сообщений в групповых кружалах", ANSWERS, "messages_3"),
        ("10 и более сообщ., фкт.", ANSWERS, "messages_10"),
        ("Смог создать чат", ANSWERS, "group_chats"),
        ("Сост-е уч. проф.", STATES, "profile_active"),
    ],
)
def test_codes_signs_and_units_change_nothing(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("КОЛИЧЕСТВОСООБЩЕНИЙВГРУППОВЫХЧАТАХ", FIGURES, "group_messages"),
        ("СООБЩЕНИЙЗАПРОШЛУЮНЕДЕЛЮ", FIGURES, None),
        ("ЗАРЕГИСТРИРОВАНВСФЕРУМЕ", ANSWERS, "registered"),
        ("ZVONKI_ZA_NEDELYU", FEW, "calls"),
        ("group_msgs_wk", FIGURES, "group_messages"),
    ],
)
def test_words_run_together_are_told_apart_to_the_last(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Знает ли, как связать журнал", ANSWERS),
        ("Умеет создать чат", ANSWERS),
        ("Родители против", NUMBERS),
        ("Писем родителям", FIGURES),
        ("Профиль ВКонтакте закрыт", ANSWERS),
        ("IN_CALLS_7D", FEW),
        ("Рег. удостоверение", ANSWERS),
        ("Учеников в параллели", NUMBERS),
        ("Дежурный класс", ["5А", "7Б", "1В", "9А"]),
        ("Учеников-отличников", NUMBERS),
        ("Дата след. отчёта", DAYS),
        ("Замещает в классах", ["5А", "7Б", "1В", "9А"]),
        ("Звонков за зимнюю неделю", FEW),
        ("Хлопотство по регистрации родителей, чел.", NUMBERS),
    ],
)
def test_what_somebody_knows_is_not_done_and_a_head_noun_nobody_knows_is_not_taken(heading, cells):
    assert facts((heading, cells)) == [None]


@pytest.mark.parametrize(
    "heading", ["Имя (печатными буквами)", "Имя (кириллицей)", "Имя (рус. яз.)", "Имя в учётной записи", "имя сотр."]
)
def test_how_a_name_is_to_be_written_makes_it_no_other(heading):
    surnames, first = ["Иванова", "Петров", "Орлова", "Котов"], ["Анна", "Пётр", "Вера", "Олег"]
    found = read(("Фамилия (при смене — новая)", surnames), (heading, first), ("Звонков", FEW)).found
    assert [column.fact for column in found.columns] == ["last_name", "first_name", "calls"]


def test_a_difference_is_not_even_asked_about():
    headings: list[Cell] = ["ФИО", "Звонки", None, None]
    lower: list[Cell] = [None, "пред. нед.", "отч. нед.", "+/-"]
    figures = [[2, 0, -2], [22, 1, -21], [4, 2, -2], [1, 4, 3]]
    sheet = read_rows([headings, lower, *([name, *row] for name, row in zip(NAMES, figures, strict=True))])
    assert [(column.fact, column.asked) for column in sheet.found.columns[1:]] == [
        (None, None),
        ("calls", None),
        (None, None),
    ]


def test_the_path_of_an_export_is_an_upper_line():
    columns: list[tuple[str, list[Cell]]] = [
        ("Пользователь.ФИО", [*NAMES]),
        ("Пользователь.Учеников_всего", NUMBERS),
        ("Пользователь.Звонков", [*FEW]),
    ]
    found = read(*columns).found
    assert [column.fact for column in found.columns] == ["full_name", "pupils_total", "calls"]


def test_a_slash_parts_what_was_reached_from_the_norm():
    def values(heading: str, *cells: str) -> list[object]:
        found = read(("ФИО", NAMES), (heading, list(cells))).found
        return [person.facts.get(str(found.columns[1].fact)) for person in found.people]

    assert values("10 сообщений", "11/10", "7/10", "0 / 10", "10/10") == [True, False, False, True]
    assert values("Сообщений в групповых чатах", "11/10", "7/10", "0/10", "10/10") == [11, 7, 0, 10]
    assert values("Учеников в Сферуме", "20/25", "7/10", "0/22", "10/10") == [20, 7, 0, 10]
    assert values("Учеников в Сферуме", "20/25", "12/10", "0/22", "10/10") == [None, None, None, None]
    assert values("10 сообщений", "11/12", "7/5", "0/3", "10/1") == [None, None, None, None]


@pytest.mark.parametrize(
    ("heading", "cells", "at_work"),
    [
        ("Отметок в ЭЖД", [3, 5, 0, 2], False),
        ("Отметка о сдаче табеля", ["да", "нет", "да", "да"], False),
        ("Статус заявки на кабинет", ["принята", "принята", "в работе", "принята"], False),
        ("Примечание", [None, None, "уехал на олимпиаду", None], True),
        ("Отметка", [None, None, None, None], True),
        ("Отметка об отсутствии", [None, "болеет", None, None], True),
    ],
)
def test_only_a_column_for_remarks_says_by_its_silence_who_is_at_work(heading, cells, at_work):
    found = read(("ФИО", NAMES), ("Звонков", FEW), (heading, cells)).found
    assert {person.at_work for person in found.people} == {at_work}


def test_classes_told_together_count_once_beside_rows_of_their_own():
    rule = INDICATOR["pupils_journal_linked"].counts
    assert isinstance(rule, OfClasses)

    def value(*rows: tuple[tuple[str, ...], int]) -> int:
        added = add_up(rule, [ClassRow(names, {rule.part: count}) for names, count in rows])
        assert added is not None
        return added.value

    assert value((("7А", "7Б"), 40), (("7А",), 22)) == 40
    assert value((("7А", "7Б"), 40), (("7А",), 22), (("7Б",), 19)) == 41
    assert value((("7А", "7Б"), 40), (("7Б", "7А"), 38), (("8А",), 20)) == 60
    assert value((("7А",), 22), (("7А",), 21), (("7Б",), 19)) == 41


def test_of_rows_that_share_a_class_one_counts_and_the_other_ones_classes_are_not_told():
    rule = INDICATOR["pupils_journal_linked"].counts
    assert isinstance(rule, OfClasses)

    def added(*rows: tuple[tuple[str, ...], int], typed: int | None = None) -> tuple[int, int, int]:
        by_hand = [ClassRow(("7В",), {rule.part: typed})] if typed is not None else []
        found = add_up(rule, [ClassRow(names, {rule.part: count}) for names, count in rows], by_hand)
        assert found is not None
        return found.value, found.classes, found.of

    overlapping = ((("7А", "7Б"), 40), (("7Б", "7В"), 38))
    assert added(*overlapping) == (40, 2, 3)
    assert added(*overlapping[::-1]) == (40, 2, 3)
    assert added(*overlapping, (("7В",), 17)) == (57, 3, 3)
    assert added(*overlapping, (("7Б",), 20)) == (40, 2, 3)
    assert added(*overlapping, typed=17) == (57, 3, 3)
