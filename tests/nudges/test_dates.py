import itertools
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.russian.calendar_words import MONTHS
from nudges.dates import LOOK_BACK, Span, find_days, find_own_days, find_span, last_day

TODAY = date(2026, 11, 21)  # a Saturday


def parse_span(text, today):
    found = find_span(text, today)
    return None if found is None else found.span


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
        ("до старого нового года", date(2027, 1, 13)),
        ("31.02", None),
        ("32 января", None),
        ("12.13", None),
        ("2026-02-30", None),
        ("когда-нибудь", None),
        ("", None),
        ("5А и 7Б", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text, day):
    assert last_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("до пятницы", TODAY, date(2026, 11, 27)),
        ("до 12 января", TODAY, date(2027, 1, 12)),
        ("по 12.01", TODAY, date(2027, 1, 12)),
        ("28.12–11.01", date(2026, 12, 28), date(2027, 1, 11)),
        ("с нового года до 5 февраля", date(2027, 1, 1), date(2027, 2, 5)),
        ("после нового года до 5 февраля", date(2027, 1, 1), date(2027, 2, 5)),
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


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("уволилась в прошлую пятницу", date(2026, 11, 20)),
        ("ушёл в прошлую субботу", date(2026, 11, 14)),
        ("нет с минувшего понедельника", date(2026, 11, 16)),
    ],
)
def test_a_last_weekday_is_the_one_that_has_been(said, day):
    found = find_span(said, TODAY)
    assert found is not None
    assert found.span.starts_on == day


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
    ("до 1 дек больничный", "2026-11-18", "2026-12-01", "больничный"),
    ("с 28 дек. по 11 янв. зимние", "2026-12-28", "2027-01-11", "зимние"),
    ("до 1 сент", "2026-11-18", "2027-09-01", ""),
    ("с 23.11 по 1 декабря отпуск", "2026-11-23", "2026-12-01", "отпуск"),
    ("1-5 дек", "2026-12-01", "2026-12-05", ""),
    ("на этой неделе отпуск", "2026-11-18", "2026-11-22", "отпуск"),
    ("на следующей неделе", "2026-11-23", "2026-11-29", ""),
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


def days(*texts):
    """«24–25.11» and «с 24.11» of the winter that begins in November 2026."""
    found = []
    for text in texts:
        first, dash, last = text.partition("–")
        found.append(Span(_winter(first), _winter(last) if dash and last else None if dash else _winter(first)))
    return tuple(found)


def _winter(text):
    day, month = map(int, text.split("."))
    return date(2026 if month > 6 else 2027, month, day)


SEVERAL = [
    ("карантин во вторник и среду", days("24.11–25.11"), "карантин"),
    ("карантин во вторник и в четверг", days("24.11", "26.11"), "карантин"),
    ("карантин 2, 3 и 4 декабря", days("2.12–4.12"), "карантин"),
    ("2,3,4 декабря", days("2.12–4.12"), ""),
    ("2, 4 и 7–9 декабря", days("2.12", "4.12", "7.12–9.12"), ""),
    ("с 1 по 5 и с 8 по 10 декабря", days("1.12–5.12", "8.12–10.12"), ""),
    ("с 1 по 5 декабря и 28.12–11.01 каникулы", days("1.12–5.12", "28.12–11.1"), "каникулы"),
    ("5.12 и 7.12", days("5.12", "7.12"), ""),
    ("с понедельника две недели", days("23.11–6.12"), ""),
    ("с понедельника на неделю", days("23.11–29.11"), ""),
    ("на неделю с понедельника", days("23.11–29.11"), ""),
    ("с завтрашнего дня месяц", days("19.11–18.12"), ""),
    ("с сегодняшнего дня на 3 дня", days("18.11–20.11"), ""),
    ("с понедельника по пятницу", days("23.11–27.11"), ""),
    ("со следующей недели", days("23.11–"), ""),
    ("до следующей недели", days("18.11–22.11"), ""),
    ("до двенадцатого января", days("18.11–12.1"), ""),
    ("с двадцать пятого декабря по десятое января", days("25.12–10.1"), ""),
    ("с 25-го по 30-е декабря", days("25.12–30.12"), ""),
    ("до пт", days("18.11–20.11"), ""),
    ("до нового года", days("18.11–31.12"), ""),
    ("во вторник, 24 ноября", days("24.11"), ""),
    ("с 23 ноября (понедельник) по 27 ноября", days("23.11–27.11"), ""),
    ("на больничном неделю", days("18.11–24.11"), "на больничном"),
    ("болеет месяц", days("18.11–17.12"), "болеет"),
    ("до 5.12 включительно, больничный", days("18.11–5.12"), "больничный"),
    ("с 5 декабря Алиеву до 12 января", days("5.12–12.1"), "Алиеву"),
    ("карантин в субботу", days("21.11"), "карантин"),
]


