"""What rules a fact out whatever its words: of whom a part is, whose the chats are, of which day a figure is."""

from datetime import date

import pytest

from indicators.reading.tables import Cell
from tests.indicators.columns import ANSWERS, NAMES, SCHOOLS, facts, read, read_rows


def test_a_part_that_names_its_own_people_is_of_them_and_not_of_the_column_before():
    """«Из них» goes on from the column before only where it does not say itself of whom."""
    pupils = ("Из них зарегистрировано обучающихся в Сферуме", [12, 7, 20, 15])
    parents = ("Подключено родителей", [20, 11, 25, 14])
    linked = ("Привязано учеников к журналу", [10, 6, 18, 15])
    assert facts(parents, pupils) == ["parents_connected", "pupils_registered"]
    assert facts(linked, ("Из них обучающихся в Сферуме", [12, 7, 20, 15])) == [
        "pupils_journal_linked",
        "pupils_registered",
    ]


@pytest.mark.parametrize("heading", ["Из них мальчиков", "Из них второгодников", "из них сирот, чел."])
def test_a_part_of_whom_nobody_knows_is_none_of_messages(heading):
    assert facts(("Сообщений от учеников", [3, 4, 0, 7]), (heading, [1, 2, 0, 4])) == [None, None]
    assert facts(("Сообщений от 10 (да/нет)", ["да", "нет", "да", "да"]), (heading, [1, 2, 0, 4]))[1] is None


def test_another_fact_beside_a_whole_is_no_part_of_it():
    counted = ("Сообщ. групп., всего за нед., ед.", [12, 7, 20, 15])
    assert facts(counted, ("Чатов создано, ед.", [1, 0, 2, 1])) == ["group_messages", "group_chats"]


@pytest.mark.parametrize("heading", ["Чаты школы, всего", "Всего чатов у школы", "Чатов под наблюдением"])
def test_chats_of_somebody_else_are_asked_about_at_the_most(heading):
    assert facts((heading, [8, 3, 15, 0])) == [None]


@pytest.mark.parametrize("heading", ["Сообщений о травле", "Сообщений под запретом", "Сообщений над чертой"])
def test_what_messages_are_about_makes_other_messages_of_them(heading):
    assert facts((heading, [2, 0, 5, 1])) == [None]


@pytest.mark.parametrize("heading", ["Название курсов", "Курсы, название", "Школа, которую окончил"])
def test_schools_in_the_cells_are_no_school_under_courses_or_studies(heading):
    cells = ["«Цифровая школа»", "Лицей № 3", "«Школа лидера»", "СОШ № 5"]
    assert facts((heading, list(cells))) == [None]


def test_a_figure_of_weeks_ago_is_none_of_the_week_that_the_title_names():
    def read_of(heading):
        rows: list[list[Cell]] = [["Статистика за 09.11.2026–15.11.2026", None], ["ФИО", heading]]
        rows += [[name, number] for name, number in zip(NAMES, (12, 7, 20, 15), strict=True)]
        return read_rows(rows).found.columns[1].fact

    assert read_of("Зарегистрировано детей на 01.09") is None
    assert read_of("Зарегистрировано детей на 15.11") == "pupils_registered"
    assert read_of("Учеников в классе на 01.09") == "pupils_total"


@pytest.mark.parametrize(
    ("heading", "cells", "code"),
    [
        ("Пр. рег. в MAX", ["+", "–", "+", "+"], "max_registered"),
        ("Пр. «сообщ.>=3»", ["да", "нет", "да", "да"], "messages_3"),
        ("Пр. зв. за нед.", ["да", "нет", "да", "да"], None),  # missed ones, or whether there were any
        ("Пр. рег. в MAX", [4, 0, 7, 2], None),
        ("Ст. уч. зап.", ["Активен", "Не активен", "Активен", "Активен"], "profile_active"),
        ("Вход посл., дд.мм.гггг", ["12.11.26", "01.11.26", "09.11.26", "13.11.26"], "last_activity"),
        ("Кл. (закр.)", ["4-г", "6-г", "10-а", "5-г"], "classes"),
        ("Должность по шт. расп.", ["Сотрудник", "Завуч", "Педагог", "Педагог"], "role"),
        ("Общая численность обучающихся, закреплённых за классным руководителем", [24, 22, 16, 19], "pupils_total"),
    ],
)
def test_words_cut_short_at_the_beginning_only_say_in_what_form(heading, cells, code):
    assert facts((heading, list(cells))) == [code]


