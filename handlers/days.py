"""Dates as people write them: «до пятницы», «12 января», «12.01», «28.12–11.01», «на две недели»."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_NUMBERS = {"один": 1, "одну": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "десять": 10}
_MONTH = r"(?:янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек)[а-яё]*"
_DAY = rf"(?:\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?)"
_WEEKDAY = r"(?:(?:следующ\w+\s+)?(?:понедельник\w?|вторник\w?|сред\w|четверг\w?|пятниц\w|суббот\w|воскресень\w))"
_SOON = r"(?:послезавтра|завтра|сегодня)"
_DASH = r"\s*(?:[-–—]|по|до)\s*"
# How far back a date without a year may lie: «с 28.12», said in January, is last year's.
_LOOK_BACK = 120
_FAR = 366 * 3


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included; `start` or `end` is None where nothing was said. `rest` is the text without them."""

    start: date | None
    end: date | None
    rest: str


def find_span(text: str, today: date) -> Span | None:
    """The first span or day named in the text; None when there is none, or no such day exists."""
    for pattern, read in _RULES:
        match = re.search(pattern, text, re.IGNORECASE)
        if match is None:
            continue
        try:
            start, end = read(match, today)
        except (ValueError, OverflowError):
            continue
        if start is not None and end is not None and end < start:
            continue
        if any(day is not None and abs((day - today).days) > _FAR for day in (start, end)):
            continue
        rest = f"{text[: match.start()].rstrip(' ,;')} {text[match.end() :].lstrip(' ,.;')}"
        return Span(start, end, rest.strip(" ,.;—–-"))
    return None


def find_day(text: str, today: date) -> date | None:
    """One day: the only one named, or the last of a span."""
    span = find_span(text, today)
    return (span.end or span.start) if span is not None else None


Read = Callable[[re.Match[str], date], tuple[date | None, date | None]]


def _range(match: re.Match[str], today: date) -> tuple[date, date]:
    start = _day(match["start"], today)
    end = _day(match["end"], start, forward=True)
    return start, end


def _short_range(match: re.Match[str], today: date) -> tuple[date, date]:
    """«9–15 ноября»: one month for both."""
    end = _day(f"{match['last']} {match['month']}", today)
    return end.replace(day=int(match["first"])), end


def _until(match: re.Match[str], today: date) -> tuple[None, date]:
    return None, _day(match["end"], today, forward=True)


def _since(match: re.Match[str], today: date) -> tuple[date, None]:
    return _day(match["start"], today), None


def _end_of(match: re.Match[str], today: date) -> tuple[None, date]:
    if match["what"].lower().startswith("недел"):
        return None, today + timedelta(days=6 - today.weekday())
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return None, following - timedelta(days=1)


def _for(match: re.Match[str], today: date) -> tuple[date, date]:
    word = (match["count"] or "1").lower()
    count = int(word) if word.isdigit() else _NUMBERS.get(word, 1)
    unit = match["unit"].lower()
    days = count * (7 if unit.startswith("недел") else 30 if unit.startswith("месяц") else 1)
    return today, today + timedelta(days=max(days, 1) - 1)


def _single(match: re.Match[str], today: date) -> tuple[date, date]:
    day = _day(match["day"], today)
    return day, day


def _day(text: str, today: date, *, forward: bool = False) -> date:
    """One day. Without a year it is the nearest one; with `forward`, the first from `today` on.

    Raises:
        ValueError: there is no such day.
    """
    words = text.lower().replace("ё", "е")
    soon = {"сегодня": 0, "завтра": 1, "послезавтра": 2}.get(words)
    if soon is not None:
        return today + timedelta(days=soon)
    for number, stem in enumerate(_WEEKDAYS):
        if stem in words:
            ahead = (number - today.weekday()) % 7
            return today + timedelta(days=ahead + 7 * ("следующ" in words and ahead < 7 - today.weekday()))
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        return date.fromisoformat(words)
    numbers = [int(part) for part in re.findall(r"\d+", words)]
    named = re.search(_MONTH, words)
    if named is not None:
        month = next(place for place, stem in enumerate(_MONTHS, 1) if named[0].startswith(stem))
        numbers.insert(1, month)
    return _with_year(numbers, today, forward)


def _with_year(numbers: list[int], today: date, forward: bool) -> date:
    day, month = numbers[0], numbers[1]
    if len(numbers) > 2:
        year = numbers[2] if numbers[2] > 99 else 2000 + numbers[2]
        return date(year, month, day)
    this_year = date(today.year, month, day)
    oldest = today if forward else today - timedelta(days=_LOOK_BACK)
    if this_year < oldest:
        return date(today.year + 1, month, day)
    return this_year


_RULES: tuple[tuple[str, Read], ...] = (
    (rf"(?:\bс\s+)?(?P<start>{_DAY}){_DASH}(?P<end>{_DAY})", _range),
    (rf"\bс\s+(?P<start>{_DAY}|{_SOON}|{_WEEKDAY})\s+(?:по|до)\s+(?P<end>{_DAY}|{_SOON}|{_WEEKDAY})", _range),
    (rf"\b(?:с\s+)?(?P<first>\d{{1,2}}){_DASH}(?P<last>\d{{1,2}})\s+(?P<month>{_MONTH}(?:\s+\d{{4}})?)", _short_range),
    (r"\bдо\s+конца\s+(?P<what>недели|месяца)", _end_of),
    (rf"\b(?:до|по)\s+(?P<end>{_DAY}|{_SOON}|{_WEEKDAY})", _until),
    (rf"\bс\s+(?P<start>{_DAY}|{_SOON}|{_WEEKDAY})", _since),
    (r"\bна\s+(?:(?P<count>\d{1,3}|[а-яё]+)\s+)?(?P<unit>недел\w+|месяц\w*|дня|дней|день)", _for),
    (rf"\b(?P<day>{_DAY}|{_SOON}|{_WEEKDAY})", _single),
)
