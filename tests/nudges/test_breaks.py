from datetime import date, datetime
from itertools import pairwise

import pytest

from indicators.errors import UnusableFile
from nudges.breaks import MODULES, QUARTERS, from_calendar, from_rows, suggest
from nudges.calendar import Rest

TODAY = date(2026, 11, 21)
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//ru
BEGIN:VEVENT
UID:1
SUMMARY:Зимние каникулы
DTSTART;VALUE=DATE:20261228
DTEND;VALUE=DATE:20270112
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:День здоровья
DTSTART;VALUE=DATE:20270407
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:Педсовет
DTSTART:20261125T120000Z
DTEND:20261125T130000Z
END:VEVENT
END:VCALENDAR
"""


def test_breaks_come_from_a_calendar_file_and_an_hour_long_event_is_none():
    read = from_calendar(ICS.encode())
    assert read.breaks == (
        Rest(date(2026, 12, 28), date(2027, 1, 11), "Зимние каникулы"),
        Rest(date(2027, 4, 7), date(2027, 4, 7), "День здоровья"),
    )
    assert read.rejected == ("Педсовет",)


def event(*lines):
    return "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""]).encode()


def test_whole_days_are_understood_as_other_calendars_write_them():
    spring = Rest(date(2027, 3, 22), date(2027, 3, 28), "Весна")
    for lines in (
        ("DTSTART;VALUE=DATE:20270322", "DURATION:P7D"),
        ("DTSTART:20270322T000000", "DTEND:20270329T000000"),
        ("DTSTART;TZID=Europe/Moscow:20270322T000000", "DTEND;TZID=Europe/Moscow:20270329T000000"),
    ):
        assert from_calendar(event("SUMMARY:Весна", *lines)).breaks == (spring,)


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:2026122",),
        ("DTSTART;VALUE=DATE:20261228", "DTEND;VALUE=DATE:что-то"),
        ("DTSTART;VALUE=DATE:20261228", "DTEND;VALUE=DATE:20261201"),
        ("DTSTART:20270322T000000", "DTEND:20270322T100000"),
        (),
    ],
)
def test_an_event_that_makes_no_sense_is_named_and_the_rest_is_read(lines):
    read = from_calendar(event("SUMMARY:Кривая", *lines))
    assert (read.breaks, read.rejected) == ((), ("Кривая",))


def test_an_endless_name_of_a_break_is_cut():
    read = from_calendar(event("SUMMARY:" + "К" * 900, "DTSTART;VALUE=DATE:20261228"))
    assert read.breaks[0].title == "К" * 60


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", "просто текст".encode(), b"\xff\xfe\x00"])
def test_what_is_no_calendar_is_refused_with_a_sentence(content):
    with pytest.raises(UnusableFile, match="ics"):
        from_calendar(content)


def test_breaks_come_from_a_table_however_its_dates_are_written():
    rows = [
        ["Каникулы", "Начало", "Конец"],
        ["Осенние", date(2026, 10, 26), datetime(2026, 11, 3)],
        ["Зимние", "28.12.2026", "11.01.2027"],
        ["Весенние", "22–28 марта 2027"],
        [None, "", ""],
        ["Летние", "31.02.2027"],
    ]
    read = from_rows(rows, TODAY)
    assert read.breaks == (
        Rest(date(2026, 10, 26), date(2026, 11, 3), "Осенние"),
        Rest(date(2026, 12, 28), date(2027, 1, 11), "Зимние"),
        Rest(date(2027, 3, 22), date(2027, 3, 28), "Весенние"),
    )
    assert read.rejected == ("Летние 31.02.2027",)


@pytest.mark.parametrize("kind", [QUARTERS, MODULES])
def test_the_suggestion_covers_a_school_year_in_whole_weeks(kind):
    for year in (2025, 2026, 2027):
        found = suggest(year, kind)
        assert found == sorted(found, key=lambda rest: rest.starts_on)
        assert all(rest.starts_on <= rest.ends_on for rest in found)
        short = [rest for rest in found if rest.title not in ("зимние каникулы", "летние каникулы")]
        assert all(rest.starts_on.weekday() == 0 and rest.ends_on.weekday() == 6 for rest in short)
        assert any(rest.covers(date(year + 1, 1, 5)) for rest in found)
        assert all(first.ends_on < second.starts_on for first, second in pairwise(found))
