"""Words that no lexicon holds: beside known ones most leave a heading what it is, some make another thing of it."""

from datetime import date, timedelta

import pytest

from indicators.headings.explaining import explain
from indicators.headings.meaning import meaning_of
from indicators.headings.scoring import TAKEN
from indicators.reading.tables import Cell
from tests.indicators.columns import NAMES, facts, read, read_rows
from tests.indicators.test_understanding import told

ANSWERS: list[Cell] = ["да", "нет", "да", "нет"]
FIGURES: list[Cell] = [12, 0, 5, 3]
LATELY: list[Cell] = [date(2026, 11, 9) + timedelta(days=number) for number in range(4)]
NUMBERS: list[Cell] = [700_100_201, 700_100_302, 700_100_403, 700_100_504]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("Звонков совершено вахтёром", FIGURES, "calls"),
        ("Сообщения в кулуарных группах", FIGURES, "group_messages"),
        ("Сообщений в чатах вахты", FIGURES, "group_messages"),
        ("Число сообщений в чатах ЦПП «Сферум»", FIGURES, "group_messages"),
        ("Журнал фантастически привязан", ANSWERS, "journal_linked"),
        ("Причудливая активность (10 и более сообщений)", ANSWERS, "messages_10"),
    ],
)
def test_a_word_that_only_tells_how_or_by_whom_or_where_leaves_the_fact(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Кулуарных сообщений", FIGURES),
        ("Изобилие сообщений", FIGURES),
        ("Прополол сообщений", FIGURES),
        ("Чатов заглушено", FIGURES),
        ("Журнал взвешен", ANSWERS),
        ("Регистрация на ярмарке", ANSWERS),
        ("calls_in_7d", FIGURES),
    ],
)
def test_a_word_for_what_is_counted_or_was_done_is_asked_about(heading, cells):
    column = read(("ФИО", NAMES), (heading, cells)).found.columns[1]
    assert column.fact is None
    assert column.asked


def test_names_of_whatever_kind_of_colleague_are_names():
    assert facts(("Звонков", FIGURES), who="ФИО дирижёра") == ["calls"]


def test_why_a_word_is_doubtful_is_told():
    columns = read(("ФИО", NAMES), ("Изобилие сообщений", FIGURES)).found.columns
    assert "«изобилие» сбивает" in explain(columns)[1][2]


@pytest.mark.parametrize("heading", ["В какой день педагог последний раз был онлайн", "Посл. онл.", "День захода"])
def test_days_of_the_last_weeks_under_a_word_of_visits_are_the_last_visit(heading):
    assert facts((heading, LATELY)) == ["last_activity"]
    assert facts((heading, [*LATELY[:2], "не входил(а)", None])) == ["last_activity"]


@pytest.mark.parametrize("heading", ["День привязки", "Последний отчёт", "Дата первого захода в MAX", "Создание чата"])
def test_other_days_are_no_last_visit(heading):
    assert facts((heading, LATELY)) == [None]


def test_numbers_of_accounts_are_told_by_the_place_they_are_of():
    assert facts(("Под каким ID учитель зарегистрирован в MAX", NUMBERS)) == ["max_id"]
    assert facts(("Айдишка, под которой привязан ВКонтакте", NUMBERS)) == ["vk_id"]
    assert facts(("ID в журнале", NUMBERS)) == [None]


def test_thresholds_below_calls_or_chats_are_none_of_messages():
    assert meaning_of("Сделал звонков / не менее 10").code == "ignored"
    assert meaning_of("Создано чатов / 3 и более").code == "ignored"
    assert meaning_of("Отправил / 3 и более").score >= TAKEN


def test_bounds_side_by_side_are_no_places_of_columns():
    heads: list[list[Cell]] = [
        ["ФИО", *["Порог активности (сообщений в группах)"] * 3],
        ["ФИО", "от 3", "от 10", "от 30"],
    ]
    found = read_rows([*heads, *([name, "да", "да", "нет"] for name in NAMES)]).found.columns
    assert [column.fact for column in found] == ["full_name", "messages_3", "messages_10", None]


def test_a_doubtful_name_beside_the_parts_of_names_is_somebody_else():
    columns = [
        ("last_name", ["Иванова", "Орлов", "Белова", "Гаджиев"]),
        ("first_name", ["Анна", "Пётр", "Нина", "Али"]),
    ]
    found = read(*columns, ("mentor_xyz_name", NAMES)).found.columns
    assert [column.fact for column in found] == ["last_name", "first_name", None]


def test_a_tick_beside_a_dash_answers_the_opposite():
    ticks = ["✔", "—", "✔", "—"]
    found = told(["ФИО", "Не зарегистрирован"], *map(list, zip(NAMES, ticks, strict=True)))
    assert [person.facts["registered"] for person in found.people] == [False, True, False, True]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [("Связь", ANSWERS), ("Связь есть", ANSWERS), ("Видеосвязь работает", ANSWERS), ("Переписок", FIGURES)],
)
def test_a_lone_word_that_may_be_of_anything_is_asked_about(heading, cells):
    column = read(("ФИО", NAMES), (heading, cells)).found.columns[1]
    assert column.fact is None
    assert column.asked
    assert "о чём это, не сказано" in column.why


def test_a_first_visit_is_told_by_days_of_long_ago():
    long_ago: list[Cell] = [date(2024, 9, 1), date(2025, 3, 4), date(2026, 1, 15), date(2025, 10, 2)]
    assert facts(("Дата неординарного входа", long_ago)) == [None]
    assert facts(("Дата неординарного входа", LATELY)) == ["last_activity"]


def test_whoever_takes_part_in_something_of_a_platform_is_not_yet_there():
    assert facts(("Участник пилота MAX", ANSWERS)) == [None]
