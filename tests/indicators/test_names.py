"""Russian full names in their many spellings."""

import pytest

from indicators.rows import is_note, is_total
from indicators.russian.listed_names import names_of_list
from indicators.russian.name_order import is_patronymic, shows_order
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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Анна Петровна Маркович", ("Маркович", "Анна", "Петровна")),
        ("Маркович Анна Петровна", ("Маркович", "Анна", "Петровна")),
        ("Анна Маркович Петровна", ("Маркович", "Анна", "Петровна")),
        ("Анна Петровна Станкевич", ("Станкевич", "Анна", "Петровна")),
        ("АННА ПЕТРОВНА СТАНКЕВИЧ", ("Станкевич", "Анна", "Петровна")),
        ("Пётр Ильич Маркович", ("Маркович", "Пётр", "Ильич")),
        ("Маркович Пётр Ильич", ("Маркович", "Пётр", "Ильич")),
        ("Пётр Станкевич Ильич", ("Станкевич", "Пётр", "Ильич")),
        ("Мехтап Петровна Абрамович", ("Абрамович", "Мехтап", "Петровна")),
        ("Анна Иванова Петровна", ("Иванова", "Анна", "Петровна")),
        ("Мехди Гусейн оглы Алиев", ("Алиев", "Мехди", "Гусейн оглы")),
        ("Мехди Гусейн-оглы Алиев", ("Алиев", "Мехди", "Гусейн оглы")),
        ("Алиев Мехди Гусейн оглы", ("Алиев", "Мехди", "Гусейн оглы")),
        ("Севда Ариф Кызы Мамедова-Алиева", ("Мамедова-Алиева", "Севда", "Ариф кызы")),
        ("Анна Мария Петровна Иванова", ("Иванова", "Анна Мария", "Петровна")),
        ("Гарсия Лопес Мария Ивановна", ("Гарсия Лопес", "Мария", "Ивановна")),
        ("Анна Иванова", ("Иванова", "Анна", "")),
        ("Роман Давид", ("Роман", "Давид", "")),
        ("О Елена Викторовна", ("О", "Елена", "Викторовна")),
        ("Елена Викторовна О", ("О", "Елена", "Викторовна")),
        ("О Елена", ("О", "Елена", "")),
        ("О Е.В.", ("О", "Е", "В")),
        ("Е. В. О", ("О", "Е", "В")),
        ("Ю Ли", ("Ли", "Ю", "")),
    ],
)
def test_the_surname_is_found_wherever_it_stands_and_found_again_when_the_name_is_read_back(text, parts):
    name = parse_name(text)
    assert name is not None
    assert (name.last, name.first, name.patronymic) == parts
    assert parse_name(name.shown) == name


@pytest.mark.parametrize(
    "text",
    [
        "{} 9А",
        "{} 9 «А»",
        "{}, 9 А класс",
        "{} +7 (928) 123-45-67",
        "{} 89281234567",
        "{} тел. 8 928 123 45 67",
        "{} т.89281234567",
        "{} 1980",
        "{} 1980 г.р.",
        "{} 12.05.1980",
        "{} (1980)",
        "{} № 7",
        "{} vera@example.org",
        "9А {}",
        "9 «А» {}",
        "9А класс – {}",
    ],
)
@pytest.mark.parametrize("name", ["Лунина Вера Олеговна", "Лунина Вера", "Лунина В.О.", "Анна Петровна Маркович"])
def test_a_class_a_telephone_or_a_year_beside_a_name_is_not_a_part_of_it(text, name):
    assert parse_name(text.format(name)) == parse_name(name)


@pytest.mark.parametrize("text", ["{} декрет", "{} б/л", "{} совм.", "{} отпуск по уходу", "{} уволена", "{} Декрет"])
@pytest.mark.parametrize(
    "name",
    ["Лунина Вера Олеговна", "Лунина Вера", "Лунина В.О.", "Анна Петровна Маркович", "Гусейнов Мехди Гусейн оглы"],
)
def test_a_remark_behind_a_name_is_not_a_part_of_it(text, name):
    assert parse_name(text.format(name)) == parse_name(name)


@pytest.mark.parametrize("text", ["ЛУНИНА ВЕРА ОЛЕГОВНА ДЕКРЕТ", "лунина вера олеговна декрет", "Лунина Вера олеговна"])
def test_small_and_large_letters_change_nothing_about_it(text):
    assert parse_name(text) == parse_name("Лунина Вера Олеговна")


def test_a_surname_with_a_small_word_keeps_it():
    assert parse_name("Анна Петровна фон Берг") == parse_name("Фон Берг Анна Петровна")


@pytest.mark.parametrize(
    "text", ["Школа № 5", "Класс 5А", "Кабинет 12", "5А", "9А класс", "Учитель 1", "Пользователь 123", "№ 5"]
)
def test_what_is_numbered_is_nobody(text):
    assert parse_name(text) is None


def test_a_surname_of_one_letter_in_a_column_of_its_own():
    for last in ("О", "о", "О."):
        for first, patronymic in (("Елена", "Викторовна"), ("Елена", ""), ("Елена Викторовна", "")):
            name = joined_name(last, first, patronymic)
            assert name is not None
            assert (name.last, name.first.split()[0], name.initials) == ("О", "Елена", False)


def test_the_other_names_of_a_list_decide_where_a_name_does_not_show_its_order():
    usual, turned = {"Иванова Анна", "Орлов Пётр"}, {"Анна Иванова", "Пётр Орлов"}
    for others, last in ((usual, "Роман"), (turned, "Давид"), (usual | turned, "Роман"), (set(), "Роман")):
        found = names_of_list({"Роман Давид", *others})["Роман Давид"]
        assert found is not None
        assert found.last == last
    said = names_of_list({"Роман Давид"}, first_name_leads=True)["Роман Давид"]
    assert said is not None
    assert said.last == "Давид"


def test_which_words_show_what_they_are():
    assert shows_order("Иванова", "Анна")
    assert shows_order("Ким", "Светлана")
    assert not shows_order("Роман", "Давид")
    assert not shows_order("Ли", "Вэй")
    assert [word for word in ("Петрович", "Львовна", "Ильич", "Марковна", "Станкевич", "Кулич", "Анна")
            if is_patronymic(word)] == ["Петрович", "Львовна", "Ильич", "Марковна"]  # fmt: skip
