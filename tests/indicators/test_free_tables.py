"""Freely worded tables, and the ways of filling a list that nobody announces in its headings."""

import pytest

from indicators.headings.explaining import explain, questions
from indicators.headings.meaning import meaning_of
from indicators.lexicon.lexicon import TABLES, lexicon, lines
from indicators.lexicon.reading import mentions_in
from indicators.reading.tables import Cell
from tests.headings_measure import measure
from tests.indicators.test_understanding import told

ANNA, BORIS, VERA = "Иванова Анна Петровна", "Орлов Пётр Ильич", "Белова Нина Юрьевна"


def facts(*rows: list[Cell]) -> list[dict[str, object]]:
    return [dict(person.facts) for person in told(*rows).people]


def test_freely_worded_tables_are_understood_and_no_decoy_is_taken(capsys):
    tally = measure("tests.free_tables", seed=7, count=120)
    assert tally.share() >= 0.97
    assert (tally.decoys(), tally.people["lost"]) == (0, 0)
    assert "fact columns right" in capsys.readouterr().out


def test_a_word_stands_under_one_concept_only():
    words = [(word, code) for table in TABLES for code, several in lines(table) for word in set(several)]
    assert len({word for word, _ in words}) == len(words)
    assert {code for _, code in words} == lexicon().codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Кол-во сообщ. в групп. чатах", {"count", "message", "grouped", "chat"}),
        ("Сообщ-й за нед.", {"message", "week"}),
        ("Учётка подвязана к дневнику", {"account", "link", "journal"}),
        ("педчат", {"chat"}),
        ("Сооющений", {"message"}),
    ],
)
def test_abbreviations_contractions_and_slips_are_read(text, codes):
    assert codes <= {mention.code for mention in mentions_in(text)}


def test_what_is_denied_and_what_stands_behind_a_preposition_is_told_apart():
    denied = {mention.code for mention in mentions_in("не связан с журналом") if mention.negated}
    governed = {mention.code for mention in mentions_in("стикеров в чатах") if mention.governed}
    assert (denied, governed) == ({"link"}, {"chat"})


def test_all_messages_beside_those_of_groups_under_one_heading():
    rows: list[list[Cell]] = [
        ["ФИО", "Сообщения за неделю", "Сообщения за неделю"],
        ["ФИО", "всего", "из них в групповых чатах"],
    ]
    assert facts(*rows, [ANNA, 20, 2], [BORIS, 5, 5]) == [{"group_messages": 2}, {"group_messages": 5}]


def test_the_earlier_week_and_the_difference_are_left_out():
    heads: list[Cell] = ["прошлая неделя", "отчётная неделя", "+/–"]
    rows: list[list[Cell]] = [["ФИО", *["Сообщений в групповых чатах"] * 3], ["ФИО", *heads]]
    assert facts(*rows, [ANNA, 4, 12, 8], [BORIS, 9, 2, -7]) == [{"group_messages": 12}, {"group_messages": 2}]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Авторизован", "registered"),
        ("Присоединился к платформе", "registered"),
        ("Состояние профиля", "profile_active"),
        ("Организовано бесед", "group_chats"),
        ("Исходящие вызовы", "calls"),
        ("Постов в группах", "group_messages"),
        ("Написано в группах", "group_messages"),
        ("Привязка учётки", "journal_linked"),
        ("3. Звонков совершено", "calls"),
        ("Родителей подключено к MAX", "parents_connected"),
    ],
)
def test_synonyms_are_known(heading, code):
    meaning = meaning_of(heading)
    assert meaning is not None
    assert meaning.code == code


@pytest.mark.parametrize("heading", ["Отметок в ЭЖД", "Просмотров", "Реакций", "Файлов в чатах", "Слов в сообщениях"])
def test_marks_views_reactions_and_files_are_no_facts(heading):
    assert facts(["ФИО", heading], [ANNA, 5], [BORIS, 0]) == [{}, {}]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["✓", "х"], [True, False]),
        (["х", None], [True, None]),
        (["✗", "✓"], [False, True]),
        (["✘", None], [True, None]),
        (["☒", "☐"], [True, False]),
        (["☑", "☒"], [True, False]),
        (["х", "нет"], [True, False]),
        (["x", "-"], [True, False]),
        (["✘", "✘"], [None, None]),
        (["❌", None], [None, None]),
    ],
)
def test_a_cross_means_what_its_column_makes_of_it(cells, expected):
    found = facts(["ФИО", "Зарегистрирован"], [ANNA, cells[0]], [BORIS, cells[1]])
    assert [person.get("registered") for person in found] == expected


