"""Dates as people write them: «до пятницы», «12 января», «28.12–11.01», «во вторник и среду», «с завтрашнего дня
месяц»."""

import re
from dataclasses import replace
from datetime import date, timedelta

from indicators.days import valid
from indicators.russian.calendar_words import WHOLE_MONTH
from indicators.russian.day_words import Kind, day_words, plain_days
from nudges.dates.days_of_month import day_that_has_been, with_months_of_days
from nudges.dates.months import with_days_of_months
from nudges.dates.reading import Read, Reader
from nudges.dates.resolving import LOOK_BACK
from nudges.dates.spans import FoundDays, FoundSpan, Span, merged

__all__ = [
    "LOOK_BACK",
    "FoundDays",
    "FoundSpan",
    "Span",
    "day_that_has_been",
    "find_days",
    "find_own_days",
    "find_span",
    "jumped_a_year",
    "last_day",
    "nearest_days",
    "with_days_of_months",
]

_ALMOST_A_YEAR = 300  # days
_LEADING_TO_DAYS = frozenset({"с", "со", "до", "по", "на", "в", "во", "и"})
# Before a day, and no hour: «после 15» is one.
_AFTER = re.compile(
    rf"\bпосле(?=\s+(?:\d{{1,2}}(?:\.\d|\s*-?(?:го|ого)\b|\s+(?:числа\b|{WHOLE_MONTH}))"
    r"|(?:понедельник|сред|четверг|пятниц|суббот|воскресень|вторник)[а-я]*\b))",
    re.IGNORECASE,
)
_BEFORE_SIGN = re.compile(r"\s+([,;:])")
# What speaks of days: left over in a text, it was not understood.
_OF_DAYS = frozenset({Kind.DATE, Kind.WEEKDAY, Kind.NEAR, Kind.END, Kind.WEEK})
_UNDATED = (Kind.SINCE, Kind.NUMBER, Kind.UNTIL, Kind.NUMBER)


def find_days(text: str, today: date, oldest: date | None = None) -> FoundDays | None:
    """All spans in a text such as «карантин во вторник и среду»; None when it names no days at all.

    A single day without a year is the first such from `oldest` on, which is today unless the text is about the
    past; a span may have ended lately. Days that no calendar has are `unread`.
    """
    read = _read(text, today, oldest or today)
    if not read:
        return None
    good, bad = [one for one in read if one.spans], [one for one in read if not one.spans]
    spans = merged([span for one in good for span in one.spans])
    rest = _without(text, good)
    unread = [text[one.places[0][0] : one.places[-1][1]] for one in bad] or _left_over(rest)
    return FoundDays(spans, rest, tuple(unread)) if spans or unread else None


def find_own_days(text: str, today: date) -> FoundDays | None:
    """The same of somebody's own absence, where «со 2 по 10» and «до 5» need no month (the nearest that are not over)
    and «до сентября» no day."""
    if (after := _AFTER.search(text)) is not None:
        named = find_own_days(f"с{text[after.end() :].partition(',')[0]}", today)
        begins = named.spans[0].starts_on if named is not None and named.spans else None
        return _from_the_next_day(find_own_days(f"{text[: after.start()]}с{text[after.end() :]}", today), begins)
    said = with_days_of_months(_with_months(text, today), today)
    found = find_days(said, today)
    if found is not None and (found.unread or all(span.ends_on is not None for span in found.spans)):
        return found
    begins = found.spans[-1].starts_on if found is not None else None
    return find_days(with_months_of_days(said, today, begins), today)


def _from_the_next_day(found: FoundDays | None, begins: date | None) -> FoundDays | None:
    """«После 20-го» is from the 21st on; the days that begin otherwise stay as they are."""
    if found is None:
        return None
    spans = [
        replace(one, starts_on=one.starts_on + timedelta(days=1))
        if one.starts_on == begins and one.starts_on != one.ends_on
        else one
        for one in found.spans
    ]
    return replace(found, spans=tuple(spans))


def _with_months(text: str, today: date) -> str:
    words = day_words(plain_days(text))
    for since, first, until, last in reversed(list(zip(words, words[1:], words[2:], words[3:], strict=False))):
        if (since.kind, first.kind, until.kind, last.kind) == _UNDATED and until.text == "по":
            span = nearest_days(first.number, last.number, today)
            if span is not None:
                text = f"{text[: since.start]}с {span[0]:%d.%m.%Y} по {span[1]:%d.%m.%Y}{text[last.end :]}"
    return text


def nearest_days(first: int, last: int, today: date) -> tuple[date, date] | None:
    """Days of a month that is not named: of this month or the next ones that have both, and are not over; into the
    month after where the last day is the smaller number."""
    for ahead in range(3):
        starts_on, ends_on = _day(today, ahead, first), _day(today, ahead + (last < first), last)
        if starts_on is not None and ends_on is not None and ends_on >= today:
            return starts_on, ends_on
    return None


def _day(today: date, months: int, day: int) -> date | None:
    years, month = divmod(today.month - 1 + months, 12)
    return valid(today.year + years, month + 1, day)


def find_span(text: str, today: date, oldest: date | None = None) -> FoundSpan | None:
    """The first span in a text such as «исключить Алиеву до 12.01 больничный», and the text without it; None when it
    has none, or names a day that no calendar has."""
    read = [one for one in _read(text, today, oldest or today) if not one.bare]
    if not read or not read[0].spans:
        return None
    first = merged(list(read[0].spans))[0]
    return FoundSpan(first, _without(text, read[:1]))


def last_day(text: str, today: date) -> date | None:
    """The only day named, or the last of a span."""
    found = find_span(text, today)
    return (found.span.ends_on or found.span.starts_on) if found is not None else None


def jumped_a_year(day: date, today: date, text: str) -> bool:
    """Whether a day said without a year has passed lately, so that its next one is almost a year away."""
    return (day - today).days > _ALMOST_A_YEAR and not re.search(r"20\d\d|[./]\d{1,2}[./]\d\d\b|год", text.lower())


def _read(text: str, today: date, oldest: date) -> list[Read]:
    """A bare length counts only where no day is named: «28.12 11.01 14 дней»."""
    found = list(Reader(day_words(plain_days(text)), today, oldest).all())
    firm = [one for one in found if not one.bare]
    return firm or found[:1]


def _left_over(rest: str) -> list[str]:
    """What still speaks of days, «с 1 по 5» without a month among it."""
    words = day_words(plain_days(rest))
    left = [word for word in words if word.kind in _OF_DAYS]
    for since, first, until, last in zip(words, words[1:], words[2:], words[3:], strict=False):
        if (since.kind, first.kind, until.kind, last.kind) == _UNDATED:
            left.append(replace(since, end=last.end))
    return [rest[word.start : word.end] for word in left]


def _without(text: str, read: list[Read]) -> str:
    kept: list[str] = []
    at = 0
    for start, end in (place for one in read for place in one.places):
        words = text[at:start].split()
        kept += words[:-1] if words and words[-1].lower() in _LEADING_TO_DAYS else words
        at = end
    return _BEFORE_SIGN.sub(r"\1", " ".join([*kept, *text[at:].split()])).strip(" ,;:-–—")
