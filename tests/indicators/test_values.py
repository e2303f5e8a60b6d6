"""Cells to values: every spelling that files use, and what is refused."""

from datetime import date, datetime

import pytest

from indicators.cells.max_ids import read_max_id
from indicators.cells.values import BadValue, read_date, read_flag, read_number, read_share, text_of
from indicators.cells.vk_ids import read_vk_id

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    "cell",
    [
        "да",
        "Да",
        "ДА.",
        "+",
        "✓",
        "✔",
        1,
        1.0,
        "1",
        True,
        "зарегистрирован",
        "Активен",
        "есть",
        "привязан",
        "связал",
        "аккаунт связан",
        "установлена",
        "регистрация пройдена",
        "связь есть",
    ],
)
def test_yes(cell):
    assert read_flag(cell) is True


@pytest.mark.parametrize(
    "cell",
    [
        "нет",
        "Нет",
        0,
        0.0,
        "0",
        False,
        "не зарегистрирован",
        "Не активен",
        "неактивен",
        "✗",
        "отсутствует",
        "аккаунт не связан",
        "регистрация не пройдена",
        "связь отсутствует",
        "приглашение отправлено",
        "ожидает",
    ],
)
def test_no(cell):
    assert read_flag(cell) is False


@pytest.mark.parametrize("cell", [None, "", " ", "н/д", "нет данных", "Н/Д", "?", "#N/A", "-", "–", "—", "−"])
def test_unknown_is_not_no_and_not_zero(cell):
    assert read_flag(cell) is None
    assert read_number(cell, most=100) is None
    assert read_share(cell) == (None, None, None)


@pytest.mark.parametrize("cell", ["-", "–", "—", "−"])
def test_a_dash_is_no_where_a_plus_is_yes(cell):
    assert read_flag(cell, dash_is_no=True) is False


@pytest.mark.parametrize(
    "cell", ["не требуется", "не применимо", "не обязан", "освобождена", "в декрете", "не работает"]
)
def test_what_is_not_asked_of_a_person_is_no_gap(cell):
    assert read_flag(cell, dash_is_no=True) is None
    assert read_number(cell, most=100, flags=True) is None


def test_a_date_in_a_flag_column_is_the_day_it_was_done():
    assert read_flag(datetime(2026, 11, 9)) is True
    assert read_flag("09.11.2026") is True


def test_a_count_under_a_threshold_heading_is_compared():
    assert [read_flag(n, threshold=10) for n in (0, 9, 10, "12")] == [False, False, True, True]


@pytest.mark.parametrize("cell", ["может быть", 7, -1, 0.5])
def test_a_flag_that_is_neither_is_refused(cell):
    with pytest.raises(BadValue):
        read_flag(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (5, 5),
        (5.0, 5),
        ("5.0", 5),
        ("5,0", 5),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("12 сообщ.", 12),
        ("нет", 0),
        ("18 из 25", 18),
    ],
)
def test_counts(cell, number):
    assert read_number(cell, most=10_000) == number


@pytest.mark.parametrize("cell", [-1, "-3", "−3", 2.5, 10_001, "много", "25 из 18", date(2026, 10, 3), 1e300])
def test_a_count_that_cannot_be_is_refused_with_a_reason(cell):
    with pytest.raises(BadValue) as caught:
        read_number(cell, most=10_000)
    assert caught.value.reason


@pytest.mark.parametrize(
    ("cell", "number"), [("да (3)", 3), ("есть: 2 чата", 2), ("да 3 раза", 3), ("да (нет данных)", 1), ("да (2026)", 1)]
)
def test_a_yes_with_its_count_is_that_count(cell, number):
    assert read_number(cell, most=5_000, flags=True) == number


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        *(("сегодня", 18), ("вчера в 18:20", 17), ("3 дня назад", 15), ("Неделю назад", 11), ("две недели назад", 4)),
        *(("был(а) в сети 3 дня назад", 15), ("Заходила вчера", 17), ("в сети", 18), ("была в сети 5 минут назад", 18)),
    ],
)
def test_days_told_from_the_day_of_the_file(cell, day):
    assert read_date(cell, today=date(2026, 11, 18)) == date(2026, 11, day)


