"""«Почему так?»: what each column's decision rests on, in a list and in a summary."""

import re

import pytest

from indicators.errors import UnusableFile
from indicators.headings.explaining import explain, questions
from indicators.headings.meaning import meaning_of
from tests.indicators.test_understanding import told

ANNA, BORIS = "Иванова Анна Петровна", "Орлов Пётр Ильич"


def why(*rows, kind: str = "people") -> dict[str, tuple[str, str]]:
    return {heading: (decision, parts) for heading, decision, parts in explain(told(*rows).columns, kind)}


def test_a_list_says_which_words_and_cells_decided():
    found = why(
        ["ФИО", "Сообщений всего", "в т.ч. в групповых чатах", "Сообщений в телеграме"],
        [ANNA, 20, 2, 1],
        [BORIS, 5, 5, 9],
    )
    decision, parts = found["в т.ч. в групповых чатах"]
    assert decision == "Сообщений в групповых чатах за неделю"
    assert "в названии: сообщений" in parts
    assert "клетки подходят" in parts
    assert found["Сообщений в телеграме"] == ("не используется", "«телеграме» — это другое")
    assert "говорит об этом точнее" in found["Сообщений всего"][1]


def test_a_column_that_its_cells_rule_out_says_so():
    found = why(["№", "ФИО", "Школа", "Где преподаёт"], [1, ANNA, "ДГУ", "начальная"], [2, BORIS, "МГУ", "средняя"])
    assert found["Школа"] == ("не используется", "в названии: школа; по клеткам это другое")
    assert found["Где преподаёт"] == ("не используется", "в названии: преподаёт; по клеткам это другое")
    assert found["№"] == ("не используется", "это номер строки")


@pytest.mark.parametrize(
    ("heading", "quoted"),
    [
        ("Есть в MAX", "в названии: есть, MAX"),
        ("Прошёл регистрацию в Сферуме", "в названии: прошёл регистрацию"),
        ("Сферум", "в названии: Сферум"),
        ("ФИО ребёнка", "«ребёнка» — это другое"),
        ("Роль в ЭЖД", "«ЭЖД»"),
    ],
)
def test_words_are_quoted_as_the_heading_has_them(heading, quoted):
    meaning = meaning_of(heading)
    assert meaning is not None
    assert quoted in "; ".join(meaning.why)


def test_a_fact_that_the_cells_tell_is_named_by_its_title_and_other_weeks_say_so():
    heads = ["ФИО", "Отправил 3 сообщения", "Звонки 02.11", "Звонки 09.11"]
    found = why(heads, [ANNA, 5, 1, 0], [BORIS, 2, 0, 2])
    assert found["Отправил 3 сообщения"][1].split("; ")[1] == "по клеткам это «Сообщений в групповых чатах за неделю»"
    assert found["Звонки 02.11"] == ("не используется", "столбец другой недели")


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        (
            ["Кабинет", "Сообщений в группах", "Звонков"],
            "показатели («Сообщений в группах», «Звонков»), но не видно",
        ),
        (["Кабинет", "Площадь", "Ключи"], "не нашлось знакомых заголовков"),
    ],
)
def test_a_table_of_nobody_says_what_is_missing(headings, sentence):
    with pytest.raises(UnusableFile, match=re.escape(sentence)):
        told(headings, [101, 4, 2], [102, 0, 1])


def test_an_opposite_says_so():
    decision, parts = why(["ФИО", "Не связан с ЭЖД"], [ANNA, "да"], [BORIS, "нет"])["Не связан с ЭЖД"]
    assert (decision, "обратное" in parts) == ("Связан с электронным журналом", True)


def test_a_summary_says_why_and_asks_where_it_is_unsure():
    found = told(
        ["Школа", "Учителей в Сферуме", "Создали групповые чаты", "Создали беседы", "Стикероделов сообщений 10"],
        ["Школа № 1", 40, 20, 21, 5],
        ["Школа № 2", 30, 10, 11, 6],
    )
    assert found.kind == "summary"
    said = {heading: (decision, parts) for heading, decision, parts in explain(found.columns, "summary")}
    assert "в названии:" in said["Учителей в Сферуме"][1]
    assert "об этом уже говорит «Создали групповые чаты»" in said["Создали беседы"][1]
    assert [(column.heading, column.fact) for column in questions(found.columns)] == [
        ("Стикероделов сообщений 10", None)
    ]


def test_a_summary_on_its_side_says_why_too():
    found = told(
        ["Показатель", "Школа № 1", "Школа № 2"],
        ["Учителей в Сферуме", 40, 30],
        ["Создали групповые чаты", 20, 10],
        ["Совершили минимум 1 звонок", 4, 3],
    )
    assert all(column.why for column in found.columns)
