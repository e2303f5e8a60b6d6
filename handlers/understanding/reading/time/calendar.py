"""Days by what is said of them: «12 декабря», «20-го», «в следующую среду», «до конца месяца»."""

from datetime import date, timedelta

from indicators.russian.calendar_words import WEEKDAYS

_LATELY = timedelta(days=31)  # a day that passed so lately is meant as it stands
_WEEKDAY_STEMS = tuple(word[:5] if word != "среда" else "сред" for word in WEEKDAYS)
_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")


def month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_year(day: date, year: int) -> date:
    """The same day of another year; 29 February is the 28th where there is none."""
    return valid(year, day.month, day.day) or date(year, day.month, day.day - 1)


def dated(today: date, day: int, month: int, year: int | None = None) -> date | None:
    """Without a year the next such day; one that has passed lately is meant as it stands."""
    if not 1 <= month <= 12:
        return None
    if year is not None and year > 2000:
        return valid(year, month, day)
    for ahead in range(today.year, today.year + 4):
        found = valid(ahead, month, day)
        if found is not None and found >= today - _LATELY:
            return found
    return None


def next_numbered(today: date, day: int) -> date | None:
    """«20-го»: the next day of this number."""
    first = today.replace(day=1)
    for _ in range(3):
        found = valid(first.year, first.month, day)
        if found is not None and found >= today:
            return found
        first = month_end(first) + timedelta(days=1)
    return None


def last_numbered(today: date, day: int) -> date | None:
    """«13-го» of what has been: the last day of this number."""
    first = today.replace(day=1)
    for _ in range(3):
        found = valid(first.year, first.month, day)
        if found is not None and found <= today:
            return found
        first = (first - timedelta(days=1)).replace(day=1)
    return None


def weekday(word: str) -> int:
    for number, stem in enumerate(_WEEKDAY_STEMS):
        if word.startswith(stem):
            return number
    return _SHORT.index(word[:2]) if word[:2] in _SHORT else 0


def next_weekday(today: date, number: int) -> date:
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def weekday_of_next_week(today: date, number: int) -> date:
    return today + timedelta(days=7 - today.weekday() + number)


def sunday(today: date) -> date:
    return today + timedelta(days=6 - today.weekday())
