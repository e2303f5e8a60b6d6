"""Lists that stand one below another in one sheet, and lists that go on to the right in other words or in none."""

import pytest

from indicators.reading.tables import Cell
from tests.indicators.test_understanding import told

TITLE: list[Cell] = ["Статистика за 09.11.2026–15.11.2026"]
ANNA, BORIS, VERA, GLEB = "Иванова Анна Петровна", "Орлов Пётр Ильич", "Белова Нина Юрьевна", "Чернов Иван Олегович"


@pytest.mark.parametrize("between", [[], [[]], [["Сообщения учителей"]], [[], ["Часть 2"]]])
@pytest.mark.parametrize("who", ["ФИО", "Педагог", "Фамилия Имя Отчество"])
def test_other_columns_of_the_same_people_are_no_values_of_the_first_ones(between, who):
    rows: list[list[Cell]] = [["ФИО", "Звонки"], [ANNA, 1], [BORIS, 0]]
    found = told(TITLE, *rows, *between, [who, "Сообщений в группах"], [ANNA, 12], [BORIS, 3])
    assert [(person.full_name, person.facts) for person in found.people] == [
        (ANNA, {"calls": 1, "group_messages": 12}),
        (BORIS, {"calls": 0, "group_messages": 3}),
    ]
    assert found.rejected == []


def test_the_same_columns_in_another_order_and_the_row_of_each_person():
    found = told(["ФИО", "Звонки", "Чаты"], [ANNA, 1, 2], [], ["ФИО", "Чаты", "Звонки"], [VERA, 3, 0])
    assert [(person.row, person.full_name, person.facts) for person in found.people] == [
        (2, ANNA, {"calls": 1, "group_chats": 2}),
        (5, VERA, {"calls": 0, "group_chats": 3}),
    ]
    assert any("один под другим" in warning and "строка 4" in warning for warning in found.warnings)


def test_a_register_of_classes_below_a_list_of_teachers():
    rows: list[list[Cell]] = [["ФИО", "Звонки"], [ANNA, 1], [BORIS, 0], [], ["Классные руководители"]]
    register: list[list[Cell]] = [["Класс", "Кл. руководитель", "Учеников", "в Сферуме"], ["5А", ANNA, 25, 20]]
    found = told(*rows, *register)
    assert [(person.full_name, person.facts) for person in found.people] == [
        (ANNA, {"calls": 1, "pupils_total": 25, "pupils_registered": 20}),
        (BORIS, {"calls": 0}),
    ]


def test_headings_that_only_come_again_do_not_part_a_list():
    found = told(
        ["ФИО", "Звонки"], [ANNA, 1], ["ФИО", "Звонки"], [BORIS, 0], ["Учителя физики", "Учителя физики"], [VERA, 2]
    )
    assert [(person.full_name, person.facts) for person in found.people] == [
        (ANNA, {"calls": 1}),
        (BORIS, {"calls": 0}),
        (VERA, {"calls": 2}),
    ]
    assert not any("списки стоят" in warning for warning in found.warnings)


@pytest.mark.parametrize("second", [["Педагог", "Звонки"], [None, None]])
def test_a_list_goes_on_to_the_right_in_other_words_or_in_none(second):
    found = told(["ФИО", "Звонки", None, *second], [ANNA, 1, None, VERA, 2], [BORIS, 0, None, GLEB, 0])
    assert {person.full_name: person.facts for person in found.people} == {
        ANNA: {"calls": 1},
        BORIS: {"calls": 0},
        VERA: {"calls": 2},
        GLEB: {"calls": 0},
    }
