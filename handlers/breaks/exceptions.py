"""«Карантин с 1 по 10, кроме субботы», «каникулы с 1 по 8, но 3 февраля работаем»: days that are left out of others."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from handlers.understanding.said.weekdays import weekdays_in
from indicators.russian.day_words import DayWord, Kind, day_words, plain_days
from nudges.dates import find_days

_DAY = timedelta(days=1)
Spans = Sequence[tuple[date, date]]


def left_out(words: str, spans: Spans, today: date) -> frozenset[date]:
    """The days of those spans that the words name: of each week where a weekday is named, and of the month that the
    spans are in where none is said. Nothing where they name no day of them."""
    inside = [day for first, last in spans for day in _days(first, last)]
    found = find_days(words, today, min(inside))
    dated = {day for one in found.spans for day in _days(one.starts_on, one.ends_on or one.starts_on)} if found else ()
    has_dates = any(one.kind is Kind.DATE for one in day_words(plain_days(words)))
    if has_dates:
        return frozenset(dated) & frozenset(inside)
    if numbers := list(_numbers(day_words(plain_days(words)))):
        return frozenset(_numbered(numbers, inside))
    if weekdays := weekdays_in(words):
        return frozenset(day for day in inside if day.weekday() in weekdays)
    return frozenset(dated) & frozenset(inside)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + ahead * _DAY for ahead in range((last - first).days + 1))


def _numbers(words: Sequence[DayWord]) -> Iterator[tuple[int, int]]:
    """«3», «3 и 5», «с 3 по 5»: from which to which."""
    at = 0
    while at < len(words):
        one = words[at]
        if one.kind is Kind.NUMBER and 1 <= one.number <= 31:
            leads_on = [two.kind for two in words[at + 1 : at + 3]]
            is_span = leads_on in ([Kind.DASH, Kind.NUMBER], [Kind.UNTIL, Kind.NUMBER])
            yield one.number, words[at + 2].number if is_span else one.number
            at += 2 * is_span
        at += 1


def _numbered(numbers: Sequence[tuple[int, int]], inside: Sequence[date]) -> Iterator[date]:
    for first, last in numbers:
        start = next((place for place, day in enumerate(inside) if day.day == first), len(inside))
        for day in inside[start:]:
            yield day
            if day.day == last:
                break


def without(spans: Spans, days: Collection[date]) -> Spans:
    """What is left of the spans, in their order."""
    found: list[tuple[date, date]] = []
    for first, last in spans:
        for day in _days(first, last):
            if day in days:
                continue
            if found and found[-1][1] + _DAY == day and day != first:
                found[-1] = (found[-1][0], day)
            else:
                found.append((day, day))
    return found
