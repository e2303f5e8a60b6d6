"""How numbers, shares, weeks and dates are written for people in every report."""

import math
import re
import unicodedata
from datetime import date
from functools import lru_cache

from indicators.russian.calendar_words import MONTHS
from indicators.russian.rules import grouped, plural
from indicators.weeks import Week
from nudges.plan.standing import ACCEPTED, BY_FILE, REJECTED, WITHDRAWN

NBSP = "\u00a0"
UNKNOWN = "нет данных"
DECIDED = {
    ACCEPTED: "в данных ошибка",
    REJECTED: "данные верны",
    WITHDRAWN: "педагог отозвал",
    **dict.fromkeys(BY_FILE, "по новому файлу выполнено"),
}
# Where a line must not end: after a number or «№», before a dash, inside «п. п.», «и ещё 3» and «из 4».
_TIES = re.compile(
    r"(?<=\d) (?=[А-Яа-яЁё%])|(?<=№) (?=\d)| (?=[—–])|(?<=\bп\.) (?=п\.)|(?<=и ещё) (?=\d)|(?<=\bиз) (?=\d)"
)


@lru_cache(maxsize=4096)  # a table of hundreds of schools writes the same few numbers thousands of times
def number(value: float) -> str:
    """Digits in groups of three, a comma before the fraction: «1 234», «85,3»."""
    whole = round(value)
    if abs(value - whole) < 0.05:
        return grouped(whole)
    return f"{value:,.1f}".replace(",", NBSP).replace(".", ",")


def half_up(value: float) -> int:
    return math.floor(value + 0.5)


def percent(value: float, goal: float | None = None) -> str:
    """A share without decimals, but 99.6 is not yet 100 and 0.3 is no longer 0, and 85.7 beside a goal of 86 is not
    86 either."""
    if 99.5 <= value < 100:
        return f"{number(min(value, 99.9))}{NBSP}%"
    if 0 < value < 0.5:
        return f"{number(max(value, 0.1))}{NBSP}%"
    if goal is not None and (half_up(value) >= goal) != (value >= goal):
        return f"{number(math.floor(value * 10) / 10)}{NBSP}%"
    return f"{number(half_up(value))}{NBSP}%"


def full_stop(text: str) -> str:
    """Ends a sentence: «п. п.» has its stop already."""
    return text if text.endswith(".") else f"{text}."


def signed(change: float) -> str:
    """«+3», «−2» with a real minus, «без изменений»."""
    if round(change, 1) == 0:
        return "без изменений"
    return ("+" if change > 0 else "−") + number(abs(change))


def day(value: date) -> str:
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]}"


def full_day(value: date) -> str:
    return f"{day(value)} {value.year}{NBSP}г."


def _days(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{day(first)}{NBSP}– {day(last)}"
    return f"{day(first)} {first.year}{NBSP}– {day(last)} {last.year}"


def period(first: Week, last: Week | None = None) -> str:
    """«9–15 ноября», «26 октября – 1 ноября»; two years are named when there are two."""
    return _days(first.monday, (last or first).sunday)


def full_period(first: Week, last: Week | None = None) -> str:
    end = (last or first).sunday
    text = _days(first.monday, end)
    return f"{text}{NBSP}г." if first.monday.year != end.year else f"{text} {end.year}{NBSP}г."


def typeset(text: str) -> str:
    """The sentence with spaces that do not break where Russian typography asks for them."""
    return _TIES.sub(NBSP, text)


def legible(text: str) -> str:
    """One line without control, private and unassigned characters, which printers and XML choke on."""
    spaced = "".join(" " if char in "\t\r\n\v\f\u2028\u2029" else char for char in text)
    return "".join(char for char in spaced if unicodedata.category(char)[0] != "C").strip()


def objecting_words(people: int) -> str:
    """Who disputes figures and waits for an answer, the same number wherever it stands."""
    return f"{plural(people, 'человек пишет', 'человека пишут', 'человек пишут')} об ошибке"
