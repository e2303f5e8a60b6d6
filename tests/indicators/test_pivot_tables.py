"""Headings of dashboards and pivot tables, and of cadet schools, whose pupils and classes are called otherwise."""

import pytest

from indicators.reading.tables import Cell
from tests.indicators.columns import ANSWERS, FEW, FIGURES, NAMES, facts, read, read_rows

NUMBERS: list[Cell] = [18, 25, 22, 30]
ONES: list[Cell] = [1, 1, 1, 1]
DAYS: list[Cell] = ["09.11.2026", "10.11.2026", "12.11.2026", "13.11.2026"]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("Сумма по полю Совершено звонков", FEW, "calls"),
        ("Сумма по полю Учеников в классе", NUMBERS, "pupils_total"),
        ("Sum of Звонки", FEW, "calls"),
        ("SUM(Звонки)", FEW, "calls"),
        ("Максимум по полю Дата активности", DAYS, "last_activity"),
        ("max of last_activity_date", DAYS, "last_activity"),
        ("fct_call.Исходящие (7 дней)", FEW, "calls"),
        ("fct_msg.3 и более", ANSWERS, "messages_3"),
        ("fct_teacher.Связан с журналом", ANSWERS, "journal_linked"),
        ("dwh.fct_class.Ученики с ЭЖ", NUMBERS, "pupils_journal_linked"),
        ("dim_class.Численность", NUMBERS, "pupils_total"),
        ("fct_messages_3plus", ANSWERS, "messages_3"),
        ("fct_msg[Групповые]", FIGURES, "group_messages"),
        ("'Данные Сферума'[Звонки]", FEW, "calls"),
        ("fgis_ms_active", ANSWERS, "my_school"),
        ("Класс и литера (измерение)", ["5А", "7Б", "1В", "9А"], "classes"),
    ],
)
def test_how_a_dashboard_calls_its_columns_changes_nothing(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Среднее по полю Звонков", FEW),
        ("Максимум по полю Сообщений", FIGURES),
        ("Количество по полю Связан с ЭЖ", ONES),
        ("Количество по полю Совершено звонков", ONES),
        ("Роль в «Моей школе»", ["Координатор", "Учитель", "Учитель", "Классный руководитель"]),
    ],
)
def test_averages_maxima_and_counted_rows_are_not_taken(heading, cells):
    assert facts((heading, cells)) == [None]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("Кадет связано с электронным журналом", NUMBERS, "pupils_journal_linked"),
        ("Кадет зарегистрировано в Сферуме", NUMBERS, "pupils_registered"),
        ("Подключено родителей кадет", NUMBERS, "parents_connected"),
        ("Кадет по списку (в классе)", NUMBERS, "pupils_total"),
        ("Численность класса (взвода)", NUMBERS, "pupils_total"),
        ("Класс (взвод)", ["5А", "7Б", "1В", "9А"], "classes"),
        ("Номер взвода", [4, 12, 3, 2], None),
        ("Числ. класса, чел.", NUMBERS, "pupils_total"),
        ("Числ. кл.", NUMBERS, "pupils_total"),
        ("Числ. сообщ. в групп. чатах", FIGURES, "group_messages"),
        ("Сколько родителей класса подключил коллега", NUMBERS, "parents_connected"),
        ("Подкл. ЗП, чел.", NUMBERS, "parents_connected"),
        ("Учеников коллеги зарегистрировано в Сферуме", NUMBERS, "pupils_registered"),
        ("Дети сотрудника в Сферуме", NUMBERS, None),
        ("Завёл учитель Сферум?", ANSWERS, "registered"),
        ("Завёл Сферум", ANSWERS, "registered"),
    ],
)
def test_cadets_are_pupils_and_their_numbers_are_of_the_class(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


@pytest.mark.parametrize(
    "heading", ["Отчество педагога, если имеется", "Отчество, если есть", "Отчество — если такое есть"]
)
def test_a_patronymic_that_some_have_is_one(heading):
    surnames, first = ["Иванова", "Петров", "Орлова", "Котов"], ["Анна", "Пётр", "Вера", "Олег"]
    fathers: list[Cell] = ["Ивановна", "Ильич", "Юрьевна", "Петрович"]
    found = read(("Фамилия", surnames), ("Имя", first), (heading, fathers), ("Звонков", FEW)).found
    assert [column.fact for column in found.columns] == ["last_name", "first_name", "patronymic", "calls"]


def test_a_pivot_table_begins_right_below_its_headings_and_its_sum_is_nobody():
    headings: list[Cell] = ["ФИО педагога (строки)", "Сумма по полю Совершено звонков", "fct_msg.3 и более"]
    people = [[name, calls, said] for name, calls, said in zip(NAMES, FEW, ANSWERS, strict=True)]
    sheet = read_rows([headings, *people, ["Общий итог", 3, None]])
    assert [person.facts["calls"] for person in sheet.found.people] == FEW
    assert [person.facts["messages_3"] for person in sheet.found.people] == [True, False, True, False]
