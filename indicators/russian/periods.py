"""Which week a text speaks of: «за 09.11.2026–15.11.2026», «9–15 ноября», «на 16.11.2026», `2026-W46`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from indicators.errors import BadWeek
from indicators.russian.calendar_words import LOOSE_MONTH, month_number
from indicators.weeks import Week

_MONTH: Final = rf"{LOOSE_MONTH}\.?"
_TO: Final = r"\s*(?:-|по|to|до|\.\.+|_+)\s*"
_SEP: Final = r"[./_-]"
_YEAR: Final = r"(?:20\d\d|\d\d(?!\d))"
_DMY: Final = rf"(\d{{1,2}}){_SEP}(\d{{1,2}})(?:{_SEP}({_YEAR})|\.(?=[\s-]))?(?:\s*г(?:ода|\.)?)?"
# Each pattern with the groups it fills: d1 m1 y1 d2 m2 y2.
_RANGES: Final = (
    (
        r"(?<!\d)(20\d\d)[./_-]?(\d\d)[./_-]?(\d\d)" + _TO + r"(20\d\d)[./_-]?(\d\d)[./_-]?(\d\d)(?!\d)",
        "y1 m1 d1 y2 m2 d2",
    ),
    (rf"(?<!\d){_DMY}{_TO}{_DMY}(?!\d)", "d1 m1 y1 d2 m2 y2"),
    (
        rf"(?<!\d)(\d{{1,2}})\s*({_MONTH})\s*({_YEAR})?(?:\s*г(?:ода|\.)?)?{_TO}(\d{{1,2}})\s*({_MONTH})\s*({_YEAR})?",
        "d1 m1 y1 d2 m2 y2",
    ),
    (rf"(?<!\d)(\d{{1,2}}){_TO}(\d{{1,2}})\s*({_MONTH})\s*({_YEAR})?", "d1 d2 m2 y2"),
    (rf"(?<![\d.])(\d{{1,2}}){_TO}(\d{{1,2}})[./_](\d{{1,2}})(?:[./_]({_YEAR}))?(?!\d)", "d1 d2 m2 y2"),
)
_DAYS: Final = (
    (r"(?<!\d)(20\d\d)[._-]?(\d\d)[._-]?(\d\d)(?!\d)", "y1 m1 d1"),
    (rf"(?<!\d)(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}({_YEAR})(?!\d)", "d1 m1 y1"),
    (r"(?<!\d)([0-3]\d)([01]\d)(20\d\d)(?!\d)", "d1 m1 y1"),
    (rf"(?<!\d)(\d{{1,2}})\s*({_MONTH})\s*({_YEAR})?", "d1 m1 y1"),
    (r"(?<![\d.])(\d\d)\.(\d\d)(?![\d.])", "d1 m1"),
)
_ISO_WEEK: Final = re.compile(r"(?<!\d)(20\d\d)[\s_-]*w[\s_-]?(\d{1,2})(?!\d)")
_NUMBERED: Final = (
    re.compile(
        # «2 неделя ноября 2026» is no week of the year
        rf"(?<!\d)(?![1-6]\s*-?(?:ая|ую|ой|[яюй])?\s*недел\w*\s+{_MONTH})"
        r"(?P<week>\d{1,2})\s*-?(?:ая|ую|ой|[яюй])?\s*нед(?:ел\w*|\b\.?)(?:\D{0,12}(?P<year>20\d\d))?"
    ),
    re.compile(
        r"(?:недел\w*|\bнед\b\.?|week|\bw)\s*:?\s*(?:№|n)?\s*(?P<week>\d{1,2})(?!\d|\s*[./-]\d)(?:\D{0,6}(?P<year>20\d\d))?"
    ),
)
_WEEK_OF: Final = re.compile(r"\bнед(?:ел[а-я]*|\.)?[\s(:,]*(?:\b(?:с|от|начиная с)[\s:]*)?$")
_WEEK_ENDS: Final = re.compile(r"\bнед(?:ел[а-я]*|\.)?[\s(:,]*\b(?:по|до)\s*$")
# «с 01.09.2026» is where a running total begins; «по 15.11.2026» ends a week that it belongs to.
_SINCE: Final = re.compile(r"\b(?:с|со)[\s:]*$")
_UNTIL: Final = re.compile(r"\bпо[\s:]*$")
_INCLUSIVE: Final = re.compile(r"\s*(?:(?:г(?:ода|\.)?|[,(])[\s,(]*)?включит")
_WEEKDAYS: Final = re.compile(
    r"\b(?:понедельник|вторник|сред[аыуе]\b|четверг|пятниц|суббот|воскресен)[а-я]*,?\s*|\b(?:пн|вт|ср|чт|пт|сб|вс)\b[.,]?\s*(?=\d)"
)
_ORDINAL: Final = re.compile(r"\b(\d{1,2})-?(?:го|е|ое|ого)\b(?=\s+(?:по|до)\b|\s*[-–—]|\s+[а-я]{3,})")
_FRIDAY = 4
_CLOCK: Final = re.compile(r"(?<=\d)[\st,]*(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)|\b\d{1,2}:\d\d(?::\d\d)?\b")
_PAPERS: Final = re.compile(r"(?:приказ|письм|распоряж|постановл|исх|вх)[а-я.]{0,20}[^;\n]{0,40}?\d\d\.\d\d\.\d{2,4}")
# «срок представления: до 20.11.2026» says when the file is wanted, not what it is about
_DEADLINE: Final = re.compile(r"(?:\bсрок|не позднее|предостав|представ)[^;\n\d]{0,40}\d\d?\.\d\d\.\d{2,4}")
_RECENT: Final = timedelta(weeks=12)
_LONGEST = 8  # days: a file made on Monday may count from Monday to Monday


@dataclass(frozen=True, slots=True)
class Period:
    """`kind`: `week` when the text names the week or its days, `as_of` when it names one `day` only."""

    week: Week
    kind: Literal["week", "as_of"]
    text: str
    day: date | None = None


def period_in(text: str, today: date) -> Period | None:
    """The first week that is named in the text, otherwise the week before the first day named.

    A year that is not written is the one that puts the date nearest before `today`.
    """
    plain = _plain(text)
    for first, last, said in _ranges(plain, today):
        if 0 <= (last - first).days < _LONGEST:
            return Period(_week_of_range(first, last), "week", said)
    if week := _numbered_week(plain, today):
        return Period(week, "week", text.strip())
    if any(True for _ in _ranges(plain, today)):
        return None  # a month or a quarter: its ends are no «на дату»
    for day, said in _days(plain, today):
        before, _, after = plain.partition(said)
        if _WEEK_ENDS.search(before):  # «неделя по 15.11»
            return Period(Week.of(day), "week", said)
        if _WEEK_OF.search(before):  # «за неделю с 09.11.2026»
            return Period(Week.of(day), "week", said)
        if _SINCE.search(before):
            continue
        ended = day.weekday() >= _FRIDAY and (_UNTIL.search(before) or _INCLUSIVE.match(after))
        return Period(Week.of(day) if ended else Week.of(day).shift(-1), "as_of", said, None if ended else day)
    return None


def only_day(text: str, today: date) -> date | None:
    """The day, when the text names one and no span of days."""
    plain = _plain(text)
    days = set() if any(True for _ in _ranges(plain, today)) else {day for day, _ in _days(plain, today)}
    return days.pop() if len(days) == 1 else None


def _plain(text: str) -> str:
    text = text.lower().replace("ё", "е").replace("\u00a0", " ")
    text = _ORDINAL.sub(r"\1", text)
    text = _CLOCK.sub("", _PAPERS.sub(" ", _DEADLINE.sub(" ", _WEEKDAYS.sub("", text))))
    return re.sub(r"\s*[‐‑‒–—―−…]\s*", "-", text)


def _week_of_range(first: date, last: date) -> Week:
    """The week that holds the most of its days; of two equals the earlier."""
    return Week.of(first + timedelta(days=(last - first).days // 2))


def _ranges(text: str, today: date) -> Iterator[tuple[date, date, str]]:
    for pattern, groups in _RANGES:
        for match in re.finditer(pattern, text):
            found = dict(zip(groups.split(), match.groups(), strict=True))
            last = _date(found["d2"], found.get("m2"), found.get("y2") or found.get("y1"), today)
            if last is None:
                continue
            year = int(found.get("y1") or 0) or last.year
            first = _date(found["d1"], found.get("m1") or found["m2"], str(year), today)
            if first and first > last and not found.get("y1"):
                first = _date(found["d1"], found.get("m1") or found["m2"], str(year - 1), today)
                if first and not found.get("m1") and found["m2"]:
                    first = None
            if first:
                yield first, last, match[0]


def _days(text: str, today: date) -> Iterator[tuple[date, str]]:
    for pattern, groups in _DAYS:
        for match in re.finditer(pattern, text):
            found = dict(zip(groups.split(), match.groups(), strict=True))
            day = _date(found["d1"], found["m1"], found.get("y1"), today)
            if day:
                yield day, match[0]


def _date(day: str | None, month: str | None, year: str | None, today: date) -> date | None:
    number = _month(month or "")
    if not day or not number:
        return None
    try:
        if year:
            return date(int(year) if int(year) > 99 else 2000 + int(year), number, int(day))
        found = date(today.year, number, int(day))
        return found if found <= today + timedelta(days=31) else found.replace(year=today.year - 1)
    except ValueError:
        return None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return month_number(text)


def _numbered_week(text: str, today: date) -> Week | None:
    """`2026-W46`, «46 неделя 2026», «неделя № 46». A school's own count of weeks is small: not taken."""
    if match := _ISO_WEEK.search(text):
        return _week(int(match[1]), int(match[2]))
    for pattern in _NUMBERED:
        if match := pattern.search(text):
            number, year = int(match["week"]), match["year"]
            if year:
                return _week(int(year), number)
            near = (_week(today.year, number), _week(today.year - 1, number))
            return next((week for week in near if week and _is_recent(week, today)), None)
    return None


def _is_recent(week: Week, today: date) -> bool:
    return timedelta(days=-7) <= today - week.monday <= _RECENT


def _week(year: int, number: int) -> Week | None:
    try:
        return Week.parse(f"{year}-W{number:02d}")
    except BadWeek:
        return None
