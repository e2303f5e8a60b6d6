"""Reckoning with days of the calendar, for all who read dates."""

from datetime import date, timedelta


def valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_year(day: date, year: int) -> date:
    """The same day of another year; 29 February is the 28th where there is none."""
    return valid(year, day.month, day.day) or date(year, day.month, day.day - 1)


def month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def next_weekday(after: date, number: int) -> date:
    return after + timedelta(days=(number - after.weekday() - 1) % 7 + 1)
