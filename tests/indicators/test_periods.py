"""The week in a title, a file's name, or a date."""

from datetime import date

import pytest

from indicators.russian.periods import period_in

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    "text",
    [
        "Статистика за 09.11.2026–15.11.2026",
        "за период с 09.11.2026 по 15.11.2026 г.",
        "с 9 по 15 ноября",
        "9—15 ноября 2026 года",
        "за неделю с 9 ноября по 15 ноября",
        "09-15.11.2026",
        "09.11 - 15.11",
        "активность_09_11_2026-15_11_2026",
        "stat_20261109_20261115",
        "2026-11-09_2026-11-15",
        "2026/11/09 - 2026/11/15",
        "2026-W46",
        "Неделя 46 2026 года",
        "46 неделя",
        "за неделю 09.11.2026",
        "09.11.2026-13.11.2026",
        "Неделя № 11 (09.11–15.11)",
        "с 9.11. по 15.11.2026г.",
        "09.11.2026 00:00 - 15.11.2026 23:59",
        "2026-11-09T00:00:00 - 2026-11-15T23:59:59",
        "с понедельника 09.11 по воскресенье 15.11.2026 г.",
        "9.11.–15.11.2026",
        "за неделю (с 09.11.2026)",
        "Неделя: 46",
    ],
)
def test_a_week_that_is_named(text):
    period = period_in(text, TODAY)
    assert period is not None
    assert (str(period.week), period.kind) == ("2026-W46", "week")


@pytest.mark.parametrize(
    "text",
    [
        "по состоянию на 16.11.2026",
        "на 18 ноября 2026 г.",
        "Выгрузка от 17.11.2026 10:15",
        "выгрузка_16112026",
        "с 01.09.2026 на 16.11.2026",
        "по 15.11.2026",
    ],
)
def test_a_day_means_the_week_before_it(text):
    period = period_in(text, TODAY)
    assert period is not None
    assert (str(period.week), period.kind) == ("2026-W46", "as_of")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "за ноябрь 2026",
        "Срок представления: до 20.11.2026",
        "с 15.11.2026 по 09.11.2026",
        "01.11.2026-30.11.2026",
        "СОШ № 1-5",
        "5-9 классы",
        "11 учебная неделя",
        "report (2)",
        "Приказ № 46 от 01.09.2026",
        "99.99.2026",
        "Сообщений всего с 01.09.2026",
        "2026-W60",
    ],
)
def test_no_week_is_made_up(text):
    assert period_in(text, TODAY) is None


def test_a_week_over_the_turn_of_the_year():
    for text in ("28.12.2026-03.01.2027", "28.12-03.01.2027", "28 декабря – 3 января 2027"):
        period = period_in(text, date(2027, 1, 8))
        assert period is not None
        assert str(period.week) == "2026-W53"


def test_a_year_that_is_not_written_is_the_past_one():
    period = period_in("с 21 по 27 декабря", date(2027, 1, 8))
    assert period is not None
    assert str(period.week) == "2026-W52"
