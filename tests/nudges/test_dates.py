from datetime import date

import pytest

from nudges.dates import Span, find_span, parse_day, parse_span

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
