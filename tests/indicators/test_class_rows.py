"""A summary with a class in every row is of pupils, and the school's figures are all classes together."""

import pytest

from indicators.rows import SummaryValue
from indicators.summary.table import NOT_TOLD_APART
from tests.indicators.test_understanding import told

TITLE = ["Свод по классам за 09.11.2026–15.11.2026"]
SUM = {"pupils_total": SummaryValue(40, 50), "pupils_journal_linked": SummaryValue(28, 40)}


@pytest.mark.parametrize(
    "headings",
    [
        ["Класс", "Всего обучающихся", "Зарегистрировано в Сферум", "Связали ЭЖД"],
        ["Класс", "Всего", "В Сферуме", "Связаны с журналом"],
        ["Классы", "Кол-во учеников", "Учеников в Сферуме", "Учеников связали ЭЖД"],
    ],
)
@pytest.mark.parametrize("names", [[1, 2, 3], ["5А", "5Б", "11 «А»"], ["5 класс", "6 класс", "7 класс"]])
def test_classes_are_added_up_and_nobody_of_them_is_a_teacher(headings, names):
    figures = [[17, 12, 8], [15, 13, 9], [18, 15, 11]]
    rows = [[name, *of] for name, of in zip(names, figures, strict=True)]
    found = told(TITLE, headings, *rows, ["Итого", 50, 40, 28])
    assert [row.values for row in found.summaries] == [SUM]
    assert "В таблице строки по классам: показатели школы — их сумма (3 класса)." in found.warnings


def test_teachers_beside_pupils_stay_teachers():
    headings = ["Класс", "Учеников в Сферуме", "Учителей зарегистрировано"]
    [row] = told(TITLE, headings, ["5А", 20, 2], ["5Б", 22, 3]).summaries
    assert row.values == {"pupils_total": SummaryValue(42), "teachers_total": SummaryValue(5)}


def test_classes_of_several_schools_are_added_up_school_by_school():
    headings = ["Школа", "Класс", "Всего учеников", "Учеников в Сферуме"]
    rows = [[f"СОШ № {number}", name, 20, 10 + number] for number in (1, 2) for name in ("5А", "5Б")]
    found = told(TITLE, headings, *rows).summaries
    assert [(row.school, row.values["pupils_total"]) for row in found] == [
        ("СОШ № 1", SummaryValue(22, 40)),
        ("СОШ № 2", SummaryValue(24, 40)),
    ]


def test_sums_of_parallels_and_stages_among_the_classes_are_not_added_once_more():
    headings = ["Класс", "Всего учеников", "Учеников в Сферуме", "Ученики связали ЭЖД"]
    classes = [["3", 15, 10], ["5А", 20, 18], ["5Б", 22, 20], ["7Е", 10, 9], ["10-11", 25, 20]]
    sums = [["1–4 классы", 15, 10], ["5-е классы", 42, 38], ["Основная школа", 52, 47]]
    found = told(TITLE, headings, *[[*row, 1] for row in (*classes, *sums)])
    assert found.summaries[0].values["pupils_total"] == SummaryValue(77, 92)
    assert "В таблице строки по классам: показатели школы — их сумма (5 классов)." in found.warnings


def test_a_class_that_stands_twice_counts_once():
    headings = ["Класс", "Всего учеников", "Учеников в Сферуме", "Ученики связали ЭЖД"]
    again = told(TITLE, headings, ["5А", 20, 18, 3], ["5Б", 22, 20, 10], ["5а", 20, 18, 3])
    assert again.summaries[0].values["pupils_total"] == SummaryValue(38, 42)
    two_without_letters = told(TITLE, headings, ["5", 20, 18, 3], ["6", 22, 20, 10], ["5", 20, 18, 3])
    assert two_without_letters.summaries[0].values["pupils_total"] == SummaryValue(56, 62)


def test_a_class_without_a_number_is_told():
    headings = ["Класс", "Всего учеников", "Учеников в Сферуме", "Ученики связали ЭЖД"]
    found = told(TITLE, headings, ["5А", 20, 18, None], ["5Б", 22, 20, 10])
    assert found.summaries[0].values["pupils_journal_linked"] == SummaryValue(10, 20)
    assert any("Не у всех классов" in one for one in found.warnings)


def test_shares_alone_cannot_be_added_up_and_that_is_said():
    headings = ["Класс", "Учеников в Сферуме, %", "Ученики связали ЭЖД"]
    found = told(TITLE, headings, ["5А", "90 %", 10], ["5Б", "55 %", 12])
    assert found.summaries[0].values == {"pupils_journal_linked": SummaryValue(22)}
    assert any("Проценты без чисел" in one for one in found.warnings)


def test_rows_that_nothing_tells_apart_are_not_dropped_without_a_word():
    headings = ["Здание", "Учеников в Сферуме", "Ученики связали ЭЖД"]
    found = told(TITLE, headings, ["на горке", 20, 18], ["у реки", 22, 20])
    assert NOT_TOLD_APART.format(rows=2) in found.warnings
