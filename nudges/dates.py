"""Dates as people write them: «до пятницы», «12 января», «12.01», «28.12–11.01», «с 5 по 10 ноября»."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

# Whole, or as people shorten them: «1 дек», «28 сент.».
_MONTHS = (
    "янв(?:ар[а-я]*)?",
    "фев(?:р|рал[а-я]*)?",
    "мар(?:т[а-я]*)?",
    "апр(?:ел[а-я]*)?",
    "ма[йяе][а-я]*",
    "июн[а-я]*",
    "июл[а-я]*",
    "авг(?:уст[а-я]*)?",
    "сен(?:т|тябр[а-я]*)?",
    "окт(?:ябр[а-я]*)?",
    "ноя(?:б|бр[а-я]*)?",
    "дек(?:абр[а-я]*)?",
)
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_NEAR = {"сегодня": 0, "завтра": 1, "послезавтра": 2, "вчера": -1}
_MONTH = "(?:" + "|".join(_MONTHS) + r")\b\.?"
_YEAR = r"(?:\s*(?P<{0}>20\d\d)(?:\s*г(?:од[а-я]*|\.)?)?)?"

_DASH = r"\s*(?P<between>[-–—]|\bпо\b|\bдо\b)\s*"
_SHORT_SPAN = re.compile(
    rf"(?P<since>\bс\s+)?(?<![\d./])\b(?P<first>\d{{1,2}}){_DASH}(?P<last>\d{{1,2}})\s+(?P<month>{_MONTH})"
    + _YEAR.format("year")
)
_DAY = re.compile(
    r"\b(?P<d>\d{1,2})[./](?P<m>\d{1,2})(?:[./](?P<y>20\d\d|\d\d))?(?![./]?\d)"
    rf"|\b(?P<day>\d{{1,2}})(?:-?го)?\s+(?P<month>{_MONTH})" + _YEAR.format("year") + r"|\b(?P<iso>20\d\d-\d\d-\d\d)\b"
    r"|\b(?P<near>послезавтра|сегодня|завтра|вчера)\b"
    rf"|\b(?:следующ[а-я]+\s+)?(?P<weekday>{'|'.join(_WEEKDAYS)})[а-я]*"
    r"|\bконца\s+(?P<end>недели|месяца|года)"
)
_WEEKS = re.compile(r"\bна\s+(?:(?P<count>\d{1,3}|[а-я]+)\s+)?(?P<unit>недел[яюиь]|дн(?:я|ей)|день|месяца?|месяцев)\b")
_THIS_WEEK = re.compile(r"\b(?:на|в|всю)\s+(?P<which>эт[а-я]+|следующ[а-я]+|будущ[а-я]+)\s+недел[а-я]+")
_COUNTS = {"один": 1, "одну": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "десять": 10}
# «с 28.12», said in January, is last year's: how far back a span, or its beginning, without a year may lie.
LOOK_BACK = timedelta(days=120)
_ALMOST_A_YEAR = 300  # days
_FAR = timedelta(days=3 * 366)  # from today; a day further off is a slip of the pen
_FROM = re.compile(r"(?:\bс|\bсо|\bот|\bначиная с)\s*$")
_UNTIL = re.compile(r"(?:\bдо|\bпо|[-–—])\s*$")
_TIDY = re.compile(r"(?:\s+|^)(?:с|со|до|по|на)?\s*$")


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included; no end means until further notice."""

    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A span found in a longer text, and the text without it."""

    span: Span
    rest: str


def last_day(text: str, today: date) -> date | None:
    """The only day named, or the last of a span."""
    span = parse_span(text, today)
    return (span.ends_on or span.starts_on) if span is not None else None


def parse_span(text: str, today: date) -> Span | None:
    """«до пятницы» is from today to Friday, «12.01» that one day, «с 12.01» without an end."""
    found = find_span(text, today)
    return None if found is None else found.span


def find_span(text: str, today: date, oldest: date | None = None) -> FoundSpan | None:
    """The first span in a text such as «исключить Алиеву до 12.01 больничный»; None when it has none, or
    names a day that no calendar has.

    A single day without a year is the first such from `oldest` on, which is today unless the text is about the
    past; a span may have ended lately.
    """
    plain = _plain(text)
    for find in (_short_span, _lasting, _whole_week, _days):
        found = find(plain, today, oldest or today)
        if found is not None:
            span, start, end = found
            return FoundSpan(span, _without(text, start, end)) if span is not None and _usable(span, today) else None
    return None


def jumped_a_year(day: date, today: date, text: str) -> bool:
    """Whether a day said without a year has passed lately, so that its next one is almost a year away."""
    return (day - today).days > _ALMOST_A_YEAR and not re.search(r"20\d\d|[./]\d{1,2}[./]\d\d\b|год", text.lower())


def _usable(span: Span, today: date) -> bool:
    if span.ends_on is not None and span.ends_on < span.starts_on:
        return False
    return all(abs(day - today) <= _FAR for day in (span.starts_on, span.ends_on or span.starts_on))


# A span, or None for an impossible one, and where in the text it stands.
_Found = tuple[Span | None, int, int] | None
_Finder = Callable[[str, date, date], _Found]


def _plain(text: str) -> str:
    """Same length as the text, so that places found here are places there."""
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text).replace("ё", "е").replace("\u00a0", " ")


def _short_span(text: str, today: date, oldest: date) -> _Found:
    match = _SHORT_SPAN.search(text)
    if match is None:
        return None
    month, year = _month(match["month"]), match["year"]
    last = _with_year(int(match["last"]), month, int(year) if year else None, _lately(today, oldest))
    if last is None:
        return None, match.start(), match.end()
    first = _valid(last.year, month, int(match["first"]))
    if match["between"] == "до" and not match["since"] and (first is None or first > last):
        return None  # «42 до 1 декабря» is a number and a day
    return (None if first is None else Span(first, last)), match.start(), match.end()


def _lasting(text: str, today: date, oldest: date) -> _Found:
    """«на неделю», «на 3 дня», «на две недели», «на месяц»: from today."""
    match = _WEEKS.search(text)
    if match is None:
        return None
    count = _COUNTS.get(match["count"] or "", 0) or int(match["count"] or 1)
    days = 7 if match["unit"].startswith("нед") else 30 if match["unit"].startswith("мес") else 1
    return Span(today, today + timedelta(days=count * days - 1)), match.start(), match.end()


def _whole_week(text: str, today: date, oldest: date) -> _Found:
    """«на этой неделе» is what is left of it, «на следующей неделе» all of the next one."""
    match = _THIS_WEEK.search(text)
    if match is None:
        return None
    sunday = _end_of("недели", today)
    if match["which"].startswith("эт"):
        return Span(today, sunday), match.start(), match.end()
    return Span(sunday + timedelta(days=1), sunday + timedelta(days=7)), match.start(), match.end()


def _days(text: str, today: date, oldest: date) -> _Found:
    matches = list(_DAY.finditer(text))
    if not matches:
        return None
    first = matches[0]
    until = _UNTIL.search(text, 0, first.start())
    since = _FROM.search(text, 0, first.start())
    second = matches[1] if len(matches) > 1 and _UNTIL.search(text, first.end(), matches[1].start()) else None
    start = (until or since or first).start()
    if second is not None:
        return _between(first, second, today, _lately(today, oldest)), (since or first).start(), second.end()
    begins = since is not None and until is None
    day = _day(first, today, _lately(today, oldest) if begins else oldest)
    if day is None:
        return None, start, first.end()
    if until is not None:
        return Span(min(today, day), day), start, first.end()
    return Span(day, None if since is not None else day), start, first.end()


def _between(first: re.Match[str], second: re.Match[str], today: date, oldest: date) -> Span | None:
    """The end is the first such day from `oldest` on, and the start the last such day before it."""
    last = _day(second, today, oldest)
    if last is None:
        return None
    start = _day(first, today, oldest)
    if start is not None and not _has_year(first):
        years = (_valid(year, start.month, start.day) for year in (last.year, last.year - 1))
        start = next((day for day in years if day is not None and day <= last), None)
    return None if start is None else Span(start, last)


def _lately(today: date, oldest: date) -> date:
    return min(oldest, today - LOOK_BACK)


def _has_year(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("y", "year", "iso", "near", "weekday", "end"))


def _day(match: re.Match[str], today: date, oldest: date) -> date | None:
    if match["d"]:
        year = int(match["y"]) if match["y"] else None
        return _with_year(int(match["d"]), int(match["m"]), 2000 + year if year and year < 100 else year, oldest)
    if match["day"]:
        return _with_year(int(match["day"]), _month(match["month"]), int(match["year"] or 0) or None, oldest)
    if match["iso"]:
        return _iso(match["iso"])
    if match["near"]:
        return today + timedelta(days=_NEAR[match["near"]])
    if match["end"]:
        return _end_of(match["end"], today)
    ahead = (_WEEKDAYS.index(match["weekday"]) - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead)


def _end_of(what: str, today: date) -> date:
    if what == "недели":
        return today + timedelta(days=6 - today.weekday())
    if what == "года":
        return date(today.year, 12, 31)
    following = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return following - timedelta(days=1)


def _month(word: str) -> int:
    return next(number for number, stem in enumerate(_MONTHS, 1) if re.match(stem, word))


def _with_year(day: int, month: int, year: int | None, oldest: date) -> date | None:
    """Without a year the next such day; the 29th of February may be some years away."""
    if year is not None:
        return _valid(year, month, day)
    coming = (_valid(oldest.year + ahead, month, day) for ahead in range(5))
    return next((one for one in coming if one is not None and one >= oldest), None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _without(text: str, start: int, end: int) -> str:
    return " ".join((_TIDY.sub("", text[:start]) + " " + text[end:]).split()).strip(" ,;")
