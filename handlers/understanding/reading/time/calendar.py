"""Which day is meant by a message: «12 декабря», «20-го», «в следующую среду»."""

from datetime import date, timedelta

from indicators.days import month_end, valid

_LATELY = timedelta(days=31)  # a day that passed so lately is meant as it stands


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


def weekday_of_next_week(today: date, number: int) -> date:
    return today + timedelta(days=7 - today.weekday() + number)
