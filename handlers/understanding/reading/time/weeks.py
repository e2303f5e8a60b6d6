"""Weeks of statistics: «за прошлую неделю», «46 неделя», «W45», «за ноябрь», «за сентябрь-октябрь», «за месяц»."""

from datetime import date, timedelta

from handlers.understanding.reading.time.parts_of_year import Days, PartsOfYear
from handlers.understanding.reading.time.when import When
from handlers.understanding.reading.time.words import Words
from handlers.understanding.reading.weeks import period_in, school_year
from indicators.days import month_end
from indicators.russian.calendar_words import month_meant
from indicators.weeks import Week

_MOST_COUNTED = 12  # weeks; a greater number is a week's own
_MOST_OF_YEAR = 53
_AHEAD = 5  # months
_WHICH = ("эту", "этой", "текущ", "прошл", "предыдущ")  # quarter
_LEADS = ("за", "на", "по", "с", "в")
_LAST = frozenset({"последние", "последних", "прошлые", "прошлых", "крайние", "крайних", "последними"})


class Weeks:
    def __init__(self, words: Words, when: When, today: date, newest: Week) -> None:
        self.words, self.when, self.today, self.newest = words, when, today, newest
        self.parts = PartsOfYear(words, today)

    def read(self) -> None:
        for place in range(len(self.words)):
            if self.words.entity(place):
                continue
            if self.words.means(place, "week") and self.words.norm(place).startswith(("недел", "нед")):
                self._of_week(place)
            elif self.words.norm(place) in ("w", "в", "за") and self._is_numbered(place + 1):
                self._take(self._named(self.words.value(place + 1) or 0), place, place + 1)
            elif self.words.means(place, "month"):
                self._of_month(place)
            elif self.words.means(place, "month_name"):
                self._of_named_month(place)
            elif self.words.norm(place).startswith("год") and self.words.norm(place - 1).startswith(
                ("учебн", "начала")
            ):
                self._take(f"{date(school_year(self.today), 9, 1)}..{self.newest.sunday}", place - 1, place)
            elif self.words.means(place, "quarter"):
                self._of_quarter(place)
            elif self.words.norm(place).startswith("позапрошл") and not self.words.means(place + 1, "month", "year"):
                self._take(str(self.newest.shift(-1)), place - 1, place)

    def _is_numbered(self, place: int) -> bool:
        value = self.words.value(place) or 0
        tied = self.words.norm(place - 1) == "w" or self._has_ending(place)
        return _MOST_COUNTED < value <= _MOST_OF_YEAR and tied and not self.words.means(place + 1, "month_name")

    def _has_ending(self, place: int) -> bool:
        """«В 45-ю», and neither «в 15 я …» nor «в 40-й школе»."""
        words, ends = self.words, place + 1 + (self.words.norm(place + 1) == "-")
        if words.norm(ends) not in ("ю", "й", "я") or words.tokens[ends].start - words.tokens[ends - 1].end > 0:
            return False
        following = words.tokens[ends + 1] if ends + 1 < len(words) else None
        if following is None or following.kind != "word" or following.is_filler:
            return True
        return following.means("week", "summary", "report") or (following.form == "imp" and bool(following.concepts))

    def _named(self, number: int) -> str:
        return f"{self.newest.monday.isocalendar().year}-W{number:02}"

    def _of_week(self, place: int) -> None:
        words, before = self.words, self.words.norm(place - 1)
        lead = place - 2 if words.norm(place - 2) in _LEADS else place - 1
        dashed = place - 3 if words.norm(place - 2) in ("-", "–") and before in ("я", "ю", "й", "ую") else place - 1
        number = words.value(dashed) or (words.value(place - 2) if before in ("ю", "я", "й") else None)
        if before in _LAST and words.value(place - 2) is not None:  # «две последние недели»
            number, lead = words.value(place - 2), place - 3 if words.norm(place - 3) in _LEADS else place - 2
        if words.means(place + 1, "month_name") and (week := self._of_the_month(place)):
            self._take(week, lead, place + 1)
        elif before.startswith("позапрошл"):
            self._take(str(self.newest.shift(-1)), lead, place)
        elif (words.means(place - 1, "past_week") and number is None) or before == "той":
            self._take("previous", lead, place)
        elif before in ("эту", "этой", "текущую", "текущей") and words.norm(place - 2) in ("за", "на", "по"):
            self._take("current", lead, place)
        elif before == "за":
            words.take(place - 1, place, "week")
        elif number is not None and words.norm(place + 1) == "назад":
            self._take(str(self.newest.shift(1 - number)), lead, place + 1)
        elif words.norm(place + 1) == "назад":
            self._take("previous", place, place + 1)
        elif number is not None and number > _MOST_COUNTED:
            self._take(self._named(number), min(dashed, place - 1) - (words.norm(dashed - 1) in _LEADS), place)
        elif (words.value(place + 1) or 0) > _MOST_COUNTED and not words.means(place + 2, "month_name"):
            self._take(self._named(words.value(place + 1) or 0), place, place + 1)
        elif number is not None and (
            "за" in (words.norm(place - 2), words.norm(place - 3)) or {before, words.norm(place - 2)} & _LAST
        ):
            self._take(f"{self.newest.shift(1 - number).monday}..{self.newest.sunday}", lead, place)

    def _of_the_month(self, place: int) -> str:
        """«первая неделя ноября», «последняя неделя октября», «первые две недели»: by the Mondays of the month."""
        first = self.parts.month(month_meant(self.words.norm(place + 1)))
        monday = Week.of(first + timedelta(days=6)).monday
        mondays = [monday + timedelta(days=7 * one) for one in range(5)]
        mondays = [one for one in mondays if one.month == first.month]
        number = self.words.value(place - 1) or 0
        if self.words.norm(place - 2) in ("первые", "последние") and 1 <= number <= len(mondays):
            some = mondays[:number] if self.words.norm(place - 2) == "первые" else mondays[-number:]
            return f"{some[0]}..{some[-1] + timedelta(days=6)}"
        if self.words.norm(place - 1).startswith("последн"):
            number = len(mondays)
        return str(Week.of(mondays[number - 1])) if 1 <= number <= len(mondays) else ""

    def _of_month(self, place: int) -> None:
        words, before = self.words, self.words.norm(place - 1)
        first = self.today.replace(day=1)
        if words.means(place - 1, "past_week") or (words.norm(place + 1) == "назад" and before != "за"):
            last = first - timedelta(days=1)
            self._take(
                f"{last.replace(day=1)}..{last}", place - 2 if words.norm(place - 2) in _LEADS else place - 1, place
            )
        elif (count := words.value(place - 1) or 0) and count <= _MOST_COUNTED and words.norm(place - 2) in _LAST:
            self._take(f"{self.parts.last_months(count)}..{self.newest.sunday}", place - 2, place)
        elif before in ("за", "последний", "этот", "текущий") and words.norm(place + 1) != "до":
            self._take(f"{first}..{month_end(first)}", place - 1, place)

    def _of_named_month(self, place: int) -> None:
        (begin, end), first, last = self.parts.months(place)
        first -= self.words.norm(first - 1) == "весь" and self.words.norm(first - 2) == "за"
        before = self.words.norm(first - 1)
        if before in ("за", "в") and self.words.norm(first - 2) == "не":  # «не за октябрь, за прошлую неделю»
            self.words.take(first - 1, last, "week")
            return
        if before not in ("за", "в") and not self.words.means(first - 1, "summary", "report"):
            return
        if before == "в" and 0 < (month_meant(self.words.norm(place)) - self.today.month) % 12 <= _AHEAD:
            return  # it is still to come
        self._take(f"{begin}..{end}", first - 1, last)

    def _of_quarter(self, place: int) -> None:
        numbered = place - 1 if self.words.value(place - 1) is not None else place
        if self.words.norm(numbered - 1) in ("конца", "концу", "конец", "до", "к"):
            return
        if self.words.norm(place).startswith("полугод"):
            found: tuple[Days, int] | None = self.parts.half_year(place)
        else:
            found = self.parts.last_quarters(place)
        if found is not None:
            (begin, end), first = found
            self._take(f"{begin}..{end}", first, place)
            return
        before = self.words.norm(place - 1)
        if numbered == place and not (before in ("за", "всю") or before.startswith(_WHICH)):
            return
        numbered = place - 1 if before.startswith(_WHICH) else numbered
        said = f"{self.words.value(numbered) or before} {self.words.norm(place)}"
        period = period_in(said, self.today, self.newest)
        week = f"{period.first.monday}..{period.last.sunday}" if period is not None else ""
        if week:
            self._take(week, numbered, place)

    def _take(self, said: str, first: int, last: int) -> None:
        self.when.week = self.when.week or said
        self.words.take(first, last, "week")
