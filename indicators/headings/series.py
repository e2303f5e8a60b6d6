"""Columns whose headings differ by a number or a date only: weeks side by side, or readings of a counter."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from indicators.headings.about import names_nothing, said_in
from indicators.lexicon.spelling import DATES, plain, spelled
from indicators.russian.calendar_words import LOOSE_MONTH
from indicators.russian.periods import only_day
from indicators.weeks import Week

AS_OF: Final = re.compile(
    r"(?<!\d\s)(?<!нед\.\s)(?<!недел[яюи]\s)\b(?:на|по|до)\s+\d{1,2}(?:[./]\d{1,2}|\s+[а-я]{3})", re.IGNORECASE
)
_CHANGING: Final = re.compile(
    rf"\d+|\b[ivx]+\b|\b{LOOSE_MONTH}|\b(?:перв|втор|трет|четв[её]рт|пят)[а-я]+", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,2}$")
_PLACE: Final = re.compile(r"\W*([^\W\d_]+(?:\W+[^\W\d_]+)?)[\W_]*?(\d{1,2}|[IVXivx]{1,4}|[А-ЕA-F])\W*")
_BOUNDS: Final = frozenset({"atleast", "upto", "below"})
# «Порог 3», «Порог 10»
_THRESHOLDS: Final = frozenset({"3", "10"})
_SIGNS: Final = re.compile(r"[\s\W]+")
_SAID_DAY: Final = re.compile(rf"(?:\b(?:со?|от|w/e)\s+)?(?:{DATES.pattern})", re.IGNORECASE)
_LINE_LEFT: Final = re.compile(r"^\s*/\s*|\s*/\s*$")


def skeleton(heading: str) -> str:
    """The heading without what changes from week to week."""
    return _SIGNS.sub(" ", _CHANGING.sub("#", spelled(heading))).strip()


def series_of(columns: Mapping[int, str], headings: Sequence[str]) -> list[list[int]]:
    """Columns of one meaning whose headings are not the same, and are when numbers and dates are left out."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, code in columns.items():
        found[code, skeleton(headings[index])].append(index)
    return [group for group in found.values() if len({headings[index] for index in group}) > 1]


def counted_through(headings: Sequence[str]) -> set[int]:
    """«Сообщение 1», «Сообщение 2», «Сообщение 3»: the number only tells the columns apart, it is no threshold."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for index, heading in enumerate(headings):
        if number := _NUMBER.search(heading):
            found[skeleton(heading[: number.start()])][index] = int(number[0])
    groups = (list(numbers.items()) for numbers in found.values())
    counted = (group for group in groups if len(group) > 1 and [n for _, n in group] == list(range(1, len(group) + 1)))
    return {index for group in counted for index, _ in group}


def places_in(headings: Sequence[str]) -> set[int]:
    """«Инф. 2», «Инф. 3» … after a word that names nothing: where a column stands, and never what is in it."""
    found: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for index, heading in enumerate(headings):
        place = _PLACE.fullmatch(heading)
        if place and names_nothing(place[1]) and not _is_bound(heading):
            found[plain(place[1])][index] = place[2]
    groups = [numbers for numbers in found.values() if len(set(numbers.values())) > 1]
    return {index for numbers in groups if not set(numbers.values()) <= _THRESHOLDS for index in numbers}


def _is_bound(heading: str) -> bool:
    """«От 3», «не менее 10», «до 5»."""
    return bool(said_in(heading) & _BOUNDS)


def by_days(headings: Sequence[str], today: date) -> tuple[dict[int, Week], set[int]]:
    """Columns named by a day each: which week each is, and those that are the days of one week.

    «Звонки 02.11» beside «Звонки 09.11», all on the same day of the week, are weeks.
    """
    days = {index: day for index, heading in enumerate(headings) if (day := only_day(heading, today))}
    weeks: dict[int, Week] = {}
    of_one_week: set[int] = set()
    for group in series_of(dict.fromkeys(days, ""), headings):
        told = [days[index] for index in group]
        if len(set(told)) < len(told) or any(AS_OF.search(headings[index]) for index in group):
            continue
        if len({day.weekday() for day in told}) == 1:
            weeks |= {index: Week.of(days[index]) for index in group}
        elif len({Week.of(day) for day in told}) == 1:
            of_one_week |= set(group)
    return weeks, of_one_week


def without_day(heading: str) -> str:
    return _LINE_LEFT.sub("", _SAID_DAY.sub(" ", heading))
