"""Russian full names in their many spellings."""

import pytest

from indicators.names import gender, joined_name, parse_name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ИВАНОВА АННА ПЕТРОВНА", "Иванова Анна Петровна"),
        ("иванова анна петровна", "Иванова Анна Петровна"),
        ("Иванова  Анна\u00a0Петровна ", "Иванова Анна Петровна"),
        ("Анна Петровна Иванова", "Иванова Анна Петровна"),
        ("Иванова Анна", "Иванова Анна"),
        ("Иванова А.П.", "Иванова А.П."),
        ("Иванова А. П.", "Иванова А.П."),
        ("А.П. Иванова", "Иванова А.П."),
        ("Алиев – Мамедов Руслан Тимурович", "Алиев-Мамедов Руслан Тимурович"),
        ("Мамедов Эльчин Рашид Оглы", "Мамедов Эльчин Рашид оглы"),
        ("МАМЕДОВА СЕВДА АРИФ КЫЗЫ", "Мамедова Севда Ариф кызы"),
        ("Каримова З.М. (декрет)", "Каримова З.М."),
        ("O'Нил Джон", "О'Нил Джон"),
    ],
)
def test_a_name_is_shown_in_one_way(text, shown):
    name = parse_name(text)
    assert name is not None
    assert name.shown == shown


def test_a_former_surname_in_brackets_is_kept_apart():
    name = parse_name("Гаджиева (Алиева) П.М.")
    assert name is not None
    assert (name.shown, name.former) == ("Гаджиева П.М.", "Алиева")


@pytest.mark.parametrize(
    "other",
    ["СЕМЕНОВА ОЛЬГА ИГОРЕВНА", "Cемёнова Oльгa Игоревна", " семенова  ольга игоревна", "Ольга Игоревна Семёнова"],
)
def test_spellings_of_one_name_have_one_key(other):
    one, two = parse_name("Семёнова Ольга Игоревна"), parse_name(other)
    assert one is not None
    assert two is not None
    assert one.key == two.key


@pytest.mark.parametrize(
    "text",
    ["", "Вакансия", "12345", "=HYPERLINK(1)", "5А класс", "Итого", "нет", "Исполнитель: Иванова", "a" * 200, "+7 900"],
)
def test_what_is_no_name_is_none(text):
    assert parse_name(text) is None


def test_parts_from_three_columns():
    name = joined_name("АЛИЕВА", "севда", "Ариф Кызы")
    assert name is not None
    assert name.shown == "Алиева Севда Ариф кызы"


@pytest.mark.parametrize(
    ("patronymic", "who"),
    [
        ("Петровна", "female"),
        ("Ильинична", "female"),
        ("Ариф кызы", "female"),
        ("Алиевич", "male"),
        ("Ильич", "male"),
        ("Рашид оглы", "male"),
        ("", None),
        ("Ли", None),
    ],
)
def test_a_patronymic_tells_the_gender(patronymic, who):
    assert gender(patronymic) == who