def test_yes_and_no_count_where_flags_may_stand():
    assert [read_number(cell, most=10, flags=True) for cell in ("да", "нет", "+")] == [1, 0, 1]
    with pytest.raises(BadValue):
        read_number("да", most=10)


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        (38, (38, None, None)),
        ("38 из 42", (38, 42, None)),
        ("38/42", (38, 42, None)),
        ("85,3%", (None, None, 85.3)),
        ("85.3 %", (None, None, 85.3)),
        ("38 (90,5%)", (38, None, 90.5)),
        ("38 из 42 (90,5%)", (38, 42, 90.5)),
        ("0,853", (0.853, None, None)),
        ("1 234", (1234, None, None)),
    ],
)
def test_figures_of_a_summary(cell, share):
    assert read_share(cell) == share


@pytest.mark.parametrize(
    "cell",
    [
        123,
        123.0,
        "123",
        "id123",
        "@id123",
        "https://vk.com/id123",
        "vk.ru/id123/",
        "m.vk.com/id123?w=1",
        "[id123|А]",
        "https://web.vk.me/convo/123",
        "https://sferum.ru/?p=messages&peerId=123",
        "vk.com/im?sel=123",
        "vk.me/id123",
    ],
)
def test_a_vk_id_in_all_its_forms(cell):
    assert read_vk_id(cell) == 123


@pytest.mark.parametrize(
    "cell",
    [0, -1, "-1", 2_000_000_001, "vk.com/durov", "club123", "https://vk.com/public5", "1,2E+09", "5.5", 1.5, "х", True],
)
def test_what_is_nobodys_vk_id_is_refused(cell):
    with pytest.raises(BadValue):
        read_vk_id(cell)


@pytest.mark.parametrize("cell", [456, 456.0, "456", "max:456", "MAX 456", "id456", "456.0", "№ 456", "Макс: 456"])
def test_a_max_id_in_all_its_forms(cell):
    assert read_max_id(cell) == 456


def test_a_max_id_may_be_larger_than_any_of_vks():
    assert read_max_id(9_000_000_000) == 9_000_000_000


@pytest.mark.parametrize("cell", [0, -1, "-71234", 2**63, "max.ru/umalatova", "@umalatova", "1,2E+09", 1.5, "х", True])
def test_what_is_nobodys_max_id_is_refused(cell):
    with pytest.raises(BadValue):
        read_max_id(cell)


@pytest.mark.parametrize("cell", ["", "—", "н/д", None])
def test_no_max_id_is_unknown(cell):
    assert read_max_id(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 11, 9),
        datetime(2026, 11, 9, 8),
        "09.11.2026",
        "9.11.26",
        "2026-11-09T10:00",
        "9 ноября 2026 г.",
        46335,
    ],
)
def test_days(cell):
    assert read_date(cell, today=TODAY) == date(2026, 11, 9)


@pytest.mark.parametrize("cell", ["31.02.2026", "12.12.2030", "завтра", 5, "01.01.1990"])
def test_days_that_cannot_be_are_refused(cell):
    with pytest.raises(BadValue):
        read_date(cell, today=TODAY)


def test_a_cell_reads_as_a_person_sees_it():
    assert [text_of(c) for c in (5.0, 0.5, True, None, '="007"', "'х", date(2026, 11, 9))] == [
        "5",
        "0,5",
        "да",
        "",
        "007",
        "х",
        "09.11.2026",
    ]


def test_a_yes_beside_nought_is_neither():
    with pytest.raises(BadValue):
        read_number("да (0)", most=5_000, flags=True)
    assert read_number("нет (0)", most=5_000, flags=True) == 0
