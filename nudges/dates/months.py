"""Months without a day of somebody's absence: «до сентября», «по май», «с ноября», «весь октябрь»."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from indicators.days import month_end
from indicators.russian.calendar_words import WHOLE_MONTH, month_number
from indicators.russian.day_words import BACK, plain_days

_BEGAN = 120  # days; «с сентября» of October is the September that has just begun
_YEAR = r"(?:\s+(?P<year>20\d\d)\b(?:\s*г(?:ода|од|\.|\b))?)?"
_MONTH = re.compile(
    rf"(?:(?P<back>{BACK})|\b(?P<before>до\s+конца|по\s+конец|до|по|начиная\s+с|со?|на\s+весь|весь|на|в))\s+"
    rf"(?P<month>{WHOLE_MONTH})\b{_YEAR}(?P<with>\s+включительно)?"
)
_UNTIL, _TO_END, _SINCE = ("до",), ("до конца", "по конец", "по"), ("с", "со", "начиная с")


def with_days_of_months(text: str, today: date) -> str:
    """The same text with the days that its months stand for."""
    for found in reversed(list(_MONTH.finditer(plain_days(text)))):
        text = text[: found.start()] + _said(found, today) + text[found.end() :]
    return text


def _said(found: re.Match[str], today: date) -> str:
    before = " ".join((found["before"] or "").split())
    month, year = month_number(found["month"]), int(found["year"] or 0)
    if found["back"]:
        return f"{found['back']} {_first(month, year, lambda day: day > today, today):%d.%m.%Y}"
    if before in _SINCE:
        return f"с {_first(month, year, lambda day: (today - day).days <= _BEGAN, today):%d.%m.%Y}"
    if before in _UNTIL and not found["with"]:
        first = _first(month, year, lambda day: day > today, today)
        return f"до {first - timedelta(days=1):%d.%m.%Y}"
    first = _first(month, year, lambda day: month_end(day) >= today, today)
    if before in (*_UNTIL, *_TO_END):
        return f"по {month_end(first):%d.%m.%Y}"
    return f"с {first:%d.%m.%Y} по {month_end(first):%d.%m.%Y}"


def _first(month: int, year: int, fits: Callable[[date], bool], today: date) -> date:
    """The first of that month: of the year that is said, or the first that `fits`."""
    if year:
        return date(year, month, 1)
    return next(day for ahead in (-1, 0, 1, 2) if fits(day := date(today.year + ahead, month, 1)))
