"""Days and spans: «с 2 по 10 декабря», «до пятницы», «19 и 20 числа», «в следующий вторник», «до конца недели»."""

import re
from datetime import date, timedelta

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.time import calendar
from handlers.understanding.reading.time.beside_day import ABSENCES
from handlers.understanding.reading.time.placing import Placing
from handlers.understanding.reading.time.points import Points
from handlers.understanding.reading.time.when import When
from handlers.understanding.reading.time.words import SINCE, UNTIL, Words
from indicators.days import month_end, valid
from indicators.russian.calendar_words import month_meant
from nudges.dates import nearest_days

_DATES = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?[-–](\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?")
_OF_ONE_MONTH = re.compile(r"(\d{1,2})[-–](\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?")  # «23–27.11»
_PAIR = re.compile(r"(\d{1,2})[-–](\d{1,2})")
_DATE = re.compile(r"\d{1,2}[./-]")
_DAY_WORDS = ("month_name", "weekday", "day_word", "end_word", "month", "week")
_DAY = timedelta(days=1)


class Days:
    def __init__(self, words: Words, when: When, today: date) -> None:
        self.words, self.when, self.today = words, when, today
        self.month = _month_apart(words)
        self.points = Points(words, when, today, self.month)
        self.placing = Placing(words, when, today, self.month)

    def read(self) -> None:
        place = 0
        while place < len(self.words):
            place += max(self._at(place), 1)

    def _at(self, place: int) -> int:
        words = self.words
        if words.entity(place):
            return 0
        norm = words.norm(place)
        if (found := _DATES.fullmatch(norm)) is not None:
            first, last = (
                self.points.numeric(*found.group(1, 2, 3)),
                self.points.numeric(*found.group(4, 5, 6)),
            )
            return self._span(first, last, place, place)
        if (found := _OF_ONE_MONTH.fullmatch(norm)) is not None and int(found[1]) < int(found[2]):
            first, last = (self.points.numeric(found[one], found[3], found[4]) for one in (1, 2))
            return self._span(first, last, place, place)
        pair = _PAIR.fullmatch(norm)
        if pair is not None and (taken := self._paired(pair, place)):
            return taken
        is_whole = words.norm(place - 1) in ("весь", "в") or (words.norm(place - 1) == "на" and self._is_for_a_while())
        if words.means(place, "month_name") and is_whole:
            return self._whole_month(place)
        point = self.points.at(place)
        if point is None:
            return 0
        self.placing.place(point[0], place, point[1])
        return point[1] - place + 1

    def _paired(self, pair: re.Match[str], place: int) -> int:
        following = place + 1 + (self.words.norm(place + 1) in ("числа", "го"))
        if self.words.means(following, "month_name"):
            month = month_meant(self.words.norm(following))
            last = calendar.dated(self.today, int(pair[2]), month)
            first = valid(last.year, month, int(pair[1])) if last is not None else None  # «14-20 октября» is one week
            return self._span(first, last, place, following)
        of_days = following > place + 1 or self._is_of_absence(place)
        span = nearest_days(int(pair[1]), int(pair[2]), self.today) if of_days else None
        return self._span(*span, place, following - 1) if span is not None else 0

    def _is_for_a_while(self) -> bool:
        """«Освободи их на декабрь», «отпуск на декабрь», not «цель на декабрь»."""
        return any(one.means("exempt", "vacation", "courses", "trip", "pass_over") for one in self.words.tokens) or any(
            one.means("touch") and one.denied for one in self.words.tokens
        )

    def _is_of_absence(self, place: int) -> bool:
        """«Исаев командировка 3-7»."""
        return self.words.means(place - 1, *ABSENCES) and not self.words.counts(place + 1)

    def _whole_month(self, place: int) -> int:
        first = calendar.dated(self.today.replace(day=1), 1, month_meant(self.words.norm(place)))
        leads = _leads_to_day if self.words.norm(place - 1) == "на" else _may_lead_to_day
        span = any(leads(self.words, one) for one in range(len(self.words)))
        if first is None or self.words.value(place - 1) is not None or span:
            return 0
        return self._span(first, month_end(first), place - 1, place)

    def _span(self, first: date | None, last: date | None, place: int, end: int) -> int:
        if first is None or last is None:
            return 0
        if self.when.days and self.when.days[-1] == first - _DAY:  # «31 декабря и 1-8 января»
            first = self.when.days.pop()
        if last < first:
            last = valid(first.year + 1, last.month, last.day) or last
        self.when.starts, self.when.ends = first, last
        self.words.take(place - 1 if self.words.norm(place - 1) in ("с", "на", "в", "весь") else place, end)
        return end - place + 1


_NAMED_BY_MONTH = ("майские", "майских", "ноябрьские", "январские", "февральские")  # «майские с 1 по 11»


def _month_apart(words: Words) -> int:
    """«В декабре карантин с 14 по 18», «на декабрь с 10-го»; 0 for none."""
    return next(
        (
            month_meant(one.norm)
            for place, one in enumerate(words.tokens)
            if not one.entity
            and ((one.means("month_name") and _is_told_first(words, place)) or one.norm.startswith(_NAMED_BY_MONTH))
        ),
        0,
    )


def _is_told_first(words: Words, place: int) -> bool:
    if words.norm(place - 1) != "на":
        return words.norm(place - 1) == "в"
    return any(_leads_to_day(words, at) for at in clause_around(words.tokens, place, place) if at > place)


def _may_lead_to_day(words: Words, place: int) -> bool:
    return words.norm(place) in (*SINCE, *UNTIL)


def _leads_to_day(words: Words, place: int) -> bool:
    """«С 10-го», «до пятницы», not «от звонков», «по журналу»."""
    named = words.value(place + 1) is not None or words.means(place + 1, *_DAY_WORDS)
    return _may_lead_to_day(words, place) and (named or _DATE.match(words.norm(place + 1)) is not None)
