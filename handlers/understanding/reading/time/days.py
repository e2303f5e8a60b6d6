"""Days and spans: «с 2 по 10 декабря», «до пятницы», «19 и 20 числа», «в следующий вторник», «до конца недели»."""

import re
from datetime import date, timedelta

from handlers.understanding.reading.time import calendar
from handlers.understanding.reading.time.beside_day import is_last, is_of_absence, is_until_event, since_illness
from handlers.understanding.reading.time.when import When
from handlers.understanding.reading.time.words import SINCE, UNTIL, Words
from indicators.days import in_year, month_end, next_weekday, valid
from indicators.russian.calendar_words import month_number, near_days, unit_days, weekday_number
from indicators.weeks import Week
from nudges.dates import nearest_days

_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?")
_DATES = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?[-–](\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?")
_PAIR = re.compile(r"(\d{1,2})[-–](\d{1,2})")
_PASSED = frozenset(
    {"этого", "этой", "ближайшего", "ближайшей", "числа", "следующего", "следующей", "самого", "примерно"}
)
_DASHES = ("-", "–", "—")
_TO_WEEKDAY = ("в", "во", "неделе", "недели", "на", "с", "до")
_ENDINGS = ("го", "е", "ое", "му", "м", "ого", "ому", "х")
_RETURNS = (
    "выйд",
    "выходит",
    "выхожу",
    "выходят",
    "верн",
    "возвращ",
    "приед",
    "буду",
    "приступ",
    "появ",
    "выпис",
    "выпиш",
)
_TO_SET = ("постав", "оформ")  # «поставьте мне отпуск с 7 по 20»
_COMES_BACK = ("выйд", "выход", "выхож", "верн", "возвращ")
_WAS = ("была", "был", "болел", "проболел", "отсутствовал", "лежал", "пролежал", "отдыхал", "ездил")
_RECENTLY = 10  # days: «болею с 14-го» on the 17th is of this month
_LAST_DAY = 31
_CLASSES = 11  # numbers up to it are of classes and lessons: «нет первого»
_OF_WHAT = ("у", "из", "для", "от", "без", "кабинета", "дом", "школы")


class Days:
    def __init__(self, words: Words, when: When, today: date) -> None:
        self.words, self.when, self.today = words, when, today
        self.refused = False  # a day that is not meant was named: «не 26-го, а 28-го»
        self.month = 0  # that is named apart: «в декабре карантин с 14 по 18»

    def read(self) -> None:
        self.month = next(
            (
                month_number(one.norm)
                for place, one in enumerate(self.words.tokens)
                if one.means("month_name") and self.words.norm(place - 1) == "в" and not one.entity
            ),
            0,
        )
        place = 0
        while place < len(self.words):
            place += max(self._at(place), 1)

    def _at(self, place: int) -> int:
        words = self.words
        if words.entity(place):
            return 0
        norm = words.norm(place)
        if (found := _DATES.fullmatch(norm)) is not None:
            first, last = self._numeric(found[1], found[2], found[3]), self._numeric(found[4], found[5], found[6])
            return self._span(first, last, place, place)
        pair = _PAIR.fullmatch(norm)
        if pair is not None and (taken := self._paired(pair, place)):
            return taken
        if words.means(place, "month_name") and words.norm(place - 1) in ("весь", "в"):
            return self._whole_month(place)
        point = self._point(place)
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
        comes_back = words.norm(last + 1).startswith(_COMES_BACK) and lead not in (*SINCE, *UNTIL, "не")
        corrected = lead == "а" and self.refused and any(one.norm.startswith(_COMES_BACK) for one in words.tokens)
        if corrected or comes_back or (self._is_return(before) and lead not in ("до", "по")):
            when.returns = day
            words.take(place, last)
        elif lead in (*SINCE, *UNTIL) and when.starts and when.ends and not when.lasts:
            pass  # another span, which is not of this wish: it is said to be left out
        elif lead in SINCE:
            when.starts = self._lately(day, place)
            words.take(before, last)
        elif lead in UNTIL and not (lead == "по" and self._is_plural_weekday(place)):
            self._until(day, place)
            included = words.norm(last + 1) == "включительно"
            self.when.through = self.when.through or lead == "по" or included
            words.take(before, last + included)
        elif (is_last(words, before) or is_until_event(words, place)) and not when.ends:
            self._until(day, place)
            self.when.through = True
            words.take(place, last)
        elif lead in _DASHES and when.days and not when.ends:
            when.starts, when.ends = when.days.pop(), day
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
            words.take(before if lead in ("в", "во", "на", "к", "ко") else place, last)
        return last - place + 1

    def _until(self, day: date, place: int) -> None:
        starts = self.when.starts
        if starts is not None and starts > day and self.words.means(place, "weekday"):
            day += timedelta(days=7)
        if starts is None and len(self.when.days) == 1 and self.today < self.when.days[0] < day:
            starts = self.when.days.pop()  # «операция 24-го, не трогаем до 8-го»
        if starts is not None and starts > day:
            if starts.month == day.month:
                starts = in_year(starts, day.year)
            if starts > day and (later := calendar.dated(starts, day.day, starts.month)) is not None:
                day = later if later >= starts else month_end(starts) + timedelta(days=day.day)
        self.when.starts, self.when.ends = starts, day

    def _is_return(self, before: int) -> bool:
        """«выйдет 30-го», «вернётся с понедельника», «буду числа 24»: the day after the last one."""
        near = [self.words.norm(one) for one in range(max(0, before - 4), before + 1)]
        returns = any(one.startswith(_RETURNS) for one in near) or ("будет" in near and "только" in near)
        past = any(one.startswith(("вышл", "вышел", "вернул", "выздор", "выписал")) for one in near)
        return returns and not past and "не" not in near and "отсутствовать" not in near

    def _lately(self, day: date, place: int) -> date:
        """«с 14-го» on the 17th was this month."""
        bare = not any(self.words.means(one, "month_name") for one in range(place, place + 6)) and not self.month
        bare = bare and not any(one.norm.startswith(_TO_SET) for one in self.words.tokens)
        number = self.words.value(place)
        if bare and number is not None and 0 < self.today.day - number <= _RECENTLY and not self._has_later_end(place):
            return self.today.replace(day=number)
        return day

    def _has_later_end(self, place: int) -> bool:
        """«с 8 по 12» on the 17th is of the next month."""
        for other in range(place + 1, min(place + 5, len(self.words))):
            if self.words.norm(other) in UNTIL:
                end = next((one for at in range(other + 1, other + 3) if (one := self.words.value(at))), None)
                return end is not None and end < self.today.day
        return False

    def _is_decoration(self, place: int) -> bool:
        """«до понедельника, 7 декабря»: a weekday beside its day."""
        return self.words.means(place, "weekday") and self.words.entity(place) == "days"

    def _has_its_day(self, place: int) -> bool:
        words = self.words
        following = place + 1 + (words.norm(place + 1) in (",", "("))
        value = words.value(following)
        if value is None or value > _LAST_DAY or words.counts(following + 1):
            return _DATE.fullmatch(words.norm(following)) is not None and following == place + 1
        return words.means(following + 1, "month_name") or words.norm(following + 1) in ("числа", "-")

    def _follows_its_weekday(self, place: int, day: date) -> bool:
        return self.words.means(place - 1, "weekday") and self.when.days[-1].weekday() == day.weekday()

    def _is_plural_weekday(self, place: int) -> bool:
        return self.words.means(place, "weekday") and self.words.norm(place).endswith(("ам", "ам.", "ым"))

    def _point(self, place: int) -> tuple[date, int] | None:
        """The day that is named here, and the place of its last word."""
        words, norm = self.words, self.words.norm(place)
        token = words.tokens[place]
        if (found := _DATE.fullmatch(norm)) is not None:
            day = self._numeric(found[1], found[2], found[3])
            return (day, place) if day is not None else None
        if norm == "через":
            return self._after(place)
        if token.kind == "number" and token.value is not None and 1 <= token.value <= _LAST_DAY:
            return self._numbered(place)
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
        if words.means(place, "weekday") and not self._is_plural_weekday(place):
            if self._has_its_day(place):
                words.take(place, place)
                return None
            return self._weekday(place), place
        if norm.startswith("числа") and (value := words.value(place + 1)) and value <= _LAST_DAY:
            day = calendar.next_numbered(self.today, value)
            return (day, place + 1) if day is not None else None
        if words.means(place, "new_year") and words.norm(place + 1).startswith("год"):
            self.when.through = True
            return date(self.today.year, 12, 31), place + 1
        if words.means(place, "end_word"):
            self.when.through = words.norm(place - 1) in UNTIL
            return self._end_of(place)
        begins = words.means(place, "month_name") and words.norm(place - 1) in (*SINCE, *UNTIL, "начала")
        if begins and (norm != "мая" or self._year(place + 1)):
            return self._month_begins(place)
        next_week = norm.startswith(("следующ", "будущ", "той")) and words.norm(place + 1).startswith("недел")
        if next_week and words.norm(place - 1) in ("с", "со", "до"):
            return Week.of(self.today).sunday + timedelta(days=1), place + 1
        return None

    def _month_begins(self, place: int) -> tuple[date, int] | None:
        month, year = month_number(self.words.norm(place)), self._year(place + 1)
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

    def _year(self, place: int) -> int:
        """«До марта 2028»: the year that is written here, or 0."""
        value = self.words.value(place) or 0
        return value if 2000 < value < 2100 else 0

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

    def _numbered(self, place: int) -> tuple[date, int] | None:
        words, value = self.words, self.words.value(place) or 0
        following = place + 1
        if words.norm(following) in ("-", "–") and words.norm(following + 1) in _ENDINGS:
            following += 2
        elif words.norm(following) in _ENDINGS[:3]:
            following += 1
        if words.norm(following) in ("числа", "число", "числом"):
            following += 1
            if not words.means(following, "month_name"):  # «с девятнадцатого числа месяц меня не ждите»
                return self._by_number(value, following - 1)
        if words.means(following, "month_name"):
            year = self._year(following + 1)
            self.when.has_year = self.when.has_year or bool(year)
            day = calendar.dated(self.today, value, month_number(words.norm(following)), year)
            return (day, following + bool(year)) if day is not None else None
        listed = self._listed(place)
        if listed is not None:
            return listed, following - 1
        lead = words.norm(place - 1)
        if self._is_return(place - 1) and not words.counts(following) and lead not in ("в", "с"):
            return self._by_number(value, following - 1)
        if following > place + 1 and not words.counts(following):  # «28-го», «двадцатого числа»
            return self._by_number(value, following - 1)
        if is_of_absence(words, place):
            return self._by_number(value, place)
        if (lead in SINCE or lead in UNTIL or lead in ("к", "ко")) and not words.counts(following):
            return self._by_number(value, place) if self._is_span_number(place) else None
        return self._by_number(value, place) if self._is_ordinal_day(place) and not words.counts(following) else None

    def _is_ordinal_day(self, place: int) -> bool:
        """«…, двадцатого», «меня нет двадцатого и двадцать первого», «это двадцатое и двадцать первое»."""
        words, value = self.words, self.words.value(place) or 0
        if not words.tokens[place].ordinal:
            return False
        others = [one for one in (place - 2, place + 2) if words.norm((one + place) // 2) in ("и", ",")]
        paired = any(0 <= one < len(words) and words.tokens[one].ordinal for one in others)
        if not words.norm(place).endswith(("ого", "его", "ому", *(("ое", "ье") if paired else ()))):
            return False
        lead = words.norm(place - 1)
        of_no_class = value > _CLASSES and not words.tokens[place - 1].means("class_word") and lead not in _OF_WHAT
        told = is_last(words, place - 1) or is_until_event(words, place)
        return lead in ("", ",", "и", "а") or self._is_return(place - 1) or told or (of_no_class and place > 0)

    def _by_number(self, value: int, last: int) -> tuple[date, int] | None:
        if self.month and (day := calendar.dated(self.today, value, self.month)) is not None:
            return day, last
        past = any(one.form == "past" for one in self.words.tokens[max(0, last - 6) : last + 4])
        over = self.words.any_means("leave", "worked") or self._was_away(last)
        if past and value <= self.today.day and (not self.when.starts or self.when.starts < self.today) and over:
            day = calendar.last_numbered(self.today, value)
        else:
            day = calendar.next_numbered(self.today, value)
        return (day, last) if day is not None else None

    def _was_away(self, last: int) -> bool:
        """«Была на больничном с 9 по 13», «болела с 9-го»: it is over."""
        before = [one.norm for one in self.words.tokens[max(0, last - 8) : last]]
        return any(one.startswith(_WAS) for one in before)

    def _is_not_waited_for(self, before: int) -> bool:
        """«Не жди четверга»."""
        return (
            before >= 0
            and self.words.tokens[before].denied
            and self.words.norm(before).startswith(("жди", "ждат", "ждем"))
        )

    def _is_span_number(self, place: int) -> bool:
        """«с 8 по 12», «до 25»: days of a month that is not said; «до 10 сообщений» is none."""
        words, lead = self.words, self.words.norm(place - 1)
        token = words.tokens[place]
        if token.kind != "number" or not (words.norm(place).isdigit() or token.ordinal):
            return False
        if token.ordinal and words.norm(place).endswith(("ых", "ым", "ой", "ый")):
            return False
        if lead in SINCE and not token.ordinal:
            other = place + 1
            return (
                words.norm(other) in (*UNTIL, *_DASHES)
                and words.value(other + 1) is not None
                and not words.counts(other + 2)
            )
        return lead not in ("к", "ко") or token.ordinal

    def _listed(self, place: int) -> date | None:
        """«2, 3 и 4 декабря», «с 5 по 10 ноября», «19 и 20 числа»: what follows the last number is of them all."""
        words, following = self.words, place + 1
        while following < len(words) and (
            words.norm(following) in (",", "и", "по", "до", *_DASHES, *_ENDINGS[:3])
            or ((words.value(following) or 99) <= _LAST_DAY)
        ):
            following += 1
        if following <= place + 1 or (words.value(following - 1) is None and words.norm(following - 1) not in _ENDINGS):
            return None
        value = words.value(place) or 0
        if words.means(following, "month_name"):
            return calendar.dated(self.today, value, month_number(words.norm(following)))
        if words.norm(following) == "числа":
            return calendar.next_numbered(self.today, value)
        return None

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
            day = calendar.dated(self.today, 28, month_number(what))
            return (month_end(day), last) if day is not None else None
        if what.startswith(("год", "полугоди", "четверт", "семестр", "триместр")) or words.value(last) == 4:
            return date(self.today.year, 12, 31), last
        if what.startswith("учебн"):
            return date(self.today.year + (self.today.month > 5), 5, 31), last + words.norm(last + 1).startswith("год")
        return None

    def _weekday(self, place: int) -> date:
        number = weekday_number(self.words.norm(place))
        before = place - 1
        while before >= 0 and self.words.norm(before) in _TO_WEEKDAY:
            before -= 1
        if self.words.norm(place - 1) in ("и", ",") and self.when.days and self.when.days[-1] < self.today:
            last = self.when.days[-1]  # «прошлый четверг и пятницу»
            return last + timedelta(days=(number - last.weekday()) % 7)
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

    def _numeric(self, day: str, month: str, year: str | None) -> date | None:
        full = int(year) + (2000 if year and len(year) == 2 else 0) if year else None
        return calendar.dated(self.today, int(day), int(month), full)

    def _span(self, first: date | None, last: date | None, place: int, end: int) -> int:
        if first is None or last is None:
            return 0
        if last < first:
            last = valid(first.year + 1, last.month, last.day) or last
        self.when.starts, self.when.ends = first, last
        self.words.take(place - 1 if self.words.norm(place - 1) in ("с", "на", "в", "весь") else place, end)
        return end - place + 1
