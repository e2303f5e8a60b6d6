"""Days and weeks in words: «9–15 ноября», «29 декабря 2026 – 4 января 2027»."""

from collections.abc import Iterable
from datetime import date

from indicators.russian.calendar_words import MONTHS
from indicators.weeks import Week
from nudges.dates.spans import Span, merged


def day_words(day: date, *, year: bool = False) -> str:
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def span_words(start: date, end: date, *, year: bool = False) -> str:
    """Both days included; each year is named where the two differ, and the common one when `year` is asked for."""
    if start.year != end.year:
        return f"{day_words(start, year=True)} – {day_words(end, year=True)}"
    if start == end:
        return day_words(end, year=year)
    if start.month != end.month:
        return f"{day_words(start)} – {day_words(end, year=year)}"
    return f"{start.day}–{day_words(end, year=year)}"


def spans_of(days: Iterable[date]) -> list[str]:
    """«31 декабря», «2–5 февраля»: days in a row as one."""
    return [span_words(one.starts_on, one.ends_on or one.starts_on) for one in merged([Span(day, day) for day in days])]


def on_days(start: date, end: date) -> str:
    """«в этот день», «в эти дни»."""
    return "в этот день" if start == end else "в эти дни"


def week_words(week: Week, *, year: bool = False) -> str:
    return span_words(week.monday, week.sunday, year=year)


def figures_words(week: Week, received_on: date | None) -> str:
    """«за 9–15 ноября, получены 17 ноября»: the period of the figures and the day they came."""
    if received_on is None:
        return f"за {week_words(week)}"
    other_year = week.sunday.year != received_on.year
    return f"за {week_words(week, year=other_year)}, получены {day_words(received_on, year=other_year)}"