@pytest.mark.parametrize(("text", "spans", "rest"), SEVERAL)
def test_all_days_that_are_named_are_kept(text, spans, rest):
    found = find_days(text, WEDNESDAY)
    assert found is not None
    assert (found.spans, found.unread) == (spans, ())
    assert re.sub(r"\W+$", "", found.rest.replace("()", "").strip(" ()")) == rest


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("31.02 и 5 декабря", ("31.02",)),
        ("карантин с 3 по 40 ноября и 5 декабря", ("с 3 по 40 ноября",)),
        ("с 1 по 5 карантин, потом 12.12", ("с 1 по 5",)),
    ],
)
def test_days_that_are_not_understood_are_named(text, unread):
    found = find_days(text, WEDNESDAY)
    assert found is not None
    assert found.unread == unread


@pytest.mark.parametrize(
    "text",
    [
        "болеет уже неделю",
        "неделю назад",
        "раз в неделю",
        "через два дня",
        "отчёт за месяц",
        "вторую неделю болеет",
        "среди педагогов",
        "на больничном",
        "средняя школа",
        "Марта Августовна",
        "по пятницам",
        "5А и 7Б",
    ],
)
def test_words_that_are_no_days_make_none(text):
    assert find_days(text, WEDNESDAY) is None
    assert find_span(text, WEDNESDAY) is None


PIECES = [
    *("с", "со", "до", "по", "на", "в", "во", "и", ",", "-", "–", "—", "(", ")", ".", "№", " "),
    *("неделю", "недели", "две", "дня", "месяц", "понедельника", "среду", "пятницу", "завтра", "сегодня", "вчера"),
    *(
        "января",
        "декабря",
        "дек.",
        "мая",
        "12",
        "3",
        "31",
        "40",
        "5-го",
        "двадцать",
        "пятого",
        "12.01",
        "31.02",
        "28/12",
    ),
    *(
        "2026-12-05",
        "2027",
        "2028 года",
        "конца",
        "следующей",
        "этой",
        "больничном",
        "Алиеву",
        "включительно",
        "9.9.9999",
    ),
]
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


