"""What a file says against what is known."""

from typing import Any

from indicators.comparing.checks import against_last_week, against_summary, fewer_people, indicators_of
from indicators.rows import PersonRow, SummaryValue
from indicators.russian.names import parse_name
from indicators.summary.schools import match_school, school_key


def person(name: str, **facts: Any) -> PersonRow:
    return PersonRow(5, "", None, parse_name(name), "", "", "", facts)


ROWS = [
    person("Иванова Анна Петровна", registered=True, group_messages=12, calls=1, group_chats=1),
    person("Орлов Пётр Ильич", registered=True, group_messages=4, calls=0),
    person("Белова Нина Юрьевна", registered=False, messages_10=True),
]


def test_the_indicators_are_worked_out_from_the_list():
    found = indicators_of(ROWS)
    assert found["teachers_total"] == SummaryValue(2, 3)
    assert found["teachers_3_messages"] == SummaryValue(3, 3)
    assert found["teachers_10_messages"] == SummaryValue(2, 2)
    assert found["teachers_called"] == SummaryValue(1, 2)
    assert found["teachers_created_chats"] == SummaryValue(1, 2)


def test_an_indicator_that_no_column_speaks_of_is_not_zero_but_absent():
    assert "teachers_journal_linked" not in indicators_of(ROWS)
    assert indicators_of([]) == {}


def test_class_teachers_figures_are_added_up():
    rows = [person("А Б", pupils_total=25, pupils_registered=20), person("В Г", pupils_registered=10, pupils_total=12)]
    assert indicators_of(rows)["pupils_total"] == SummaryValue(30, 37)


def test_list_and_summary_that_differ_are_named_with_the_people_to_look_at():
    said = against_summary(ROWS, {"teachers_called": SummaryValue(2), "teachers_total": SummaryValue(2)})
    assert said == [
        "1 звонок за неделю: по сводке 2, по списку 1: не хватает 1 человека из этих: "
        "Орлов Пётр Ильич, Белова Нина Юрьевна."
    ]


def test_people_to_look_at_are_named_only_where_they_can_be_the_difference():
    [said] = against_summary(ROWS, {"teachers_called": SummaryValue(9)})
    assert said == "1 звонок за неделю: по сводке 9, по списку 1: не хватает 8 человек, в списке их нет."


def test_a_sudden_fall_asks_whether_the_file_is_the_right_one():
    now, before = {"teachers_called": SummaryValue(10)}, {"teachers_called": SummaryValue(21)}
    assert "было 21, теперь 10. Тот ли это файл?" in against_last_week(now, before)[0]
    assert against_last_week({"teachers_called": SummaryValue(11)}, before) == []
    assert fewer_people(10, 40) == ["В списке 10 человек, а в прошлый раз было 40. Это полный список?"]
    assert fewer_people(30, 40) == []


def test_a_school_is_known_by_its_kind_and_number():
    spellings = ("МБОУ «Средняя общеобразовательная школа №1»", "СОШ № 1", "МБОУ СОШ №1 им. Пушкина", "школа 1")
    assert {school_key(name) for name in spellings} == {"сош 1"}
    known = {7: "МБОУ «СОШ № 1»", 8: "МБОУ «СОШ № 11»", 9: "МБОУ «Гимназия № 1»"}
    assert match_school("СОШ №1", known).school == 7
    assert match_school("Гимназия № 1", known).school == 9
    assert match_school("СОШ № 2", known).school is None


def test_two_schools_that_fit_are_for_a_person_to_choose_from():
    known = {7: "СОШ № 1 г. Верхний", 8: "СОШ № 1 г. Нижний"}
    found = match_school("СОШ № 1", known)
    assert found.school is None
    assert set(found.candidates) == {7, 8}
