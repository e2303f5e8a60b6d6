"""Days of a month that is not named, of somebody's absence: «до 5», «с 20», «вернусь 5-го»."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from indicators.days import valid
from indicators.russian.calendar_words import cardinal
from indicators.russian.day_words import DayWord, Kind, day_words, plain_days

_BEGAN = timedelta(days=14)  # «с 12» of the 19th has begun; «с 2» of it is next month's
# What a number counts, or an hour: then it is no day.
_COUNTED = re.compile(
    r"\s*(?:[:%/+]|[-–—]\s*\d|[бгдежз]\b|ч\b|час|утра|вечера|ноч|мин|урок|класс|параллел|звон|сообщ|раза?\b|процент|"
    r"чат|учен|дет|лет\b|год)"
)


def with_months_of_days(text: str, today: date, since: date | None) -> str:
    """The same text where such days have their month: the nearest that is not over, and not before `since`."""
    dated: list[tuple[DayWord, date]] = []
    for lead, number in _bare(text):
        if lead.kind is Kind.SINCE:
            day = since = _began(number.number, today) or _nearest(number.number, today)
        else:
            day = _nearest(number.number, max(today, since or today), after=lead.kind is Kind.BACK)
        if day is not None:
            dated.append((number, day))
    for number, day in reversed(dated):
        text = f"{text[: number.start]}{day:%d.%m.%Y}{text[number.end :]}"
    return text


def day_that_has_been(text: str, today: date) -> date | None:
    """Of one day that is named without its month, and has passed: «с 1 числа», «5-го», «с понедельника»."""
    plain = plain_days(text)
    words = day_words(plain)
    found = {number.number for _, number in _bare(text)}
    for number, following in pairwise(words):
        if number.kind is Kind.NUMBER and following.text == "числа":
            found.add(number.number)
    weekdays = [one for one in words if one.kind is Kind.WEEKDAY]
    if any(one.kind in (Kind.DATE, Kind.NEAR, Kind.END, Kind.UNTIL, Kind.BACK) for one in words):
        return None
    if not found and len(weekdays) == 1:
        return _weekday_passed(weekdays[0], today)
    return _passed(found.pop(), today) if len(found) == 1 and not weekdays else None


def _weekday_passed(word: DayWord, today: date) -> date | None:
    """«С прошлой пятницы», «со следующего понедельника» say themselves which."""
    if " " in word.text:
        return None
    return today - timedelta(days=(today.weekday() - word.number) % 7)


def _passed(day: int, today: date) -> date | None:
    for back in range(3):
        years, month = divmod(today.month - 1 - back, 12)
        found = valid(today.year + years, month + 1, day)
        if found is not None and found <= today:
            return found
    return None


def _bare(text: str) -> Iterator[tuple[DayWord, DayWord]]:
    """A word that leads to a day, and the number behind it that can be nothing else."""
    plain = plain_days(text)
    words = day_words(plain)
    for lead, number in pairwise(words):
        if lead.kind not in (Kind.SINCE, Kind.UNTIL, Kind.BACK) or lead.text == "от" or number.kind is not Kind.NUMBER:
            continue
        if not cardinal(number.text) and _COUNTED.match(plain, number.end) is None:
            yield lead, number


def _began(day: int, today: date) -> date | None:
    """The one of this month where it was lately."""
    this = valid(today.year, today.month, day)
    return this if this is not None and this <= today <= this + _BEGAN else None


def _nearest(day: int, since: date, *, after: bool = False) -> date | None:
    for ahead in range(3):
        years, month = divmod(since.month - 1 + ahead, 12)
        found = valid(since.year + years, month + 1, day)
        if found is not None and (found > since if after else found >= since):
            return found
    return None
