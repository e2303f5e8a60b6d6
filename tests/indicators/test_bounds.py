"""Bounds instead of numbers: what each decides, and that a doubtful one reminds nobody."""

import pytest

from indicators.cells.bounds import Bounds, bounds_in
from indicators.cells.values import BadValue, read_number
from nudges.gaps import codes, find_gaps
from tests.indicators.test_understanding import told

MESSAGES = "Сообщений в групповых чатах за неделю"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("более 10", 11, None),
        ("Больше 10", 11, None),
        ("свыше 10 сообщений", 11, None),
        (">10", 11, None),
        ("> 1 000", 1001, None),
        ("10+", 10, None),
        ("10 +", 10, None),
        ("≥ 10", 10, None),
        (">=10", 10, None),
        ("не менее 3", 3, None),
        ("Не меньше 3-х".replace("-х", ""), 3, None),
        ("от 3", 3, None),
        ("минимум 3 сообщ.", 3, None),
        ("10 и более", 10, None),
        ("10 сообщений и больше", 10, None),
        ("10 или более", 10, None),
        ("менее 3", 0, 2),
        ("меньше 3", 0, 2),
        ("<3", 0, 2),
        ("менее 1", 0, 0),
        ("до 3", 0, 3),
        ("≤ 3", 0, 3),
        ("не более 3 раз", 0, 3),
        ("3 и менее", 0, 3),
        ("3-5", 3, 5),
        ("3–5", 3, 5),
        ("3 — 5 раз", 3, 5),
        ("от 3 до 5", 3, 5),
        ("3...5", 3, 5),
    ],
)
def test_a_bound_is_understood(text, least, most):
    assert bounds_in(text) == Bounds(least, most)


@pytest.mark.parametrize(
    "text", ["10", 10, None, "+10", "-3", "12.5", "около 10", "~10", "10?", "13.11.2026", "5 из 10"]
)
def test_what_is_no_bound(text):
    assert bounds_in(text) is None


@pytest.mark.parametrize("text", ["5-3", "менее 0", "от 9 до 2"])
def test_a_bound_that_nothing_fits_is_refused(text):
    with pytest.raises(BadValue):
        bounds_in(text)


@pytest.mark.parametrize(
    ("text", "facts", "gap"),
    [
        ("более 10", {"messages_3": True, "messages_10": True}, False),
        ("10+", {"messages_3": True, "messages_10": True}, False),
        ("10 и более", {"messages_3": True, "messages_10": True}, False),
        ("менее 3", {"messages_3": False, "messages_10": False}, True),
        ("<3", {"messages_3": False, "messages_10": False}, True),
        ("3-5", {"messages_3": True, "messages_10": False}, True),
        ("до 3", {"messages_10": False}, True),
        ("менее 10", {"messages_10": False}, True),
        ("не менее 3", {"messages_3": True}, False),
        ("до 15", {}, False),
        ("2-15", {}, False),
        ("около 10", {}, False),
        ("10 сообщ.", {"group_messages": 10}, False),
        ("не было", {"group_messages": 0}, True),
        ("сообщений не было", {"group_messages": 0}, True),
    ],
)
def test_messages_given_as_a_bound_make_a_gap_only_where_there_is_no_doubt(text, facts, gap):
    person = told(["ФИО", MESSAGES], ["Иванова Анна", text]).people[0]
    assert person.facts == facts
    assert ("few_messages" in codes(find_gaps(person.facts))) is gap


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("1+", {"calls": 1}),
        ("более 1", {"calls": 2}),
        ("1 раз", {"calls": 1}),
        ("2 раза", {"calls": 2}),
        ("нет/не было", {"calls": 0}),
        ("ни разу", {"calls": 0}),
        ("менее 1", {"calls": 0}),
        ("до 3", {}),
        ("менее 3", {}),
        ("0-2", {}),
    ],
)
def test_calls_given_as_a_bound(text, facts):
    assert told(["ФИО", "Звонков за неделю"], ["Иванова Анна", text]).people[0].facts == facts


def test_how_a_bound_was_understood_is_said_and_an_undecided_one_is_among_the_rejected():
    found = told(["ФИО", MESSAGES], ["Иванова Анна", "более 10"], ["Орлов Пётр", "до 15"], ["Белова Нина", 4])
    assert f"«{MESSAGES}»: не число, а граница. Понято так: «более 10» — не меньше 11." in found.warnings
    assert [(r.row, r.value, r.reason) for r in found.rejected] == [
        (3, "до 15", "по такой границе не видно, выполнена ли норма")
    ]
    assert found.people[2].facts == {"group_messages": 4}


def test_bounds_under_a_heading_with_a_quota_are_compared_with_it():
    heading = "Написал не менее 10 сообщений"
    found = told(["ФИО", heading], ["Иванова Анна", "10+"], ["Орлов Пётр", "менее 10"], ["Белова Нина", "3+"])
    assert [person.facts.get("messages_10") for person in found.people] == [True, False, None]


def test_a_bound_and_a_flag_that_contradict_each_other_leave_it_unknown():
    found = told(["ФИО", MESSAGES, "10 сообщений"], ["Иванова Анна", "менее 3", "да"], ["Орлов Пётр", "более 10", "да"])
    assert [person.facts for person in found.people] == [
        {},
        {"messages_3": True, "messages_10": True},
    ]


def test_pupils_are_counted_exactly_or_not_at_all():
    found = told(["ФИО", "Учеников в классе"], ["Иванова Анна", "более 20"])
    assert found.people[0].facts == {}
    assert found.rejected[0].reason == "нужно точное число"


@pytest.mark.parametrize(
    "text", ["ни разу", "не писала", "не писал(а)", "нет сообщений", "нет, не было", "без сообщений"]
)
def test_none_in_words_is_zero(text):
    assert read_number(text, most=10) == 0
