"""A school's breaks: a suggestion to start from, and reading them from a calendar file or a table.

The suggestion is a pattern and no decree: every school sets its own days, so it is shown to be edited.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from indicators.errors import UnusableFile
from indicators.weeks import Week
from nudges.calendar import Rest
from nudges.dates import find_span

_LONGEST = 120  # days; a longer one is a slip, the summer aside
_TITLE = 60  # letters of a break's name
_MOST = 200  # of breaks in one file
QUARTERS, MODULES = "quarters", "modules"


@dataclass(frozen=True, slots=True)
class ReadBreaks:
    """What a file holds: the breaks, and lines that could not be understood, word for word."""

    breaks: tuple[Rest, ...]
    rejected: tuple[str, ...]


def suggest(first_year: int, kind: str = QUARTERS) -> list[Rest]:
    """Breaks of the school year that begins in September of `first_year`, whole weeks from Monday to Sunday."""
    year = first_year + 1
    winter = Rest(date(first_year, 12, 31), Week.of(date(year, 1, 8)).sunday, "зимние каникулы")
    summer = Rest(date(year, 5, 27), date(year, 8, 31), "летние каникулы")
    weeks = {
        QUARTERS: (((10, 28), "осенние каникулы"), ((3, 28), "весенние каникулы")),
        MODULES: (
            ((10, 7), "осенние каникулы"),
            ((11, 18), "ноябрьские каникулы"),
            ((2, 19), "февральские каникулы"),
            ((4, 9), "апрельские каникулы"),
        ),
    }
    found = [winter, summer]
    for (month, day), title in weeks[kind]:
        middle = date(first_year if month > 8 else year, month, day)
        monday = middle - timedelta(days=middle.weekday())
        found.append(Rest(monday, monday + timedelta(days=6), title))
    return sorted(found, key=lambda rest: rest.starts_on)


def from_calendar(content: bytes) -> ReadBreaks:
    """Read an iCalendar file: each event of whole days is a break.

    Raises:
        UnusableFile: it is no iCalendar file.
    """
    from icalendar import Calendar

    try:
        events = Calendar.from_ical(content).walk("VEVENT")
    except (ValueError, IndexError, KeyError) as error:
        raise UnusableFile("Это не файл календаря: пришлите .ics с каникулами или таблицу с датами.") from error
    found, rejected = [], []
    for event in events[:_MOST]:
        rest = _of_event(event)
        if rest is None:
            rejected.append(_summary(event)[:_TITLE])
        else:
            found.append(rest)
    return ReadBreaks(tuple(found), tuple(rejected))


def from_rows(rows: Iterable[Sequence[object]], today: date) -> ReadBreaks:
    """Read a table: somewhere in each row two dates, or a span in words, and perhaps a title.

    Rows without any date (headings, blanks) are passed over; those with dates that make no span are rejected.
    """
    found: list[Rest] = []
    rejected: list[str] = []
    for row in list(rows)[:_MOST]:
        words = " ".join(_words(cell) for cell in row if cell not in (None, ""))
        days = [day for cell in row if (day := _day(cell)) is not None]
        rest = _rest(days[0], days[1], _title(row)) if len(days) == 2 else _of_words(words, today)
        if rest is not None:
            found.append(rest)
        elif any(character.isdigit() for character in words):
            rejected.append(words)
    return ReadBreaks(tuple(found), tuple(rejected))


def _of_words(words: str, today: date) -> Rest | None:
    """Two dates side by side are a span as well: «28.12.2026 11.01.2027»."""
    found = find_span(words, today)
    if found is None or found.span.ends_on is None:
        return None
    if found.span.starts_on == found.span.ends_on and (second := find_span(found.rest, today)) is not None:
        return _rest(found.span.starts_on, second.span.ends_on or second.span.starts_on, second.rest)
    return _rest(found.span.starts_on, found.span.ends_on, found.rest)


def _of_event(event: Any) -> Rest | None:
    """The end of an event of whole days is the day after its last one; some calendars write its duration instead,
    some give midnights. An event of hours is no break."""
    from icalendar.error import BrokenCalendarProperty

    try:
        first, last = _midnight(event.decoded("DTSTART", None)), _midnight(event.decoded("DTEND", None))
        duration = event.decoded("DURATION", None)
    except (BrokenCalendarProperty, ValueError, AttributeError, TypeError):
        return None
    if first is None or (last is None and event.get("DTEND") is not None):
        return None
    if last is None:
        last = first + (duration if isinstance(duration, timedelta) and duration.days else timedelta(days=1))
    return _rest(first, last - timedelta(days=1), _summary(event))


def _midnight(moment: object) -> date | None:
    """The day that begins at that moment; None for any other hour."""
    if isinstance(moment, datetime):
        return moment.date() if moment.time() == time() else None
    return moment if isinstance(moment, date) else None


def _summary(event: Any) -> str:
    return str(event.get("SUMMARY", "") or "каникулы")


def _rest(first: date, last: date, title: str) -> Rest | None:
    if first <= last and (last - first).days < _LONGEST:
        return Rest(first, last, title.strip(" ,;:-–—")[:_TITLE] or "каникулы")
    return None


def _title(row: Sequence[object]) -> str:
    words = (_words(cell) for cell in row if cell not in (None, "") and _day(cell) is None)
    return next((text for text in words if any(character.isalpha() for character in text)), "")


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def _words(cell: object) -> str:
    day = _day(cell)
    return f"{day:%d.%m.%Y}" if day is not None else str(cell)
