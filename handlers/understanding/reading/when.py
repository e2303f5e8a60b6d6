"""Days, spans and moments of a message: what is named, with the words that belong to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from handlers.understanding.reading.tokens import Token
from indicators.weeks import Week

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WEEKDAYS = ("понедел", "вторн", "сред", "четв", "пятн", "субб", "воскр")
_SHORT_WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_NEAR = {"сегодня": 0, "сегодняшн": 0, "завтра": 1, "завтрашн": 1, "послезавтра": 2, "вчера": -1, "вчерашн": -1}
_SINCE = frozenset({"с", "со", "от", "начиная"})
_UNTIL = frozenset({"до", "по"})
_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?")
_DATES = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?[-–](\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?")
_PAIR = re.compile(r"(\d{1,2})[-–](\d{1,2})")
_ON_THE_HOUR = re.compile(r"([01]?\d|2[0-3])-([0-5]0)")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_HALF_A_DAY = 12
_LOOK_BACK = timedelta(days=120)
_UNITS = {"недел": 7, "нед": 7, "дн": 1, "день": 1, "суток": 1, "месяц": 30}


@dataclass(slots=True)
class When:
    """`starts`, `ends` are days of a span, `days` single ones; `clock` a time of day, `hours` two of them."""

    starts: date | None = None
    ends: date | None = None
    days: list[date] = field(default_factory=list)
    clock: time | None = None
    hours: tuple[str, str] | None = None
    week: str = ""
    until_word: str = ""
    lasts: bool = False  # the end was told by how long it takes
    open: bool = False

    @property
    def any_day(self) -> date | None:
        return self.days[0] if self.days else self.starts or self.ends


def read_when(tokens: Sequence[Token], today: date, newest: Week) -> When:
    """Take what is said of time; the words are marked as taken."""
    reader = _Reader(tokens, today, newest)
    reader.weeks()
    reader.clocks()
    reader.days()
    reader.lasting()
    return reader.when


class _Reader:
    def __init__(self, tokens: Sequence[Token], today: date, newest: Week) -> None:
        self.tokens, self.today, self.newest = tokens, today, newest
        self.when = When()

    def weeks(self) -> None:
        """«за прошлую неделю», «за ноябрь», «за месяц», «46 неделя»: weeks of statistics."""
        for place, token in enumerate(self.tokens):
            before = self._norm(place - 1)
            lead = place - 2 if self._norm(place - 2) in ("за", "на", "по", "с") else place - 1
            if "week" in token.concepts and token.norm.startswith("недел"):
                if before.startswith("позапрошл"):
                    self._week(str(self.newest.shift(-1)), lead, place)
                elif self._means(place - 1, "past_week") or before == "той":
                    self._week("previous", lead, place)
                elif before in ("эту", "этой") and self._norm(place - 2) in ("за", "на"):
                    self._week("current", lead, place)
                elif before == "за":
                    token.entity = "week"
                    self.tokens[place - 1].entity = "week"
                elif (number := self._value(place - 1)) is not None and number > 12:
                    self._week(f"{self.newest.monday.isocalendar().year}-W{number:02}", lead, place)
                elif number is not None and self._norm(place + 1) == "назад":
                    self._week(str(self.newest.shift(1 - number)), lead, place + 1)
                elif number is not None and self._norm(place - 2) in ("за", "последние", "последних"):
                    first = self.newest.shift(1 - number).monday
                    self._week(f"{first}..{self.newest.sunday}", lead, place)
            elif "month" in token.concepts and before in ("за", "прошлый", "последний"):
                if before == "прошлый":
                    last = self.today.replace(day=1) - timedelta(days=1)
                    self._week(f"{last.replace(day=1)}..{last}", lead, place)
                else:
                    self._week(f"{self.today.replace(day=1)}..{_month_end(self.today)}", lead, place)
            elif "month_name" in token.concepts and (before in ("за", "в") or self._means(place - 1, "summary")):
                number = _month(token.norm)
                year = self.today.year if number <= self.today.month else self.today.year - 1
                first = date(year, number, 1)
                self._week(f"{first}..{_month_end(first)}", place - 1, place)
            elif "quarter" in token.concepts:
                numbered = place - 1 if self._value(place - 1) is not None else place
                self._week(f"quarter{self._value(place - 1) or ''}", numbered, place)

    def clocks(self) -> None:
        """«в 10», «в 14:30», «часов в десять», «с 8 до 15», «после 15»."""
        for place, token in enumerate(self.tokens):
            if token.entity:
                continue
            if self._hours(place):
                continue
            clock = _CLOCK.fullmatch(token.norm) if token.kind == "number" else None
            if clock is None and token.kind == "number" and self._norm(place - 1) in ("в", "к"):
                clock = _ON_THE_HOUR.fullmatch(token.norm)  # «в 16-00»
            before, after = self._norm(place - 1), self._norm(place + 1)
            if before == "после" and token.value is not None and 0 < token.value < 24:
                self._clock(time(token.value + (12 if token.value < 8 else 0)), place)
                continue
            if clock is not None and (":" in token.norm or before in ("в", "к", "до", "после")):
                self._clock(time(int(clock[1]), int(clock[2])), place)
            elif (
                token.value is not None
                and 0 < token.value < 24
                and (before in ("в", "к", "после") or after.startswith("час"))
                and (after.startswith(("час", "утр", "веч", "дня")) or self._is_moment(place))
            ):
                evening = after.startswith(("дня", "веч")) or (token.value < 8 and not after.startswith("утр"))
                late = 12 if evening and token.value < 12 else 0
                self._clock(time(token.value + late), place)
                if after.startswith(("час", "утр", "веч", "дня")):
                    self.tokens[place + 1].entity = "clock"

    def _hours(self, place: int) -> bool:
        """«рассылка с 8 до 15», «часы с 9:00 до 18:00», «09:00-18:00»."""
        if not any(one.means("round", "hours", "time_or_day", "hours_span", "write", "send") for one in self.tokens):
            return False
        first = _hour(self.tokens[place])
        last = _hour(self.tokens[place + 2]) if place + 2 < len(self.tokens) else None
        if first is not None and last is not None and last < first and last.hour < _HALF_A_DAY:
            last = last.replace(hour=last.hour + _HALF_A_DAY)  # «с восьми до пяти»
        if first is None or last is None or first >= last or self._norm(place - 1) not in _SINCE:
            return False
        if self._norm(place + 1) not in ("до", "по") or self._means(place + 3, "month_name"):
            return False
        self.when.hours = (f"{first:%H:%M}", f"{last:%H:%M}")
        self._take(place - 1, place + 2, "clock")
        return True

    def _is_moment(self, place: int) -> bool:
        near = [one.norm for one in self.tokens[max(0, place - 4) : place + 4]]
        timely = any(one.startswith(("завтра", "послезавтра", "сегодня", "час")) for one in near)
        weekday = any("weekday" in one.concepts for one in self.tokens[max(0, place - 3) : place])
        return timely or weekday

    def days(self) -> None:
        place = 0
        while place < len(self.tokens):
            taken = self._day_at(place)
            place += max(taken, 1)

    def _day_at(self, place: int) -> int:
        token = self.tokens[place]
        if token.entity:
            return 0
        if (found := _DATES.fullmatch(token.norm)) is not None:
            first, last = self._numeric(found[1], found[2], found[3]), self._numeric(found[4], found[5], found[6])
            return self._span(first, last, place, place)
        pair = _PAIR.fullmatch(token.norm)
        if pair is not None and self._means(place + 1, "month_name"):
            month = _month(self._norm(place + 1))
            return self._span(self._dated(int(pair[1]), month), self._dated(int(pair[2]), month), place, place + 1)
        point = self._point(place)
        if point is None:
            return 0
        return self._placed(point[0], place, point[1])

    def _placed(self, day: date, place: int, last: int) -> int:
        """A day by the word before it: «с», «до», «по», «к», or one day among several."""
        before = place - 1
        while before > 0 and self._norm(before) in ("этого", "этой", "ближайшего", "числа"):
            before -= 1
        lead = self._norm(before)
        if lead in _SINCE and not (self.when.starts and self.when.ends):
            self.when.starts = day
            self._take(before, last)
            return last - place + 1
        if lead in _UNTIL and not (lead == "по" and self._is_plural_weekday(place)):
            self.when.ends = day
            if self.when.starts is not None and self.when.starts > day and self.when.starts.month == day.month:
                self.when.starts = self.when.starts.replace(year=day.year)
            self._take(before, last)
            return last - place + 1
        if lead in ("-", "–", "—") and self.when.days and not self.when.ends:
            self.when.starts, self.when.ends = self.when.days.pop(), day
            self._take(before, last)
            return last - place + 1
        if self.when.days and self._means(place, "weekday") and self.tokens[place - 1].entity == "days":
            self._take(place, last)  # «13 декабря, суббота»
            return 1
        if self.tokens[place].denied or lead == "не":  # «не сегодня, а завтра»
            self._take(place, last)
            return last - place + 1
        if self.when.days and self._follows_its_weekday(place, day):  # «в субботу 28-го»
            self.when.days.pop()
        self.when.days.append(day)
        self._take(before if lead in ("в", "во", "на", "к", "ко") else place, last)
        if lead in ("к", "ко"):
            self.when.until_word = "к"
        return last - place + 1

    def _follows_its_weekday(self, place: int, day: date) -> bool:
        return self._means(place - 1, "weekday") and self.when.days[-1].weekday() == day.weekday()

    def _is_plural_weekday(self, place: int) -> bool:
        return self._means(place, "weekday") and self._norm(place).endswith(("ам", "ам."))

    def _point(self, place: int) -> tuple[date, int] | None:
        """The day that is named here, and the place of its last word."""
        token = self.tokens[place]
        if (found := _DATE.fullmatch(token.norm)) is not None:
            day = self._numeric(found[1], found[2], found[3])
            return (day, place) if day is not None else None
        if token.kind == "number" and token.value is not None and 1 <= token.value <= 31:
            return self._numbered(place)
        if token.kind != "word":
            return None
        if "day_word" in token.concepts:
            ahead = next(days for word, days in _NEAR.items() if token.norm.startswith(word[:8]))
            end = (
                place + 1
                if self._norm(place + 1).startswith("дн") and token.norm.endswith(("го", "ий", "ой"))
                else place
            )
            return self.today + timedelta(days=ahead), end
        if "weekday" in token.concepts and not self._is_plural_weekday(place):
            return self._weekday(token.norm), place
        if "new_year" in token.concepts and self._norm(place + 1).startswith("год"):
            return date(self.today.year, 12, 31), place + 1
        if "end_word" in token.concepts:
            return self._end_of(place)
        if self._means(place, "month_name") and self._norm(place - 1) in (*_SINCE, *_UNTIL) and token.norm != "мая":
            day = self._dated(1, _month(token.norm))
            if day is not None and self._norm(place - 1) in _UNTIL:
                day = day - timedelta(days=1)
            return (day, place) if day else None
        return None

    def _numbered(self, place: int) -> tuple[date, int] | None:
        token = self.tokens[place]
        value = token.value or 0
        following = place + 1
        if self._norm(following) in ("-", "–") and self._norm(following + 1) in ("го", "е", "ое"):
            following += 2
        elif self._norm(following) in ("го", "ое", "числа"):
            following += 1
        if self._means(following, "month_name"):
            day = self._dated(value, _month(self._norm(following)), self._value(following + 1))
            with_year = self._value(following + 1) or 0
            return (day, following + (1 if with_year > 2000 else 0)) if day is not None else None
        listed = self._listed_month(place)
        if listed is not None:
            day = self._dated(value, listed)
            return (day, place) if day is not None else None
        if following > place + 1 and not self._counts(following):  # «28-го», «двадцатого числа»
            day = self._next(value)
            return (day, following - 1) if day is not None else None
        lead = self._norm(place - 1)
        bare = lead in _SINCE | _UNTIL and not self._counts(following)
        if bare and (token.ordinal or following > place + 1 or self._is_span_number(place)):
            day = self._next(value)
            return (day, following - 1) if day is not None else None
        return None

    def _is_span_number(self, place: int) -> bool:
        """«с 8 по 12», «до 25»: days of a month that is not said; «до 10 сообщений» is none."""
        token, lead = self.tokens[place], self._norm(place - 1)
        if token.kind != "number" or not token.norm.isdigit():
            return False
        if lead in _SINCE:
            other = place + 1
            return self._norm(other) in _UNTIL and self._value(other + 1) is not None and not self._counts(other + 2)
        return True

    def _counts(self, place: int) -> bool:
        token = self.tokens[place] if place < len(self.tokens) else None
        return token is not None and (
            token.means("message", "share", "pupil", "day_unit", "call", "chat", "hour", "minute", "staff", "class")
            or token.norm.startswith(("процент", "класс", "час"))
            or token.entity == "class"
        )

    def _listed_month(self, place: int) -> int | None:
        """«2, 3 и 4 декабря», «с 5 по 10 ноября»: the month stands behind the last number."""
        following = place + 1
        while following < len(self.tokens) and (
            self.tokens[following].norm in (",", "и", "по", "до", "-", "–")
            or (self._value(following) is not None and (self._value(following) or 0) <= 31)
        ):
            following += 1
        if following > place + 1 and self._means(following, "month_name") and self._value(following - 1) is not None:
            return _month(self._norm(following))
        return None

    def lasting(self) -> None:
        """«на неделю», «две недели», «на 3 дня», «на этой неделе», «с понедельника две недели»."""
        for place, token in enumerate(self.tokens):
            unit = next((days for word, days in _UNITS.items() if token.norm.startswith(word)), 0)
            if not unit or token.entity or token.kind != "word" or token.norm.startswith(("дневн", "недельн")):
                continue
            before = self._norm(place - 1)
            if before in ("эту", "этой") or (before == "всю"):
                self.when.starts = self.when.starts or self.today
                self.when.ends = self.today + timedelta(days=6 - self.today.weekday())
                self._take(place - 1, place)
            elif self._means(place - 1, "coming") and unit > 7:
                self.when.ends = self.today + timedelta(days=unit)
                self._take(place - 1, place)
            elif self._means(place - 1, "coming"):
                monday = self.today + timedelta(days=7 - self.today.weekday())
                self.when.starts, self.when.ends = monday, monday + timedelta(days=6)
                self._take(place - 1, place)
            elif self._lasts(place):
                count = self._value(place - 1) or 1
                begin = self.when.starts or (self.when.days.pop(0) if self.when.days else self.today)
                self.when.starts = begin if begin != self.today else self.when.starts
                self.when.ends, self.when.lasts = begin + timedelta(days=count * unit - 1), True
                lead = place - 2 if self._value(place - 1) is not None else place - 1
                self._take(lead if self._norm(lead) == "на" else lead + 1, place)

    def _lasts(self, place: int) -> bool:
        before = self._norm(place - 1)
        counted = self._value(place - 1)
        if self.tokens[place].norm in ("неделю", "недельку") and self._is_said_alone(place):
            return True
        if before == "на" or (counted is not None and self._norm(place - 2) == "на"):
            return True
        if self.tokens[place - 1].means("sick", "vacation", "courses", "trip") and place:
            return True
        return self.when.starts is not None and self.when.ends is None and (counted is not None or before == "дня")

    def _is_said_alone(self, place: int) -> bool:
        """«не писать им неделю», «со среды, неделю»: how long, and not which week."""
        before = self.tokens[place - 1] if place else None
        if before is None or before.norm in ("за", "в", "каждую", "эту", "ту", "всю") or "past_week" in before.concepts:
            return False
        absent = ("touch", "pause", "exempt", "write", "vacation", "sick", "trip", "courses")
        return self.when.starts is not None or any(
            one.means(*absent) and (one.denied or not one.means("write")) for one in self.tokens
        )

    def _end_of(self, place: int) -> tuple[date, int] | None:
        what = self._norm(place + 1)
        if what.startswith("недел"):
            return self.today + timedelta(days=6 - self.today.weekday()), place + 1
        if what.startswith("месяц"):
            return _month_end(self.today), place + 1
        if self._means(place + 1, "month_name"):
            day = self._dated(1, _month(what))
            return (_month_end(day), place + 1) if day is not None else None
        if what.startswith("год"):
            return date(self.today.year, 12, 31), place + 1
        if what.startswith("полугоди"):
            return date(self.today.year, 12, 31), place + 1
        return None

    def _weekday(self, word: str) -> date:
        number = next(
            (place for place, stem in enumerate(_WEEKDAYS) if word.startswith(stem)),
            _SHORT_WEEKDAYS.index(word[:2]) if word[:2] in _SHORT_WEEKDAYS else 0,
        )
        return self.today + timedelta(days=(number - self.today.weekday() - 1) % 7 + 1)

    def _numeric(self, day: str, month: str, year: str | None) -> date | None:
        full = int(year) + (2000 if year and len(year) == 2 else 0) if year else None
        return self._dated(int(day), int(month), full)

    def _dated(self, day: int, month: int, year: int | None = None) -> date | None:
        """Without a year the next such day; one that has passed lately is meant as it stands."""
        if not 1 <= month <= 12:
            return None
        if year is not None and year > 2000:
            return _valid(year, month, day)
        for ahead in (self.today.year, self.today.year + 1, self.today.year + 2, self.today.year + 3):
            found = _valid(ahead, month, day)
            if found is not None and found >= self.today - timedelta(days=31):
                return found
        return None

    def _next(self, day: int) -> date | None:
        first = self.today.replace(day=1)
        for _ in range(3):
            found = _valid(first.year, first.month, day)
            if found is not None and found >= self.today:
                return found
            first = _month_end(first) + timedelta(days=1)
        return None

    def _span(self, first: date | None, last: date | None, place: int, end: int) -> int:
        if first is None or last is None:
            return 0
        if last < first:
            last = _valid(first.year + 1, last.month, last.day) or last
        self.when.starts, self.when.ends = first, last
        self._take(place - 1 if self._norm(place - 1) in ("с", "на") else place, end)
        return end - place + 1

    def _week(self, said: str, first: int, last: int) -> None:
        self.when.week = said
        self._take(max(first, 0), last, "week")

    def _clock(self, moment: time, place: int) -> None:
        self.when.clock = moment
        self._take(place - 1 if self._norm(place - 1) in ("в", "к", "до", "после") else place, place, "clock")

    def _take(self, first: int, last: int, entity: str = "days") -> None:
        for token in self.tokens[max(first, 0) : last + 1]:
            token.entity = entity

    def _norm(self, place: int) -> str:
        return self.tokens[place].norm if 0 <= place < len(self.tokens) else ""

    def _means(self, place: int, concept: str) -> bool:
        return 0 <= place < len(self.tokens) and concept in self.tokens[place].concepts

    def _value(self, place: int) -> int | None:
        return self.tokens[place].value if 0 <= place < len(self.tokens) else None


def _hour(token: Token) -> time | None:
    clock = _CLOCK.fullmatch(token.norm)
    if clock is not None:
        return time(int(clock[1]), int(clock[2]))
    return time(token.value) if token.value is not None and 0 < token.value < 24 else None


def _month(word: str) -> int:
    return next(
        number
        for number, stem in enumerate(_MONTHS, 1)
        if word.startswith(stem) and (stem != "ма" or not word.startswith("мар"))
    )


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
