"""What a writer does to every heading of a table, whatever it says: columns with their number, signs in place of words,
English words in Russian letters."""

import pytest

from indicators.reading.tables import Cell
from tests.indicators.columns import ANSWERS, FEW, FIGURES, NAMES, facts, read_rows

MANY: list[Cell] = [18, 25, 22, 30]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("гр. 5 Звонки за неделю", FEW, "calls"),
        ("гр. 3 Сообщений не менее 10", ANSWERS, "messages_10"),
        ("гр. 7 От 3 сообщений в неделю (+/–)", ANSWERS, "messages_3"),
        ("Графа 8 ≥ 10 сообщений", ANSWERS, "messages_10"),
        ("Звонков совершено, ед. (гр. 5)", FEW, "calls"),
        ("Сообщений не менее 3 (1 – да, 0 – нет) (гр. 12)", ANSWERS, "messages_3"),
        ("Создано групповых чатов\n(гр. 10)", FEW, "group_chats"),
        ("Состояние профиля (активен – 1, неактивен – 0)", ANSWERS, "profile_active"),
    ],
)
def test_the_number_of_a_column_says_nothing(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


def test_a_threshold_behind_groups_is_no_number_of_a_column():
    assert facts(("гр. 10 сообщений и более", ANSWERS)) == ["messages_10"]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("Коллы за неделю", FEW, "calls"),
        ("Мессаджинг в группах: исходящие за неделю", FIGURES, "group_messages"),
        ("Аккаунт слинкован с журналом", ANSWERS, "journal_linked"),
        ("MAX: эктив за неделю", ANSWERS, "max_active_week"),
        ("Тотал обучающихся в классе", MANY, "pupils_total"),
        ("Онбординг в Сферум пройден", ANSWERS, "registered"),
        ("Инкаминг коллы", FEW, None),
        ("Таргет по месседжам", FEW, None),
    ],
)
def test_english_words_in_russian_letters(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("🔟+ сообщений за неделю", ANSWERS, "messages_10"),
        ("🆔 MAX", [21_345_678, 45_678_901, 78_123_456, 90_817_263], "max_id"),
        ("🔗 связан с эл. журналом", ANSWERS, "journal_linked"),
    ],
)
def test_signs_that_are_words(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


def test_chats_of_two_against_groups_over_columns_say_which_is_which():
    over = "💬 личка vs группы"
    columns = [(f"{over} / сообщений в группах", FIGURES), (f"{over} / личных", FEW), (f"{over} / ≥10 ✅", ANSWERS)]
    assert facts(*columns) == ["group_messages", None, "messages_10"]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Звонки за неделю / сколько раз не взял трубку", FEW),
        ("Звонки за неделю / сколько раз ему позвонили", FEW),
        ("Сообщ. в групп. чатах (нед.) / прочит.", FIGURES),
        ("Срок исправления", ["18.11.2026", "19.11.2026", "20.11.2026", "18.11.2026"]),
    ],
)
def test_what_came_to_somebody_or_is_to_be_mended_is_no_deed(heading, cells):
    assert facts((heading, cells)) == [None]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("ЭЖ св.", ANSWERS, "journal_linked"),
        ("Соз. ГЧ", FEW, "group_chats"),
        ("Уч-ся, всего по ЭЖ", MANY, "pupils_total"),
        ("Число отправленных сообщений в групповых чатах в течение календарной недели", FIGURES, "group_messages"),
    ],
)
def test_short_and_official_ways(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


def test_an_application_beside_a_registration_is_none():
    over = "Мессенджер МАКС"
    columns = [(f"{over} / зарегистрирован ли", ANSWERS), (f"{over} / скачал ли на телефон", ANSWERS[::-1])]
    assert facts(*columns) == ["max_registered", None]


def test_days_of_the_week_before_the_one_in_the_title_are_left_out():
    heads: list[Cell] = ["ФИО", "Сообщений в группах за 02.11–08.11", "Совершено звонков"]
    rows = [list(row) for row in zip(NAMES, FIGURES, FEW, strict=True)]
    sheet = read_rows([["Статистика за 09.11.2026–15.11.2026", None, None], heads, *rows])
    assert [column.fact for column in sheet.found.columns] == ["full_name", None, "calls"]


def test_where_a_name_comes_from_is_no_journal():
    assert facts(("Класс (назв. в ЭЖ)", ["5А", "6Б", "7В", "8Г"])) == ["classes"]


def test_a_number_of_the_column_in_the_second_row_of_headings():
    rows = [list(row) for row in zip(NAMES, FEW, FIGURES, strict=True)]
    heads: list[list[Cell]] = [
        ["ФИО", "Звонки, ед.", None],
        [None, "гр. 2 совершено за неделю", "гр. 3 за прошлую неделю"],
    ]
    assert [column.fact for column in read_rows([*heads, *rows]).found.columns] == ["full_name", "calls", None]


def test_the_whole_is_not_reckoned_from_the_share():
    whole, part = [20, 25, 10, 16], [10, 20, 8, 12]
    columns = [("Учеников в классе", whole), ("Учеников в Сферуме", part), ("Охват, %", [50, 80, 80, 75])]
    assert facts(*columns) == ["pupils_total", "pupils_registered", None]


def test_all_chats_are_asked_about():
    assert facts(("Чаты (всего)", FEW)) == [None]
    assert facts(("Групповых чатов всего", FEW)) == ["group_chats"]
