"""Russian full names in their many spellings."""

import pytest

from indicators.rows import is_note, is_total
from indicators.russian.names import gender, joined_name, parse_name


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
        ("Ахмедов М.-Р. А.", "Ахмедов М.А."),
        ("М-Р.А. Ахмедов", "Ахмедов М.А."),
        ("Гасанов Г.Г., 9Б", "Гасанов Г.Г."),
        ("Шахбанова Р.Ш. кл.рук. 5А", "Шахбанова Р.Ш."),
        ("Алиева П.М. /Гаджиева/", "Алиева П.М."),
        ("Русский Иван Ильич", "Русский Иван Ильич"),
        ("Музыка О.И.", "Музыка О.И."),
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


@pytest.mark.parametrize(
    "surname",
    ["Тестова", "Школьникова", "Классен", "Среднева", "Директоренко", "Учителева", "Завучева", "Вакантова", "Фиошина"],
)
@pytest.mark.parametrize("rest", ["Анна Петровна", "Анна", "А.П."])
def test_surnames_that_begin_like_other_words_of_a_school_are_surnames(surname, rest):
    for text in (f"{surname} {rest}", f"{surname.upper()} {rest.upper()}"):
        name = parse_name(text)
        assert name is not None
        assert name.last == surname


@pytest.mark.parametrize(
    "text", ["Тестовая запись", "Школа № 5", "Классный руководитель", "Средний балл", "Учитель Анна"]
)
def test_the_words_themselves_are_no_surnames(text):
    assert parse_name(text) is None


def test_with_a_patronymic_even_such_a_word_is_a_surname_but_an_occupation_is_not():
    name = parse_name("СРЕДНИЙ ИВАН ПЕТРОВИЧ")
    assert name is not None
    assert name.last == "Средний"
    assert parse_name("Директор Анна Петровна") is None


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


@pytest.mark.parametrize("name", ["Доля Анна Петровна", "ПОДПИСНОВА АННА ПЕТРОВНА", "Итогина Мария Львовна"])
def test_a_row_of_a_person_is_neither_a_total_nor_a_note_whatever_the_surname_resembles(name):
    assert not is_total([name, 1.0])
    assert not is_note([name, 1.0])


@pytest.mark.parametrize("text", ["Итого по школе", "Доля, %", "Всего", "Сумма"])
def test_totals_are_totals(text):
    assert is_total([text, 1.0])


@pytest.mark.parametrize(
    "text",
    [
        "Целевое значение",
        "План на неделю",
        "Максимум",
        "Количество педагогов",
        "Администрация",
        "Русский язык",
        "Химия",
    ],
)
def test_a_section_or_a_target_in_the_column_of_names_is_nobody(text):
    assert parse_name(text) is None