@given(SENTENCES | st.text(max_size=60), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
@settings(max_examples=400)
def test_whatever_is_said_is_read_into_days_or_into_nothing(text, today):
    found = find_days(text, today)
    if found is None:
        return
    assert found.spans or found.unread
    for before, after in itertools.pairwise(found.spans):
        assert before.ends_on is not None
        assert before.ends_on < after.starts_on
    for span in found.spans:
        assert span.ends_on is None or span.starts_on <= span.ends_on
    letters = set(found.rest.replace(" ", ""))
    assert letters <= set(text)
    first = find_span(text, today)
    assert first is None or first.span.is_usable(today)


@given(st.dates(date(2026, 11, 19), date(2027, 10, 1)), st.integers(0, 60))
def test_a_span_written_in_any_way_is_the_same_span(start, length):
    end = start + timedelta(days=length)
    month = (MONTHS[start.month - 1], MONTHS[end.month - 1])
    written = [
        f"с {start:%d.%m.%Y} по {end:%d.%m.%Y}",
        f"{start:%d.%m.%y}–{end:%d.%m.%y}",
        f"с {start.day} {month[0]} {start.year} до {end.day} {month[1]} {end.year} года",
        f"{start} - {end}",
    ]
    for text in written:
        assert parse_span(text, WEDNESDAY) == Span(start, end), text


@given(st.sets(st.integers(1, 28), min_size=1, max_size=6), st.integers(1, 12))
def test_a_list_of_days_of_a_month_holds_exactly_these(numbers, month):
    ordered = sorted(numbers)
    last = f"{ordered[-1]} {MONTHS[month - 1]} 2027"
    said = ", ".join(map(str, ordered[:-1])) + (" и " if ordered[1:] else "") + last
    found = find_days(f"карантин {said}", WEDNESDAY)
    assert found is not None
    held = {
        span.starts_on.day + ahead for span in found.spans for ahead in range((span.ends_on - span.starts_on).days + 1)
    }
    assert (held, found.rest) == (numbers, "карантин")


@pytest.mark.parametrize("piece", ["1, ", "с ", "до 5 и ", "следующей ", "   ", "12.01–", "конца этого ", "двадцать "])
def test_a_long_row_of_anything_is_read_to_its_end(piece):
    find_days(piece * 5_000 + "карантин", WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("до марта", "2026-11-21", "2027-02-28"),
        ("до марта 2028 года", "2026-11-21", "2028-02-29"),
        ("до марта включительно", "2026-11-21", "2027-03-31"),
        ("по март", "2026-11-21", "2027-03-31"),
        ("до конца ноября", "2026-11-21", "2026-11-30"),
        ("с декабря", "2026-12-01", None),
        ("с октября по декабрь", "2026-10-01", "2026-12-31"),
        ("весь декабрь", "2026-12-01", "2026-12-31"),
        ("до 5 марта", "2026-11-21", "2027-03-05"),
        ("болею с завтрашнего дня, справку дали на неделю", "2026-11-22", "2026-11-28"),
        ("с понедельника в отпуске на две недели", "2026-11-23", "2026-12-06"),
        ("в декрете с 1 декабря, вернусь в сентябре 2028", "2026-12-01", "2028-08-31"),
        ("с 1 декабря в отпуске, выйду 15 декабря", "2026-12-01", "2026-12-14"),
        ("меня не будет со среды, вернусь в понедельник", "2026-11-25", "2026-11-29"),
        ("болею, выхожу только в четверг", "2026-11-21", "2026-11-25"),
        ("выхожу из отпуска 3 декабря", "2026-11-21", "2026-12-02"),
        ("вернусь с больничного в четверг", "2026-11-21", "2026-11-25"),
        ("выйду из декрета в марте", "2026-11-21", "2027-02-28"),
    ],
)
def test_months_without_a_day_are_days_of_an_absence(text, start, end):
    found = find_own_days(text, TODAY)
    assert found is not None
    [span] = found.spans
    assert (str(span.starts_on), span.ends_on and str(span.ends_on)) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("в отпуске до 5", "2026-11-21", "2026-12-05"),
        ("в отпуске до 25", "2026-11-21", "2026-11-25"),
        ("до 25 в отпуске", "2026-11-21", "2026-11-25"),
        ("на больничном до 30го", "2026-11-21", "2026-11-30"),
        ("я в отпуске по 5-е, потом выйду", "2026-11-21", "2026-12-05"),
        ("на больничном до 5 числа", "2026-11-21", "2026-12-05"),
        ("больничный до двадцать пятого", "2026-11-21", "2026-11-25"),
        ("до 31", "2026-11-21", "2026-12-31"),
        ("болею, вернусь 25", "2026-11-21", "2026-11-24"),
        ("болею, выйду 3-го", "2026-11-21", "2026-12-02"),
        ("в отпуске с 25", "2026-11-25", None),
        ("болею с 19 до 5", "2026-11-19", "2026-12-05"),
        ("в командировке с 30 до 3", "2026-11-30", "2026-12-03"),
        ("с понедельника до 5 в отпуске", "2026-11-23", "2026-12-05"),
        ("с 5 декабря до 10", "2026-12-05", "2026-12-10"),
        ("в отпуске с 25 до 5 декабря", "2026-11-25", "2026-12-05"),
        ("в отпуске с 28 по 10 января", "2026-12-28", "2027-01-10"),
        ("ухожу в отпуск после 25-го", "2026-11-26", None),
        ("в отпуске после 25 ноября до 5 декабря", "2026-11-26", "2026-12-05"),
        ("уеду после среды", "2026-11-26", None),
    ],
)
def test_a_number_alone_is_a_day_of_the_nearest_month_of_an_absence(text, start, end):
    found = find_own_days(text, TODAY)
    assert found is not None
    [span] = found.spans
    assert (str(span.starts_on), span.ends_on and str(span.ends_on)) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["в отпуске с 1 по 5 декабря, после 10 декабря на курсах", "после 10 декабря курсы, отпуск с 1 по 5 декабря"],
)
def test_only_the_day_behind_after_is_left_out(text):
    found = find_own_days(text, TODAY)
    assert found is not None
    assert sorted(str(span.starts_on) for span in found.spans) == ["2026-12-01", "2026-12-11"]


@pytest.mark.parametrize(
    "text", ["занята до 5 часов", "до 15:30", "до 17-00", "болею, до 5 уроков", "до пяти", "с 5 Б", "до 5%", "от 5"]
)
def test_what_a_number_counts_is_no_day(text):
    assert find_own_days(text, TODAY) is None
