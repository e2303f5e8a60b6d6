"""Lists that stand side by side in one sheet."""

from indicators.file.side_by_side import column_letters
from indicators.reading.tables import Cell
from tests.indicators.test_understanding import told

TITLE: list[Cell] = ["Статистика за 09.11.2026–15.11.2026"]
LIST: list[Cell] = ["№", "ФИО", "Сообщений", "Звонки"]
ANNA, BORIS, VERA, GLEB = "Иванова Анна Петровна", "Орлов Пётр Ильич", "Белова Нина Юрьевна", "Чернов Иван Олегович"


def test_a_list_printed_in_two_columns_is_read_whole():
    found = told(
        TITLE,
        [*LIST, *LIST],
        [1, ANNA, 12, 1, 3, VERA, 2, 0],
        [2, BORIS, 4, 0, 4, GLEB, 15, 1],
        [None, None, None, None, 5],
    )
    assert str(found.week) == "2026-W46"
    assert [(p.row, p.full_name, p.facts) for p in found.people] == [
        (3, ANNA, {"group_messages": 12, "calls": 1}),
        (4, BORIS, {"group_messages": 4, "calls": 0}),
        (3, VERA, {"group_messages": 2, "calls": 0}),
        (4, GLEB, {"group_messages": 15, "calls": 1}),
    ]
    assert any("рядом" in warning and "столбец E" in warning for warning in found.warnings)


def test_an_empty_column_between_them_and_three_lists():
    found = told(
        TITLE,
        ["ФИО", "Звонки", None, "ФИО", "Звонки", None, "ФИО", "Звонки"],
        [ANNA, 1, None, BORIS, 0, None, VERA, "да"],
    )
    assert [(p.full_name, p.facts["calls"]) for p in found.people] == [(ANNA, 1), (BORIS, 0), (VERA, 1)]


def test_each_list_under_the_name_of_its_school():
    found = told(
        TITLE,
        ["МБОУ СОШ № 1", "МБОУ СОШ № 1", None, "МБОУ СОШ № 2", "МБОУ СОШ № 2"],
        ["ФИО", "Звонки", None, "ФИО", "Звонки"],
        [ANNA, 1, None, BORIS, 0],
    )
    assert [(p.full_name, p.school) for p in found.people] == [(ANNA, "МБОУ СОШ № 1"), (BORIS, "МБОУ СОШ № 2")]


def test_another_list_of_the_same_people_gives_further_facts():
    found = told(
        TITLE, ["ФИО", "Сообщений", None, "ФИО", "Звонки"], [ANNA, 12, None, BORIS, 0], [BORIS, 3, None, ANNA, 1]
    )
    assert [(p.full_name, p.facts) for p in found.people] == [
        (ANNA, {"group_messages": 12, "calls": 1}),
        (BORIS, {"group_messages": 3, "calls": 0}),
    ]


def test_namesakes_in_both_columns_stay_two_rows():
    found = told(TITLE, [*LIST, *LIST], [1, ANNA, 12, 1, 2, ANNA, 0, 0])
    assert [p.facts["group_messages"] for p in found.people] == [12, 0]
    assert any("Одно ФИО" in warning for warning in found.warnings)


def test_summaries_side_by_side():
    heads: list[Cell] = ["Школа", "Учителей в Сферуме", "Создали чаты"]
    found = told(TITLE, [*heads, *heads], ["СОШ № 1", 42, 38, "СОШ № 2", 60, 45])
    assert [(r.school, r.values["teachers_created_chats"].value) for r in found.summaries] == [
        ("СОШ № 1", 38),
        ("СОШ № 2", 45),
    ]


def test_a_list_beside_that_holds_nobody_is_named():
    found = told(TITLE, [*LIST, *LIST], [1, ANNA, 12, 1, None, "—", None, None])
    assert [p.full_name for p in found.people] == [ANNA]
    assert any("столбец E" in warning and "не взяты" in warning for warning in found.warnings)


def test_weeks_side_by_side_with_the_names_repeated_are_weeks_and_no_lists():
    old, new = "02.11-08.11.2026", "09.11-15.11.2026"
    found = told([old, old, new, new], ["ФИО", "Звонки", "ФИО", "Звонки"], [ANNA, 0, ANNA, 1], [BORIS, 1, BORIS, 0])
    assert str(found.week) == "2026-W46"
    assert [(p.full_name, p.facts) for p in found.people] == [(ANNA, {"calls": 1}), (BORIS, {"calls": 0})]


def test_letters_of_columns():
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
