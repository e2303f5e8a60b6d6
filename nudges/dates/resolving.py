"""Which day of the calendar a word means."""

from datetime import date, timedelta

from indicators.days import month_end, next_weekday, valid
from indicators.russian.day_words import DayWord, Kind
from indicators.weeks import Week

# «с 28.12», said in January, is last year's: how far back a span, or its beginning, without a year may lie.
LOOK_BACK = timedelta(days=120)
_PAST = ("прошл", "минувш")
_LEAP = 5  # years to look through for the 29th of February
DAYS = frozenset({Kind.DATE, Kind.WEEKDAY, Kind.NEAR, Kind.END, Kind.WEEK})


def lately(today: date, oldest: date) -> date:
    return min(oldest, today - LOOK_BACK)


def resolved(word: DayWord, today: date, oldest: date, after: date | None = None) -> date | None:
    """Without a year it is the first such day from `oldest` on; a day of the week is the next one, after `after`
    where it goes on from there, and «прошлая» is the one that has been. Of a week it is the first day that
    is still to come."""
    match word.kind:
        case Kind.DATE:
            return _dated(word, oldest)
        case Kind.WEEKDAY:
            if word.text.lower().startswith(_PAST):
                return next_weekday(today - timedelta(days=8), word.number)
            return next_weekday(after or today, word.number)
        case Kind.NEAR:
            return today + timedelta(days=word.number)
        case Kind.END:
            return _end(word.text, today)
        case Kind.WEEK:
            return today if word.number == 0 else Week.of(today).sunday + timedelta(days=1)
    return None


def whole_week(word: DayWord, today: date) -> tuple[date, date]:
    """What is left of this one, all of the next one."""
    end = Week.of(today).sunday
    return (today, end) if word.number == 0 else (end + timedelta(days=1), end + timedelta(days=7))


def between(first: DayWord, second: DayWord, today: date, oldest: date) -> tuple[date, date] | None:
    """The end is the first such day from `oldest` on, and the start the last such day before it."""
    last = resolved(second, today, oldest)
    start = resolved(first, today, oldest)
    if last is None or start is None:
        return None
    if _floats(first):
        years = (valid(year, start.month, start.day) for year in (last.year, last.year - 1))
        start = next((day for day in years if day is not None and day <= last), None)
    elif _floats(second) and last < start:
        last = resolved(second, today, start)
    elif second.kind is Kind.WEEKDAY and last < start:
        last = resolved(second, today, oldest, after=start)
    return None if start is None or last is None else (start, last)


def _floats(word: DayWord) -> bool:
    return word.kind is Kind.DATE and not word.year


def old_new_year(today: date) -> date:
    day = date(today.year, 1, 13)
    return day if day >= today else date(today.year + 1, 1, 13)


def _end(said: str, today: date) -> date:
    if "недел" in said:
        return Week.of(today).sunday
    if said.startswith("стар"):  # «до старого Нового года»: the night after the 13th
        return old_new_year(today)
    if "год" in said:
        return date(today.year, 12, 31)
    return month_end(today)


def _dated(word: DayWord, oldest: date) -> date | None:
    if word.year:
        return valid(word.year, word.month, word.day)
    coming = (valid(oldest.year + ahead, word.month, word.day) for ahead in range(_LEAP))
    return next((one for one in coming if one is not None and one >= oldest), None)
