"""Months, quarters and halves of a year as spans: «октябрь и начало ноября», «вторую половину октября», «две последние
четверти», «первое полугодие», «последние три месяца»."""

from datetime import date

from handlers.understanding.reading.time.words import DASHES, Words
from handlers.understanding.reading.weeks import quarter_days, school_year
from indicators.days import month_end
from indicators.russian.calendar_words import month_meant, month_number

Days = tuple[date, date]
_TENTH, _MIDDLE, _TWENTIETH = 10, 15, 20
_BEGINNING, _END, _HALF = ("начал",), ("конец", "конц"), ("половин",)
_JOINTS = ("и", ",", "по", "до", *DASHES)
_REPEATED = ("за", "в")  # «за октябрь и за ноябрь»
_QUARTERS = 4
_LAST = ("последн", "прошедш", "прошл")


class PartsOfYear:
    def __init__(self, words: Words, today: date) -> None:
        self.words, self.today = words, today

    def months(self, place: int) -> tuple[Days, int, int]:
        """The span that begins with the month named here, and the places of its first and last word."""
        days, first = self._of_month(place)
        last = place
        while (following := self._next_month(last)) is not None:
            begin, end = self._of_month(following)[0]
            days, last = (min(days[0], begin), max(days[1], end)), following
        return days, first, last

    def _next_month(self, place: int) -> int | None:
        """«…, октябрь», «… и начало ноября», «сентябрь октябрь»."""
        joint = place + 1 + (self.words.norm(place + 1) in _JOINTS)
        joint += joint > place + 1 and self.words.norm(joint) in _REPEATED
        month = joint + self._is_part(joint)
        if self.words.norm(joint).startswith(("перв", "втор")) and self._is_part(joint + 1):
            month = joint + 2
        day_follows = self.words.value(joint) is not None and month == joint
        return month if self.words.means(month, "month_name") and not day_follows else None

    def _is_part(self, place: int) -> bool:
        return self.words.norm(place).startswith((*_BEGINNING, *_END, *_HALF))

    def _of_month(self, place: int) -> tuple[Days, int]:
        first, *others = [number for part in self.words.norm(place).split("-") if (number := month_number(part))] or [
            month_meant(self.words.norm(place))
        ]
        begin = self.month(first)
        end = month_end(self.month(others[-1]) if others else begin)
        part = self.words.norm(place - 1)
        if part.startswith(_BEGINNING):
            return (begin, begin.replace(day=_TENTH)), place - 1
        if part.startswith(_END):
            return (begin.replace(day=_TWENTIETH + 1), end), place - 1
        if part.startswith(_HALF):
            is_second = self.words.value(place - 2) == 2
            half = (begin.replace(day=_MIDDLE + 1), end) if is_second else (begin, begin.replace(day=_MIDDLE))
            return half, place - 2
        return (begin, end), place

    def month(self, number: int) -> date:
        """The last such month that has begun; a whole month that is spoken of for later is a span of days."""
        return date(self.today.year if number <= self.today.month else self.today.year - 1, number, 1)

    def last_months(self, count: int) -> date:
        """The first day of the last so many months, the one that has begun among them."""
        months = self.today.year * 12 + self.today.month - count
        return date(months // 12, months % 12 + 1, 1)

    def last_quarters(self, place: int) -> tuple[Days, int] | None:
        """«две последние четверти»: of those that have begun."""
        before = [self.words.norm(place - 1), self.words.norm(place - 2)]
        count = self.words.value(place - 1) or self.words.value(place - 2) or 0
        if not any(one.startswith(_LAST) for one in before) or not 1 <= count <= _QUARTERS:
            return None
        known = [quarter_days(number, self.today) for number in range(1, _QUARTERS + 1)]
        begun = [one for one in known if one[0] <= self.today][-count:]
        return ((begun[0][0], begun[-1][1]), place - 2) if begun else None

    def half_year(self, place: int) -> tuple[Days, int]:
        """«первое полугодие», «за полугодие»: the school year's."""
        year, number = school_year(self.today), self.words.value(place - 1)
        second = number == 2 or (number is None and self.today >= date(year + 1, 1, 1))
        days = (date(year + 1, 1, 1), date(year + 1, 5, 31)) if second else (date(year, 9, 1), date(year, 12, 31))
        return days, place - (number is not None)
