"""Which weeks a report is wanted for: «за ноябрь», «за месяц», «за 2 четверть», «с 1 по 20 ноября»."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from indicators.days import month_end
from indicators.errors import BadWeek
from indicators.russian.calendar_words import WHOLE_MONTH, month_number
from indicators.weeks import Week
from nudges.breaks import suggest
from nudges.dates import LOOK_BACK, find_span
from nudges.periods import span_words, week_words

_QUARTER = re.compile(r"(?:\b([1-4])[\s-]*(?:ю|ую|й|я)?|\b(перв|втор|трет|четв[её]рт)\w*)\s+четверт")
# «За четверть», «в прошлой четверти»: of those that have begun.
_BARE_QUARTER = re.compile(r"(?:\b(прошл|предыдущ)\w*\s+)?\bчетверт[ьи]\b")
_ORDINALS = {"перв": 1, "втор": 2, "трет": 3, "четверт": 4}
# Of the calendar year; the school's are «четверти».
_THREE_MONTHS = re.compile(
    r"(?:\b(?:([1-4])|(iv|i{1,3}))[\s-]*(?:ый|ой|ий|й)?\s+|\b(перв|втор|трет|четв[её]рт)\w*\s+|\b(прошл|предыдущ)\w*\s+)?"
    r"\bквартал"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH = re.compile(rf"\b(?:за|в)\s+({WHOLE_MONTH})\b")
_LAST_MONTH = re.compile(r"\bза\s+(?:последний\s+)?месяц\b")
_SCHOOL_YEAR = re.compile(r"\b(?:учебн\w+\s+)?год\b")
_FOUR_WEEKS = 4
_PAST_MONTH = re.compile(r"\bпрошл\w+\s+месяц")
_PAST_WEEK = re.compile(r"\b(поза)?прошл\w+\s+недел")
_COUNTS = {"две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6}
_WEEKS_BACK = re.compile(rf"\bза\s+(?:последни[ех]\s+)?(\d{{1,2}}|{'|'.join(_COUNTS)})\s+недел[иь]")
# «46 неделю», «46-ю неделю», «неделя 46», but not «неделю 9–15 ноября».
_WEEK_NUMBER = re.compile(
    r"\b(\d{1,2})[\s-]*(?:ю|я|й|ую)?\s+недел[юя]\b|\bнедел[юяи]\s+(?:№\s*)?(\d{1,2})(?![\d.]|\s*[-–—]|\s+[а-я])"
)
_ISO_WEEK = re.compile(r"\b20\d\d-w\d{1,2}\b")


# «А за прошлую неделю?», «а в октябре», «а 2–8 ноября?»: nothing but when.
_LEADING = r"а|и|ну|же|то|вот|ещё|еще|тогда|за|на|в|во|по|с|со|до"
_OF_WEEKS = (
    r"(?:поза)?прошл\w+|эт\w{1,2}|той|недел\w*|назад|месяц\w*|четверт\w*|полугоди\w*|год\w?|перв\w+|втор\w+|"
    r"последн\w+"
)
_ONLY_WHEN = re.compile(rf"(?:\W*\b(?:{_LEADING}|{_OF_WEEKS}|{WHOLE_MONTH}|\d[\d.–—-]*(?:ю|й|я)?)\b)+\W*")


CURRENT, PREVIOUS = "current", "previous"


@dataclass(frozen=True, slots=True)
class Period:
    """Weeks, both ends included, and the days as they are said."""

    first: Week
    last: Week
    said: str

    def inside(self, weeks: Iterable[Week]) -> list[Week]:
        return [one for one in weeks if self.first <= one <= self.last]


def period_named(said: str, today: date) -> Period | None:
    """The weeks that a wish carries: «2026-W45», «previous», «2026-10-01..2026-10-31»."""
    this = Week.of(today)
    first, _, last = said.partition("..")
    try:
        if last:
            days = date.fromisoformat(first), date.fromisoformat(last)
            return Period(Week.of(days[0]), Week.of(days[1]), span_words(*days))
        week = {CURRENT: this, PREVIOUS: this.shift(-1)}.get(said) or Week.parse(said)
    except (BadWeek, ValueError):
        return None
    return Period(week, week, week_words(week))


_COMPARED = re.compile(rf"\bсравн\w*(?:\s\w+){{0,4}}?\s(?:с|со)\s({WHOLE_MONTH})м?\b")


def month_compared(words: str, today: date) -> Period | None:
    """«Сравни с декабрём»: the month that the newest week is held against, the last such that has begun."""
    found = _COMPARED.search(words.lower().replace("ё", "е"))
    number = month_number(found[1]) if found is not None else 0
    if not number:
        return None
    first = date(today.year - (number > today.month), number, 1)
    last = month_end(first)
    return Period(Week.of(first), Week.of(last), span_words(first, last))


def says_only_when(words: str) -> bool:
    """Whether weeks may be named by it and nothing else is."""
    return _ONLY_WHEN.fullmatch(words.lower()) is not None


def period_in(words: str, today: date, newest: Week) -> Period | None:
    """The weeks that are meant, none after the newest of which anything is known; None: no period is named."""
    plain = words.lower().replace("ё", "е")
    if (weeks := _weeks(plain, today, newest)) is not None:
        return _between(*weeks, newest)
    if _LAST_MONTH.search(plain):
        return _between(newest.shift(1 - _FOUR_WEEKS).monday, newest.sunday, newest)
    if (months := _THREE_MONTHS.search(plain)) is not None:
        return _between(*_three_months(months, today), newest)
    quarter, month = _QUARTER.search(plain), _MONTH.search(plain)
    if quarter is not None:
        number = int(quarter[1]) if quarter[1] else _ORDINALS[quarter[2]]
        return _between(*quarter_days(number, today), newest)
    if bare := _BARE_QUARTER.search(plain):
        begun = [one for one in (quarter_days(number, today) for number in range(1, 5)) if one[0] <= today]
        return _between(*begun[-2 if bare[1] and len(begun) > 1 else -1], newest)
    if month is not None:
        return _between(*_month(month_number(month[1]), today), newest)
    if _SCHOOL_YEAR.search(plain):
        return _between(date(school_year(today), 9, 1), today, newest)
    found = find_span(plain, today, today - LOOK_BACK)
    if found is None or found.span.ends_on is None:
        return None
    return _between(found.span.starts_on, found.span.ends_on, newest)


def _weeks(plain: str, today: date, newest: Week) -> tuple[date, date] | None:
    """The days that are named as weeks, or as the month before this one."""
    if _PAST_MONTH.search(plain):
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    if past := _PAST_WEEK.search(plain):
        return _whole(Week.of(today).shift(-2 if past[1] else -1))
    if back := _WEEKS_BACK.search(plain):
        count = _COUNTS.get(back[1]) or max(1, int(back[1]))
        return newest.shift(1 - count).monday, newest.sunday
    number, iso = _WEEK_NUMBER.search(plain), _ISO_WEEK.search(plain)
    if number is None and iso is None:
        return None
    year = newest.monday.isocalendar().year
    texts = [iso[0]] if iso is not None else [f"{one}-W{number[1] or number[2]}" for one in (year, year - 1) if number]
    for text in texts:
        try:
            week = Week.parse(text)
        except BadWeek:
            continue
        if week <= newest:
            return _whole(week)
    return None


def _whole(week: Week) -> tuple[date, date]:
    return week.monday, week.sunday


def _between(first: date, last: date, newest: Week) -> Period | None:
    """Whole weeks; a period that has not begun yet is none."""
    start, end = Week.of(first), min(Week.of(last), newest)
    return Period(start, end, span_words(first, min(last, newest.sunday))) if start <= end else None


def school_year(today: date) -> int:
    """The calendar year it began in."""
    return today.year if today.month >= 9 else today.year - 1


def quarter_days(number: int, today: date) -> tuple[date, date]:
    """The usual days of a quarter of this school year: from break to break."""
    year = school_year(today)
    rests = suggest(year)
    starts = [date(year, 9, 1), *(rest.ends_on + timedelta(days=1) for rest in rests)]
    return starts[number - 1], rests[number - 1].starts_on - timedelta(days=1)


def _three_months(said: re.Match[str], today: date) -> tuple[date, date]:
    """The last such quarter of a calendar year that has begun; without a number the one that has begun last."""
    number = int(said[1] or 0) or _ROMAN.get(said[2] or "", 0) or _ORDINALS.get(said[3] or "", 0)
    number = number or (today.month - 1) // 3 + 1 - bool(said[4]) or 4
    first, last = _month(3 * number - 2, today)[0], _month(3 * number, today)[1]
    return first, last if last > first else last.replace(year=first.year)


def _month(number: int, today: date) -> tuple[date, date]:
    """The last such month that has begun."""
    year = today.year if number <= today.month else today.year - 1
    following = date(year + number // 12, number % 12 + 1, 1)
    return date(year, number, 1), following - timedelta(days=1)
