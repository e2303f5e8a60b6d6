from datetime import date

import pytest

from nudges.dates import LOOK_BACK, Span, find_span, last_day, parse_day, parse_span

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 января", date(2027, 1, 12)),
        ("12.01", date(2027, 1, 12)),
        ("12.01.2028", date(2028, 1, 12)),
        ("12.01.28", date(2028, 1, 12)),
        ("12/01", date(2027, 1, 12)),
        ("1 Декабря", date(2026, 12, 1)),
        ("5 мая 2027 года", date(2027, 5, 5)),
        ("21.11", TODAY),
        ("20.11", date(2027, 11, 20)),
        ("2026-12-05", date(2026, 12, 5)),
        ("сегодня", TODAY),
        ("завтра", date(2026, 11, 22)),
        ("послезавтра", date(2026, 11, 23)),
        ("пятница", date(2026, 11, 27)),
        ("в субботу", date(2026, 11, 28)),
        ("29 февраля", date(2028, 2, 29)),
        ("до конца месяца", date(2026, 11, 30)),
        ("до конца года", date(2026, 12, 31)),
        ("31.02", None),
        ("32 января", None),
        ("12.13", None),
        ("2026-02-30", None),
        ("когда-нибудь", None),
        ("12.01 и 13.01", None),
        ("", None),
        ("5А и 7Б", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text, day):
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("до пятницы", TODAY, date(2026, 11, 27)),
        ("до 12 января", TODAY, date(2027, 1, 12)),
        ("по 12.01", TODAY, date(2027, 1, 12)),
        ("28.12–11.01", date(2026, 12, 28), date(2027, 1, 11)),
        ("28.12 - 11.01", date(2026, 12, 28), date(2027, 1, 11)),
        ("с 28.12 по 11.01", date(2026, 12, 28), date(2027, 1, 11)),
        ("с 28 декабря по 11 января", date(2026, 12, 28), date(2027, 1, 11)),
        ("28.12.2026-11.01.2027", date(2026, 12, 28), date(2027, 1, 11)),
        ("5–10 декабря", date(2026, 12, 5), date(2026, 12, 10)),
        ("с 5 по 10 декабря 2027", date(2027, 12, 5), date(2027, 12, 10)),
        ("16–22 ноября", date(2026, 11, 16), date(2026, 11, 22)),
        ("с 16.11 до завтра", date(2026, 11, 16), date(2026, 11, 22)),
        ("с 12.01", date(2027, 1, 12), None),
        ("12.01", date(2027, 1, 12), date(2027, 1, 12)),
        ("на неделю", TODAY, date(2026, 11, 27)),
        ("на две недели", TODAY, date(2026, 12, 4)),
        ("на 3 дня", TODAY, date(2026, 11, 23)),
        ("до конца недели", TODAY, date(2026, 11, 22)),
    ],
)
def test_a_span_is_read_as_people_write_it(text, start, end):
    assert parse_span(text, TODAY) == Span(start, end)


@pytest.mark.parametrize("text", ["31.02", "10–40 ноября", "без срока", "с 31.02 по 12.03", "12.03.2027-11.03.2027"])
def test_impossible_days_are_no_span(text):
    assert parse_span(text, TODAY) is None


def test_the_rest_of_the_sentence_is_kept():
    found = find_span("исключить Алиеву до 12.01 больничный", TODAY)
    assert found is not None
    assert found.rest == "исключить Алиеву больничный"
    found = find_span("каникулы с 28.12 по 11.01 зимние", TODAY)
    assert found is not None
    assert found.rest == "каникулы зимние"


WEDNESDAY = date(2026, 11, 18)
IN_SENTENCES = [
    ("до 12.01 больничный", "2026-11-18", "2027-01-12", "больничный"),
    ("до пятницы", "2026-11-18", "2026-11-20", ""),
    ("до следующей среды", "2026-11-18", "2026-11-25", ""),
    ("12 января", "2027-01-12", "2027-01-12", ""),
    ("12.01", "2027-01-12", "2027-01-12", ""),
    ("28.12–11.01", "2026-12-28", "2027-01-11", ""),
    ("с 28 декабря по 11 января зимние", "2026-12-28", "2027-01-11", "зимние"),
    ("9–15 ноября", "2026-11-09", "2026-11-15", ""),
    ("9.11.2026 - 15.11.2026", "2026-11-09", "2026-11-15", ""),
    ("на две недели отпуск", "2026-11-18", "2026-12-01", "отпуск"),
    ("на 10 дней", "2026-11-18", "2026-11-27", ""),
    ("до конца недели", "2026-11-18", "2026-11-22", ""),
    ("до конца месяца", "2026-11-18", "2026-11-30", ""),
    ("завтра", "2026-11-19", "2026-11-19", ""),
    ("с понедельника", "2026-11-23", None, ""),
    ("декрет до 1 сентября 2028", "2026-11-18", "2028-09-01", "декрет"),
    ("42 до 1 декабря", "2026-11-18", "2026-12-01", "42"),
    ("с 16.11", "2026-11-16", None, ""),
    ("26.10–3.11 осенние", "2026-10-26", "2026-11-03", "осенние"),
    ("на шесть дней", "2026-11-18", "2026-11-23", ""),
    ("2026-12-01", "2026-12-01", "2026-12-01", ""),
]


@pytest.mark.parametrize(("text", "start", "end", "rest"), IN_SENTENCES)
def test_a_span_and_the_words_around_it_are_told_apart(text, start, end, rest):
    found = find_span(text, WEDNESDAY)
    ends_on = str(found.span.ends_on) if found.span.ends_on else None
    assert (str(found.span.starts_on), ends_on, found.rest) == (start, end, rest)


@pytest.mark.parametrize(
    "text", ["до 31.02", "больничный", "11.01.2031–28.12.2030", "до 99.99", "когда-нибудь", "до 1.1.9999", ""]
)
def test_no_day_is_made_up(text):
    assert find_span(text, WEDNESDAY) is None


def test_a_day_of_the_past_is_found_where_the_text_is_about_the_past():
    found = find_span("12.11", WEDNESDAY, WEDNESDAY - LOOK_BACK)
    assert found is not None
    assert found.span.starts_on == date(2026, 11, 12)
    assert last_day("12.11", WEDNESDAY) == date(2027, 11, 12)