def test_names_under_another_heading_or_under_none():
    for heading in ("МБОУ «СОШ № 1»", "Школа", "Наименование", None):
        found = told([heading, "Звонки", "Сообщений"], [ANNA, 1, 2], [BORIS, 0, 3], [VERA, 0, 3])
        assert [person.full_name for person in found.people] == [ANNA, BORIS, VERA]
    assert found.columns[0].heading == "столбец A"


def test_rows_without_a_name_go_on_about_the_person_above():
    heads: list[Cell] = ["№", "ФИО", "Класс", "Учеников в классе", "Сообщений"]
    found = told(heads, [1, ANNA, "5А", 25, 4], [None, None, "6Б", 20, 8], [2, BORIS, "7А", 22, 12])
    assert [(person.classes, person.facts) for person in found.people] == [
        ("5А, 6Б", {}),
        ("7А", {"pupils_total": 22, "group_messages": 12}),
    ]
    assert found.rejected == []


def test_a_row_without_a_name_below_a_pupil_is_not_about_the_teacher_above():
    heads: list[Cell] = ["№", "ФИО", "Должность", "Класс", "Сообщений"]
    found = told(heads, [1, ANNA, "учитель", "5А", 4], [2, BORIS, "ученик", "6Б", 20], [None, None, None, "7В", 8])
    assert [(person.classes, person.facts) for person in found.people] == [("5А", {"group_messages": 4})]


def test_an_opposite_with_a_plain_yes_and_no_is_read_turned_round():
    found = told(["ФИО", "Не зарегистрирован"], [ANNA, "да"], [BORIS, "нет"])
    assert [person.facts for person in found.people] == [{"registered": False}, {"registered": True}]
    assert any("наоборот" in warning for warning in found.warnings)


def test_an_unsure_column_is_asked_about_and_says_why():
    found = told(["ФИО", "Стикероделов сообщений"], [ANNA, 5], [BORIS, 0])
    assert [person.facts for person in found.people] == [{}, {}]
    assert [(column.heading, column.asked) for column in questions(found.columns)] == [
        ("Стикероделов сообщений", "group_messages")
    ]
    heading, decision, why = explain(found.columns)[1]
    assert (heading, "похоже" in decision, "стикероделов" in why) == ("Стикероделов сообщений", True, True)


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Связал(а) аккаунт с журналом (отметка «х»)", "journal_linked"),
        ("Активный пользователь MAX (+/-)", "max_active_week"),
        ("Активность за неделю / в MAX", "max_active_week"),
        ("Код пользователя VK", "vk_id"),
        ("Название должности", "role"),
        ("ОО учителя", "school"),
        ("В каких классах ведёт уроки", "classes"),
        ("Сообщений в группах / с 13.04 по 19.04", "group_messages"),
    ],
)
def test_legends_places_and_weeks_are_no_part_of_the_meaning(heading, code):
    meaning = meaning_of(heading)
    assert meaning is not None
    assert meaning.code == code


@pytest.mark.parametrize("heading", ["Число классов", "Член групповых чатов", "Вход. звонки", "Зарегистрирован с"])
def test_memberships_incoming_calls_and_counts_of_classes_are_no_facts(heading):
    assert facts(["ФИО", heading], [ANNA, 5], [BORIS, 0]) == [{}, {}]


def test_a_status_is_what_its_cells_tell_of():
    assert facts(["ФИО", "Статус"], [ANNA, "Вступил"], [BORIS, "Приглашён"]) == [
        {"registered": True},
        {"registered": False},
    ]


