"""Days that are told by a number: «20-го», «двадцать третьего», «2, 3 и 4 декабря», «с 8 по 12»."""

from datetime import date
from itertools import pairwise

from handlers.understanding.reading.time import calendar
from handlers.understanding.reading.time.beside_day import is_last, is_of_absence, is_return, is_until_event
from handlers.understanding.reading.time.when import When
from handlers.understanding.reading.time.words import DASHES, LAST_DAY, SINCE, UNTIL, Words
from indicators.russian.calendar_words import month_meant

_ENDINGS = ("го", "е", "ое", "му", "м", "ого", "ому", "х")
_OF_NO_DAY = ("ая", "ья", "ую", "ью", "ий", "ые", "ых", "ым", "ыми", "ьи", "ьих")  # «вторая в отпуске»
_WAS = ("была", "был", "болел", "проболел", "отсутствовал", "лежал", "пролежал", "отдыхал", "ездил")
_CLASSES = 11  # numbers up to it are of classes and lessons: «нет первого»
_OF_WHAT = ("у", "из", "для", "от", "без", "кабинета", "дом", "школы")


class Numbered:
    """`month` is named apart: «в декабре карантин с 14 по 18»; 0 for none."""

    def __init__(self, words: Words, when: When, today: date, month: int) -> None:
        self.words, self.when, self.today, self.month = words, when, today, month

    def at(self, place: int) -> tuple[date, int] | None:
        words, value = self.words, self.words.value(place) or 0
        following = place + 1
        if words.tokens[place].ordinal and words.norm(place).endswith(_OF_NO_DAY):
            return None
        if words.norm(following) in ("-", "–") and words.norm(following + 1) in _ENDINGS:
            following += 2
        elif words.norm(following) in _ENDINGS[:3]:
            following += 1
        if words.norm(following) in ("числа", "число", "числом"):
            following += 1
            if not words.means(following, "month_name"):  # «с девятнадцатого числа месяц меня не ждите»
                return self._by_number(value, following - 1)
        if words.means(following, "month_name"):
            year = self.words.year(following + 1)
            self.when.has_year = self.when.has_year or bool(year)
            day = calendar.dated(self.today, value, month_meant(words.norm(following)), year)
            return (day, following + bool(year)) if day is not None else None
        listed = self._listed(place)
        if listed is not None:
            return listed, following - 1
        lead = words.norm(place - 1)
        if is_return(self.words, place - 1) and not words.counts(following) and lead not in ("в", "с"):
            return self._by_number(value, following - 1)
        if following > place + 1 and not words.counts(following, surely=True):  # «28-го», «двадцатого числа»
            return self._by_number(value, following - 1)
        if is_of_absence(words, place):
            return self._by_number(value, place)
        if self.when.days and self._is_added(place) and (day := calendar.next_numbered(self.when.days[-1], value)):
            return day, place
        if (lead in SINCE or lead in UNTIL or lead in ("к", "ко")) and not words.counts(following):
            return self._by_number(value, place) if self._is_span_number(place) else None
        return self._by_number(value, place) if self._is_ordinal_day(place) and not words.counts(following) else None

    def _by_number(self, value: int, last: int) -> tuple[date, int] | None:
        if self.month and (day := calendar.dated(self.today, value, self.month)) is not None:
            return day, last
        past = any(
            one.form == "past" and not one.norm.startswith("числ")
            for one in self.words.tokens[max(0, last - 6) : last + 4]
        )
        over = self.words.any_means("leave", "worked") or self._was_away(last)
        if past and value <= self.today.day and (not self.when.starts or self.when.starts < self.today) and over:
            day = calendar.last_numbered(self.today, value)
        else:
            day = calendar.next_numbered(self.today, value)
        return (day, last) if day is not None else None

    def _is_added(self, place: int) -> bool:
        """«4 января отдыхаем, 5 и 6 тоже»: of the month that was named."""
        last = place + 1
        while self.words.norm(last) in (",", "и") or self.words.value(last) is not None:
            last += 1
        return self.words.norm(last) in ("тоже", "также") and not self.words.counts(last)

    def _was_away(self, last: int) -> bool:
        """«Была на больничном с 9 по 13», «болела с 9-го»: it is over."""
        before = [one.norm for one in self.words.tokens[max(0, last - 8) : last]]
        return any(one.startswith(_WAS) for one in before)

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
        if words.norm(place).endswith("ому") and lead not in ("к", "ко"):  # «…, первому ещё про чат»
            return False
        of_no_class = value > _CLASSES and not words.tokens[place - 1].means("class_word") and lead not in _OF_WHAT
        told = is_last(words, place - 1) or is_until_event(words, place)
        told = told or self._is_pointed_at(place)
        if self._tells_which(place):
            return False
        return lead in ("", ",", "и", "а") or is_return(self.words, place - 1) or told or (of_no_class and place > 0)

    def _tells_which(self, place: int) -> bool:
        """«Второго админа назначь»: which of them; «второго педсовет», «второго линейка» are days."""
        following = self.words.tokens[place + 1] if place + 1 < len(self.words) else None
        if (
            following is None
            or following.form not in ("noun", "part")
            or following.is_filler
            or following.means("month_name")
        ):
            return False
        of_it = following.norm.endswith(("а", "я")) and not following.norm.endswith(("ка", "ия"))
        return of_it and not following.entity and self.words.norm(place).endswith(("ого", "его"))

    def _is_pointed_at(self, place: int) -> bool:
        """«Сочинение второго, в этот день не трогай»."""
        pairs = pairwise(one.norm for one in self.words.tokens[place + 1 :])
        return any(one == "этот" and other == "день" for one, other in pairs)

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
                words.norm(other) in (*UNTIL, *DASHES)
                and words.value(other + 1) is not None
                and not words.counts(other + 2)
            )
        return lead not in ("к", "ко") or token.ordinal

    def _listed(self, place: int) -> date | None:
        """«2, 3 и 4 декабря», «с 5 по 10 ноября», «19 и 20 числа»: what follows the last number is of them all."""
        words, following = self.words, place + 1
        while following < len(words) and (
            words.norm(following) in (",", "и", "по", "до", *DASHES, *_ENDINGS[:3])
            or ((words.value(following) or 99) <= LAST_DAY)
        ):
            following += 1
        if following <= place + 1 or (words.value(following - 1) is None and words.norm(following - 1) not in _ENDINGS):
            return None
        value = words.value(place) or 0
        if words.means(following, "month_name"):
            month = month_meant(words.norm(following))
            ends = words.norm(following - 2) in (*UNTIL, *DASHES) and value > (words.value(following - 1) or LAST_DAY)
            return calendar.dated(self.today, value, (month - 2) % 12 + 1 if ends else month)  # «с 23 по 5 декабря»
        if words.norm(following) == "числа":
            return calendar.next_numbered(self.today, value)
        return None