def test_the_class_that_is_somebodys_is_that_also_under_a_place_of_work():
    school = ("Место работы / школа", list(SCHOOLS))
    assert facts(school, ("Место работы / закреплённый класс", ["11-Г", "9-Ж", "1-Е", "2-В"])) == ["school", "classes"]


def test_rows_without_a_name_are_kept_where_cells_alone_told_which_column_is_the_page():
    """A school's own row bears no account; «Профиль ВК» is one by its cells, also where no MAX id stands beside it."""
    pages = [f"vk.com/id7001{number}" for number in range(10, 14)]
    rows: list[list[Cell]] = [["Место работы (школа)", "профиль ВК", "ID MAX", "Зарегистрирован в MAX"]]
    rows += [
        ["МБОУ СОШ № 12", page, max_id, "да" if max_id else "нет"]
        for page, max_id in zip(pages, (44_039_392, None, 44_036_042, None), strict=True)
    ]
    assert [person.vk_id for person in read_rows(rows).found.people] == [700_110, 700_111, 700_112, 700_113]


LATELY: list[Cell] = [date(2026, 11, day) for day in (9, 3, 13, 12)]


@pytest.mark.parametrize(
    "heading",
    [
        *("Последний медосмотр", "Последний прогон", "Последняя оплата", "Последний ремонт", "Последний больничный"),
        *("Дата посещения врача", "Последний визит логопеда", "Дата использования гранта", "Вход в здание"),
        *("Последний сбой", "Последняя явка", "Был на конференции", "Работает с даты", "В сети с"),
    ],
)
def test_days_of_a_noun_that_is_none_of_ours_are_no_visits(heading):
    assert facts((heading, list(LATELY))) == [None]


@pytest.mark.parametrize(
    "heading",
    ["Последний раз видели", "Последний раз", "Дата захода", "Последняя сессия"],
)
def test_days_of_visits_are_taken_as_before(heading):
    assert facts((heading, list(LATELY))) == ["last_activity"]


@pytest.mark.parametrize(
    "heading",
    [
        *("Связист", "Регистратор", "Интернет подключён", "Учётная запись в 1С", "Есть смартфон для MAX"),
        *("Чатов, модерируемых завучем", "Чат создан завучем"),
    ],
)
def test_a_yes_of_another_thing_or_person_is_no_fact(heading):
    assert facts((heading, list(ANSWERS))) == [None]


def test_counted_classes_name_none():
    assert facts(("Классов в школе", [3, 11, 8, 2])) == [None]
    assert facts(("Класс", [3, 11, 8, 2])) == ["classes"]


def test_another_word_is_no_slip_of_a_beginning():
    assert facts(("Учеников на подвозе", [3, 11, 8, 2])) == [None]


@pytest.mark.parametrize(
    ("heading", "cells", "code"),
    [
        ("Численность отправленных педагогом сообщений в групповые чаты", [12, 0, 3, 5], "group_messages"),
        ("Численность звонков, инициированных работником", [1, 0, 2, 5], "calls"),
        ("Соотв. порогу 3 сообщ.", ["да", "нет", "да", "да"], "messages_3"),
        ("Дет_зарег", [12, 20, 3, 5], "pupils_registered"),
        ("Дет_ЭЖ", [12, 20, 3, 5], "pupils_journal_linked"),
    ],
)
def test_words_cut_short_are_read_as_what_they_begin(heading, cells, code):
    assert facts((heading, list(cells))) == [code]


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("Звонки охранников", "calls"),
        ("Сообщения выпускников", "group_messages"),
        ("Чаты, созданные выпускниками", "group_chats"),
    ],
)
def test_deeds_of_many_strangers_are_no_figures_of_the_one_in_the_row(heading, asked):
    column = read(("ФИО", NAMES), (heading, [3, 0, 8, 2])).found.columns[1]
    assert (column.fact, column.asked) == (None, asked)


def test_numbers_of_an_unknown_system_are_nobodys_page():
    numbers: list[Cell] = [48_184_370, 48_190_221, 50_003_114, 61_700_205]
    assert facts(("ID Ромашка", list(numbers))) == [None]
    assert facts(("ID Сферум", list(numbers))) == ["vk_id"]