def test_the_chats_of_the_week_and_all_calls_stand_back_behind_what_the_order_counts():
    heads: list[Cell] = [
        "ФИО",
        "Групповых чатов создано",
        "из них создано за неделю",
        "Звонки: всего",
        "Звонки: исходящие",
    ]
    assert facts(heads, [ANNA, 5, 1, 9, 2], [BORIS, 3, 0, 4, 4]) == [
        {"group_chats": 5, "calls": 2},
        {"group_chats": 3, "calls": 4},
    ]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Подключениек Сферуму", "registered"),
        ("ИнтеграциясЭЖД", "journal_linked"),
        ("idМАКС", "max_id"),
        ("Содано групповых чатов", "group_chats"),
        ("Дата послеедней авторизации", "last_activity"),
        ("Видеозвонковза неделю", "calls"),
        ("Отмекта о регистрации", "registered"),
        ("ФАМИЛИЯ И.O.", "full_name"),
        ("неменее 10сообщений", "messages_10"),
        ("Онлайн-звонки (проведено)", "calls"),
    ],
)
def test_words_run_together_and_slips_in_any_form_are_read(heading, code):
    meaning = meaning_of(heading)
    assert meaning is not None
    assert meaning.code == code


@pytest.mark.parametrize(
    "heading",
    [
        *("Сообщенийучеников", "Непрочитанныхсообщений", "Чатов, в которых состиот", "Просмотрел сообщение"),
        *("Сообщений в январе", "Сообщений на одного педагога", "Требуемое количество сообщений", "Чатов покинул"),
    ],
)
def test_a_decoy_stays_one_however_it_is_spelt(heading):
    assert facts(["ФИО", heading], [ANNA, 5], [BORIS, 0], [VERA, 12]) == [{}, {}, {}]


@pytest.mark.parametrize("merged", [True, False])
def test_what_stands_above_several_columns_is_always_heard(merged):
    above = [["План", "План"], ["Отчётная неделя", "Отчётная неделя"], ["WhatsApp", "WhatsApp"]]
    upper: list[Cell] = ["ФИО", *(cell for pair in above for cell in (pair if merged else [pair[0], None]))]
    heads: list[Cell] = ["ФИО" if merged else None, *["сообщений", "звонков"] * 3]
    found = facts(upper, heads, [ANNA, 10, 1, 4, 2, 9, 9], [BORIS, 10, 1, 12, 0, 8, 8])
    assert found == [{"group_messages": 4, "calls": 2}, {"group_messages": 12, "calls": 0}]


@pytest.mark.parametrize("heading", ["Родитель зарегистрирован", "Ученики приглашены", "Регистрация ученика"])
def test_an_answer_is_no_number_of_children_or_parents(heading):
    assert facts(["ФИО", heading], [ANNA, "да"], [BORIS, "нет"], [VERA, "да"]) == [{}, {}, {}]


def test_whole_names_under_a_surname_and_a_repeated_heading():
    heads: list[Cell] = ["Фамилия", "10+ сообщ."]
    found = told(heads, [ANNA, "выполнено"], [BORIS, "не выполнено"], heads, [VERA, "выполнено"])
    assert [(person.full_name, person.facts) for person in found.people] == [
        (ANNA, {"messages_10": True}),
        (BORIS, {"messages_10": False}),
        (VERA, {"messages_10": True}),
    ]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        *((heading, (5, 0, 12)) for heading in ("Сообщений от администрации", "Звонков от коллег", "Сообщений ботам")),
        *((heading, (5, 0, 12)) for heading in ("Отклонено вызовов", "Чатов заархивировано", "Постов на сайте")),
        *((heading, (5, 0, 12)) for heading in ("Участников в созданных чатах", "Создано отчётов")),
        *((heading, ("да", "нет", "да")) for heading in ("Журнал проверен", "Журнал сдан", "Доступ к журналу")),
        *((heading, ("да", "нет", "да")) for heading in ("Готов перейти в MAX", "Планирует регистрацию")),
        ("Подтвердил номер", ("да", "нет", "да")),
        ("Дата первого входа", ("01.10.2026", "12.11.2026", "09.11.2026")),
    ],
)
def test_what_others_did_what_is_meant_to_be_and_other_deeds_are_no_facts(heading, cells):
    rows = [[name, cell] for name, cell in zip((ANNA, BORIS, VERA), cells, strict=True)]
    assert facts(["ФИО", heading], *rows) == [{}, {}, {}]
