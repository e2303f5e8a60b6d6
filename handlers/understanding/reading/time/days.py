"""Days and spans: «с 2 по 10 декабря», «до пятницы», «19 и 20 числа», «в следующий вторник», «до конца недели»."""

import re
from datetime import date, timedelta

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.time import calendar
from handlers.understanding.reading.time.beside_day import is_last, is_plural_weekday, is_return, is_until_event
from handlers.understanding.reading.time.points import Points
from handlers.understanding.reading.time.when import When
from handlers.understanding.reading.time.words import DASHES, SINCE, UNTIL, Words
from indicators.days import in_year, month_end, valid
from indicators.russian.calendar_words import month_number
from nudges.dates import nearest_days

_DATES = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?[-–](\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?")
_PAIR = re.compile(r"(\d{1,2})[-–](\d{1,2})")
_PASSED = frozenset(
    {"начала", "этого", "этой", "ближайшего", "ближайшей", "числа", "следующего", "следующей", "самого", "примерно"}
)
_TO_SET = ("постав", "оформ")  # «поставьте мне отпуск с 7 по 20»
_COMES_BACK = ("выйд", "выход", "выхож", "верн", "возвращ")
_GOES_ON = ("снова", "опять", "включ", "возобнов", "продолж", "запус", "дальше", "верн")
_ABSENCE = ("sick", "vacation", "trip", "courses", "maternity")
_NO_DAY, _DAY, _WEEK = timedelta(0), timedelta(days=1), timedelta(days=7)
_NEAR = 5  # words between a day and what is said of it
_RECENTLY = 10  # days: «болею с 14-го» on the 17th is of this month


class Days:
    def __init__(self, words: Words, when: When, today: date) -> None:
        self.words, self.when, self.today = words, when, today
        self.refused = False  # a day that is not meant was named: «не 26-го, а 28-го»
        self.month = _month_apart(words)
        self.points = Points(words, when, today, self.month)

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
        pair = _PAIR.fullmatch(norm)
        if pair is not None and (taken := self._paired(pair, place)):
            return taken
        if words.means(place, "month_name") and words.norm(place - 1) in ("весь", "в"):
            return self._whole_month(place)
        point = self.points.at(place)
        return self._placed(point[0], place, point[1]) if point is not None else 0

    def _paired(self, pair: re.Match[str], place: int) -> int:
        following = place + 1 + (self.words.norm(place + 1) in ("числа", "го"))
        if self.words.means(following, "month_name"):
            month = month_number(self.words.norm(following))
            first = calendar.dated(self.today, int(pair[1]), month)
            return self._span(first, calendar.dated(self.today, int(pair[2]), month), place, following)
        span = nearest_days(int(pair[1]), int(pair[2]), self.today) if following > place + 1 else None
        return self._span(*span, place, following - 1) if span is not None else 0

    def _whole_month(self, place: int) -> int:
        first = calendar.dated(self.today.replace(day=1), 1, month_number(self.words.norm(place)))
        span = any(self.words.norm(one) in (*SINCE, *UNTIL) for one in range(len(self.words)))
        if first is None or self.words.value(place - 1) is not None or span:
            return 0
        return self._span(first, month_end(first), place - 1, place)

    def _placed(self, day: date, place: int, last: int) -> int:
        """A day by the word before it: «с», «до», «по», «к», or one day among several."""
        words, when = self.words, self.when
        before = place - 1
        while before > 0 and (words.norm(before) in _PASSED or self._is_decoration(before)):
            before -= 1
        lead = words.norm(before)
        comes_back = words.norm(last + 1).startswith(_COMES_BACK) and not words.means(last + 1, "breaks")
        comes_back = comes_back and lead not in (*SINCE, *UNTIL, "не")
        corrected = lead == "а" and self.refused and any(one.norm.startswith(_COMES_BACK) for one in words.tokens)
        not_before = lead in ("раньше", "ранее") and self._is_of_return(before)  # «раньше пятницы не вернётся»
        resumed = lead not in UNTIL and self._is_resumed(before, last)
        if (
            not_before
            or corrected
            or comes_back
            or resumed
            or (is_return(self.words, before) and lead not in ("до", "по"))
        ):
            when.returns = day + _DAY * (lead == "после")
            words.take(before if lead in SINCE else place, last)
        elif lead == "после":
            if self._is_beside_an_absence(place):
                when.returns = day + _DAY
            else:
                when.starts = day + _DAY
                when.places.setdefault(when.starts, place)
            words.take(before, last)
        elif lead in (*SINCE, *UNTIL) and when.starts and when.ends and not when.lasts:
            pass  # another span, which is not of this wish: it is said to be left out
        elif lead in SINCE:
            when.starts = self._lately(day, place)
            when.places.setdefault(when.starts, place)
            words.take(before, last)
        elif lead in UNTIL and not (lead == "по" and is_plural_weekday(self.words, place)):
            self._until(day, place)
            included = words.norm(last + 1) == "включительно"
            self.when.through = self.when.through or lead == "по" or included
            words.take(before, last + included)
        elif (is_last(words, before) or is_until_event(words, place)) and not when.ends:
            self._until(day, place)
            self.when.through = True
            words.take(place, last)
        elif lead in DASHES and when.days and not when.ends:
            when.starts, when.ends = self._from_to(when.days.pop(), day)
            words.take(before, last)
        elif words.means(place, "weekday") and any(one.weekday() == day.weekday() for one in when.days) and lead != "в":
            words.take(place, last)  # «13 декабря, суббота»
        elif words.tokens[place].denied or lead == "не" or self._is_not_waited_for(before):  # «не сегодня, а завтра»
            self.refused = True
            words.take(place, last)
        else:
            if when.days and self._follows_its_weekday(place, day):  # «в субботу 28-го»
                when.days.pop()
            when.days.append(day)
            when.places.setdefault(day, place)
            words.take(before if lead in ("в", "во", "на", "к", "ко") else place, last)
        return last - place + 1

    def _from_to(self, first: date, last: date) -> tuple[date, date]:
        """«понедельник-среда»: of one week, of this one where its first day is not over."""
        if not _NO_DAY < first - last < _WEEK:
            return first, last
        return (first - _WEEK, last) if first - _WEEK >= self.today else (first, last + _WEEK)

    def _until(self, day: date, place: int) -> None:
        starts = self.when.starts
        if starts is not None and _NO_DAY < starts - day < _WEEK and self.words.means(place, "weekday"):
            day += timedelta(days=7)
        if starts is None and len(self.when.days) == 1 and self.today < self.when.days[0] < day:
            starts = self.when.days.pop()  # «операция 24-го, не трогаем до 8-го»
        if starts is not None and starts > day:
            before = in_year(starts, starts.year - 1)
            if starts.month == day.month:
                starts = in_year(starts, day.year)
            elif before <= day and starts - day > day - before:  # «с октября по декабрь» in November
                starts = before
            if starts > day and (later := calendar.dated(starts, day.day, starts.month)) is not None:
                day = later if later >= starts else month_end(starts) + timedelta(days=day.day)
        self.when.starts, self.when.ends = starts, day

    def _lately(self, day: date, place: int) -> date:
        """«с 14-го» on the 17th was this month, «уволилась с понедельника» is over a week."""
        if self.words.means(place, "weekday") and day > self.today and self._has_been(place):
            return day - _WEEK
        bare = not any(self.words.means(one, "month_name") for one in range(place, place + 6)) and not self.month
        bare = bare and not any(one.norm.startswith(_TO_SET) for one in self.words.tokens)
        number = self.words.value(place)
        if bare and number is not None and 0 < self.today.day - number <= _RECENTLY and not self._has_later_end(place):
            return self.today.replace(day=number)
        return day

    def _has_been(self, place: int) -> bool:
        """«Ушла», «заболел», and not «директор сказал»; what has an end is still to come."""
        tokens = self.words.tokens
        clause = [tokens[at] for at in clause_around(tokens, place, place)]
        been = any(one.form == "past" and not one.means("says") for one in clause)
        return been and not any(one.norm in UNTIL for one in tokens)

    def _has_later_end(self, place: int) -> bool:
        """«с 8 по 12» on the 17th is of the next month."""
        for other in range(place + 1, min(place + 5, len(self.words))):
            if self.words.norm(other) in UNTIL:
                end = next((one for at in range(other + 1, other + 3) if (one := self.words.value(at))), None)
                return end is not None and end < self.today.day
        return False

    def _is_of_return(self, place: int) -> bool:
        near = range(max(0, place - _NEAR), min(len(self.words), place + _NEAR))
        return any(self.words.norm(one).startswith(_COMES_BACK) for one in near)

    def _is_resumed(self, before: int, last: int) -> bool:
        """«Паузу им на недельку, с 23-го снова», «останови и включи 11 января»: the day on which it goes on."""
        if not self.words.any_means("pause", "stop", "touch"):
            return False
        near = (*range(max(0, before - 1), before + 1), last + 1, last + 2)
        return any(self.words.norm(one).startswith(_GOES_ON) for one in near)

    def _is_beside_an_absence(self, place: int) -> bool:
        """«Болею, напишите после 25-го», and not «болеет после 25-го»: there it begins."""
        tokens = self.words.tokens
        clause = clause_around(tokens, place, place)
        return any(one.means(*_ABSENCE) for at, one in enumerate(tokens) if at not in clause)

    def _is_decoration(self, place: int) -> bool:
        """«до понедельника, 7 декабря»: a weekday beside its day."""
        return self.words.means(place, "weekday") and self.words.entity(place) == "days"

    def _follows_its_weekday(self, place: int, day: date) -> bool:
        return self.words.means(place - 1, "weekday") and self.when.days[-1].weekday() == day.weekday()

    def _is_not_waited_for(self, before: int) -> bool:
        """«Не жди четверга»."""
        return (
            before >= 0
            and self.words.tokens[before].denied
            and self.words.norm(before).startswith(("жди", "ждат", "ждем"))
        )

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
    """«В декабре карантин с 14 по 18»; 0 for none."""
    return next(
        (
            month_number(one.norm)
            for place, one in enumerate(words.tokens)
            if not one.entity
            and ((one.means("month_name") and words.norm(place - 1) == "в") or one.norm.startswith(_NAMED_BY_MONTH))
        ),
        0,
    )
