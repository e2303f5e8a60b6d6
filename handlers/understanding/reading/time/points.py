"""Which day is named: «12.12», «завтра», «в следующий вторник», «конец недели», «декабрь», «через 3 дня»."""

import re
from datetime import date, timedelta
from itertools import pairwise

from handlers.understanding.reading.time import calendar
from handlers.understanding.reading.time.beside_day import is_plural_weekday, since_illness
from handlers.understanding.reading.time.numbered import Numbered
from handlers.understanding.reading.time.when import When
from handlers.understanding.reading.time.words import LAST_DAY, REST_OF, SINCE, UNTIL, Words
from handlers.understanding.reading.weeks import school_year
from indicators.days import month_end, next_weekday
from indicators.russian.calendar_words import month_meant, near_days, unit_days, weekday_number
from indicators.weeks import Week
from nudges.breaks import suggest
from nudges.dates.resolving import old_new_year

_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?")
_PARTS_OF_YEAR = ("полугоди", "четверт", "семестр", "триместр")
_QUARTERS = 4
_TO_WEEKDAY = ("в", "во", "неделе", "недели", "на", "с", "до")


class Points:
    def __init__(self, words: Words, when: When, today: date, month: int) -> None:
        self.words, self.when, self.today = words, when, today
        self.numbered = Numbered(words, when, today, month)

    def at(self, place: int) -> tuple[date, int] | None:
        """The day that is named here, and the place of its last word."""
        words, norm = self.words, self.words.norm(place)
        token = words.tokens[place]
        if (found := _DATE.fullmatch(norm)) is not None:
            day = self.numeric(found[1], found[2], found[3])
            return (day, place) if day is not None else None
        if norm == "через":
            return self._after(place)
        if token.kind == "number" and token.value is not None and 1 <= token.value <= LAST_DAY:
            return self.numbered.at(place)
        if token.kind == "number" and 2000 < (token.value or 0) < 2100 and words.norm(place - 1) == "до":
            return date((token.value or 0) - 1, 12, 31), place + words.norm(place + 1).startswith("год")
        if token.kind != "word":
            return None
        return self._worded(place, norm)

    def _worded(self, place: int, norm: str) -> tuple[date, int] | None:
        words = self.words
        if words.means(place, "day_word"):
            ahead = near_days(norm) or 0
            whole = words.norm(place + 1).startswith("дн") and norm.endswith(("го", "ий", "ой", "ему", "му"))
            return self.today + timedelta(days=ahead), place + whole
        if words.means(place, "weekday") and not is_plural_weekday(self.words, place):
            if self._has_its_day(place):
                words.take(place, place)
                return None
            return self._weekday(place), place
        if norm.startswith("числа") and (value := words.value(place + 1)) and value <= LAST_DAY:
            day = calendar.next_numbered(self.today, value)
            return (day, place + 1) if day is not None else None
        if norm.startswith("стар") and words.means(place + 1, "new_year"):
            self.when.through = True
            return old_new_year(self.today), place + 2
        if words.means(place, "new_year") and words.norm(place + 1).startswith("год"):
            if words.norm(place - 1) in SINCE:  # «с Нового года»
                return date(self.today.year + 1, 1, 1), place + 1
            self.when.through = True
            return date(self.today.year, 12, 31), place + 1
        if norm == "выходных" and words.norm(place - 1) == "до":
            self.when.through = True
            friday = Week.of(self.today).monday + timedelta(days=4)
            return (friday if friday >= self.today else Week.of(self.today).sunday), place
        if words.means(place, "end_word") and norm == "конец" and words.norm(place - 1) == ",":
            return None  # «дёрни четвёртые, конец четверти»: why, and not when
        if words.means(place, "end_word") or norm.startswith(REST_OF):
            self.when.through = words.norm(place - 1) in UNTIL
            return self._end_of(place)
        begins = words.means(place, "month_name") and words.norm(place - 1) in (*SINCE, *UNTIL, "начала")
        if begins and (norm != "мая" or self.words.year(place + 1)):
            return self._month_begins(place)
        next_week = norm.startswith(("следующ", "будущ", "той")) and words.norm(place + 1).startswith("недел")
        if next_week and words.norm(place - 1) in ("с", "со", "до"):
            return Week.of(self.today).sunday + timedelta(days=1), place + 1
        return None

    def _month_begins(self, place: int) -> tuple[date, int] | None:
        month, year = month_meant(self.words.norm(place)), self.words.year(place + 1)
        day = calendar.dated(self.today, 1, month, year)
        if day is None:
            return None
        last = place + bool(year) + (bool(year) and self.words.norm(place + 2).startswith("год"))
        if day <= self.today and self.words.norm(place - 1) in UNTIL and not year:
            day = calendar.dated(self.today + timedelta(days=40), 1, month) or day
        if self.words.norm(place - 1) == "по":  # «с сентября по ноябрь»
            return month_end(day), last
        self.when.before_month = self.words.norm(place - 1) in UNTIL
        return (day - timedelta(days=1) if self.when.before_month else day), last

    def _after(self, place: int) -> tuple[date, int] | None:
        """«через неделю», «через 3 дня», «через пару дней»."""
        words = self.words
        value, last = words.value(place + 1), place + 2
        if value is None and words.norm(place + 1) == "пару":
            value = 2
        if value is None:
            value, last = 1, place + 1
        unit = unit_days(words.norm(last))
        return (self.today + timedelta(days=value * unit), last) if unit else None

    def _has_its_day(self, place: int) -> bool:
        words = self.words
        following = place + 1 + (words.norm(place + 1) in (",", "("))
        value = words.value(following)
        if value is None or value > LAST_DAY or words.counts(following + 1):
            return _DATE.fullmatch(words.norm(following)) is not None and following == place + 1
        return words.means(following + 1, "month_name") or words.norm(following + 1) in ("числа", "-")

    def _end_of(self, place: int) -> tuple[date, int] | None:
        words = self.words
        last = place + 1 + words.means(place + 1, "this_week", "coming")
        what = words.norm(last)
        if what.startswith("недел"):
            later = words.means(place + 1, "coming")
            return Week.of(self.today).sunday + timedelta(days=7 * later), last
        if what.startswith("месяц"):
            return month_end(self.today), last
        if words.means(last, "month_name"):
            day = calendar.dated(self.today, 28, month_meant(what))
            return (month_end(day), last) if day is not None else None
        if what.startswith("год"):
            return date(self.today.year, 12, 31), last
        named = last + (3 if words.norm(last + 1) == "-" else 1)  # «3-й четверти»
        if words.norm(named).startswith("четверт") and 1 <= (number := words.value(last) or 0) <= _QUARTERS:
            return self._quarter_ends()[number - 1], named
        if what.startswith(_PARTS_OF_YEAR):
            ends = self._quarter_ends()
            ends = ends if what.startswith("четверт") else ends[1::2]
            return min((one for one in ends if one >= self.today), default=date(self.today.year, 12, 31)), last
        if what.startswith("учебн"):
            return date(self.today.year + (self.today.month > 5), 5, 31), last + words.norm(last + 1).startswith("год")
        return None

    def _quarter_ends(self) -> list[date]:
        """Two end before a break of their own, two with a half of the school year."""
        year = school_year(self.today)
        autumn, _, spring, _ = (rest.starts_on - timedelta(days=1) for rest in suggest(year))
        return [autumn, date(year, 12, 31), spring, date(year + 1, 5, 31)]

    def _weekday(self, place: int) -> date:
        number = weekday_number(self.words.norm(place))
        before = place - 1
        while before >= 0 and self.words.norm(before) in _TO_WEEKDAY:
            before -= 1
        if self.words.norm(place - 1) in ("и", ",") and self.when.days and self.when.days[-1] < self.today:
            last = self.when.days[-1]  # «прошлый четверг и пятницу»
            return last + timedelta(days=(number - last.weekday()) % 7)
        if (following := self._in_a_row(place, number)) is not None:
            return following
        since = since_illness(self.words, place, self.today)
        if since is not None:
            return since
        if self.words.norm(place + 1) == "на" and self.words.norm(place + 2).startswith(("следующ", "той", "будущ")):
            return calendar.weekday_of_next_week(self.today, number)
        if self.words.norm(before).startswith(("прошл", "прошедш", "минувш")):
            return self.today - timedelta(days=(self.today.weekday() - number - 1) % 7 + 1)
        if self.words.norm(before).startswith(("следующ", "будущ")):
            return calendar.weekday_of_next_week(self.today, number)
        return next_weekday(self.today, number)

    def _in_a_row(self, place: int, number: int) -> date | None:
        """«Пн вт ср», «пн, вт и ср»: days of one week, of this one where the first of three is today."""
        words, joint = self.words, place - 1
        while words.norm(joint) in (",", "и"):
            joint -= 1
        if self.when.days and words.means(joint, "weekday") and words.entity(joint) == "days":
            ahead = number - self.when.days[-1].weekday()
            return self.when.days[-1] + timedelta(days=ahead) if ahead > 0 else None
        row = [place]
        while words.means(row[-1] + 1 + (words.norm(row[-1] + 1) in (",", "и")), "weekday"):
            row.append(row[-1] + 1 + (words.norm(row[-1] + 1) in (",", "и")))
        named = [weekday_number(words.norm(at)) for at in row]
        is_run = len(row) > 2 and all(later - one == 1 for one, later in pairwise(named))
        return self.today if is_run and number == self.today.weekday() else None

    def numeric(self, day: str, month: str, year: str | None) -> date | None:
        full = int(year) + (2000 if year and len(year) == 2 else 0) if year else None
        return calendar.dated(self.today, int(day), int(month), full)
