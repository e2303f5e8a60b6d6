"""How long: «на неделю», «две недели», «на 3 дня», «на этой неделе», «с понедельника две недели», «месяц с 1-го»."""

from datetime import date, timedelta

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.time.when import When
from handlers.understanding.reading.time.words import Words
from indicators.days import month_end, valid
from indicators.russian.calendar_words import unit_days
from indicators.weeks import Week

_WEEK, _MONTH = 7, 30
_NO_UNITS = ("дневн", "недельн")
_OF_AGE = ("ребенку", "дочке", "дочери", "сыну", "малышу", "мне")
_GONE = ("будет", "буду", "нет")
_SOME = {"пару": 2, "парочку": 2, "пару-тройку": 3}
_ABOUT = ("дня", "дней", "денька", "деньков", "недели", "недель", "недельки", "месяца", "месяцев")
_OF_THE_PAST = frozenset({"за", "через", "последние", "последних", "назад", "подряд", "уже", "раз", "каждые"})
_WHOSE = frozenset({"его", "ее", "их", "меня", "нас"})
_PEOPLE = frozenset({"who", "group", "class"})
_VERB = 4  # letters
_ADJECTIVE = ("ых", "их", "ые", "ие")
_OF_ONE = ("ую", "ый", "ий", "ой")
_OFTEN = ("раз", "дн", "день", "час", "урок")
_IN_A_DAY = "дне"  # «на дне открытых дверей»
_ABSENT = ("touch", "pause", "exempt", "write", "vacation", "sick", "trip", "courses", "stop_me", "other_reason")


class Lasting:
    def __init__(self, words: Words, when: When, today: date) -> None:
        self.words, self.when, self.today = words, when, today

    def read(self) -> None:
        for place, token in enumerate(self.words.tokens):
            unit = 0 if token.norm == _IN_A_DAY else unit_days(token.norm)
            if unit and not token.entity and token.kind == "word" and not token.norm.startswith(_NO_UNITS):
                self._unit(place, unit)

    def _unit(self, place: int, unit: int) -> None:
        words, when, before = self.words, self.when, self.words.norm(place - 1)
        if self._is_a_rate(place) or (place and words.tokens[place - 1].ordinal):  # «болеет второй день»
            return
        if unit == _WEEK and self._is_whole(place):
            self._whole_week(place)
        elif words.means(place - 1, "coming") and unit != _WEEK:
            when.ends = self.today + timedelta(days=unit * (words.value(place - 1) or 1))
            words.take(place - 1, place)
        elif words.means(place - 1, "coming") and (when.starts is None or when.ends is None):
            monday = Week.of(self.today).sunday + timedelta(days=1)
            when.starts, when.ends = monday, monday + timedelta(days=6)
            words.take(place - 1, place)
        elif words.norm(place + 1) == "на" and (count := words.value(place + 2)) and not words.counts(place + 3):
            when.starts, begin = when.starts, when.starts or self.today  # «дня на три»
            when.ends, when.lasts = begin + timedelta(days=count * unit - 1), True
            words.take(place, place + 2)
        elif count := self._about_so_many(place):
            self._ends_in(count, unit)
            words.take(place - (before == "на"), place + 1)
        elif self._lasts(place):
            self._counted(place, unit)

    def _is_whole(self, place: int) -> bool:
        """«Эту неделю», «всю неделю»; «эта неделя», «вся неделя» only where somebody is let be: elsewhere it is asked
        of."""
        before, of_a_day = self.words.norm(place - 1), len(self.when.days) == 1
        if before in ("эту", "этой", "всю", "текущей"):
            return True
        return before in ("эта", "вся") and (self._is_asked() or (before == "вся" and of_a_day))

    def _whole_week(self, place: int) -> None:
        """This one, or that of the one day that is named: «14-го он в суде, вся неделя мимо»."""
        when, before = self.when, self.words.norm(place - 1)
        if before in ("вся", "всю") and len(when.days) == 1 and not when.starts and when.days[0] >= self.today:
            when.starts = max(Week.of(when.days[0]).monday, self.today)
            when.days.clear()
        when.ends = Week.of(when.starts or self.today).sunday if before in ("вся", "всю") else self._this_sunday
        when.starts = when.starts or self.today
        self.words.take(place - 1, place)

    @property
    def _this_sunday(self) -> date:
        return Week.of(self.today).sunday

    def _is_a_rate(self, place: int) -> bool:
        """«Два дня в неделю», «раз в три недели», «по дню в месяц»: how often, and not how long."""
        words = self.words
        counted = words.norm(place + 1) in ("в", "за") and unit_days(words.norm(place + 2)) > unit_days(
            words.norm(place)
        )
        of_times = words.norm(place - 1 - (words.value(place - 1) is not None)) == "в"
        often = of_times and any(words.norm(at).startswith(_OFTEN) for at in range(place - 5, place - 1))
        return counted or often

    def _counted(self, place: int, unit: int) -> None:
        words = self.words
        first = self._counts_from(place)
        counted = words.value(first - 1)
        count = counted or _SOME.get(words.norm(first - 1), 1)
        self._ends_in(count, unit)
        lead = first - 2 if counted is not None or words.norm(first - 1) in (*_SOME, "ближайшие") else first - 1
        words.take(lead if words.norm(lead) == "на" else lead + 1, place)

    def _ends_in(self, count: int, unit: int) -> None:
        when = self.when
        begin = when.starts or (when.days.pop(0) if when.days else self.today)
        when.starts = begin if begin != self.today else when.starts
        if when.ends is None:
            end = begin + timedelta(days=count * unit - 1)
            if unit == _MONTH:
                month = (begin.month + count - 1) % 12 + 1
                year = begin.year + (begin.month + count - 1) // 12
                last = valid(year, month, begin.day) or month_end(date(year, month, 1))
                end = last - timedelta(days=1)
            when.ends, when.lasts = end, True

    def _about_so_many(self, place: int) -> int:
        """«Дня три», «недели на две» without «на»: how long somebody is let off, 0 for none; not «дня три назад»."""
        words = self.words
        norms = {words.norm(place - 1), words.norm(place + 2)}
        named = words.norm(place).endswith(_ABOUT) and not norms & _OF_THE_PAST
        count = words.value(place + 1) if named else None
        is_told = words.norm(place - 1) == "на" or self._is_asked()
        return count if count and is_told and not words.counts(place + 2) else 0

    def _is_asked(self) -> bool:
        """Something is ordered for so long, or somebody is away."""
        tokens = self.words.tokens
        asks = any(one.means("who_q", "count_q") for one in tokens)
        return not asks and any(
            one.norm in ("пусть", "пускай")
            or (one.form in ("imp", "inf") and one.concepts and not one.means("show", "give") and not one.is_filler)
            or (one.means(*_ABSENT) and (one.denied or not one.means("write")))
            or self._lets_be(place)
            for place, one in enumerate(tokens)
        )

    def _lets_be(self, place: int) -> bool:
        """Whatever the verb: «не трожь», «не считай», «пощади Исаева», «не в счёт», «её нет»."""
        tokens, token = self.words.tokens, self.words.tokens[place]
        if token.norm == "нет":
            return bool(_WHOSE & {self.words.norm(place - 1), self.words.norm(place + 1)})
        if token.kind != "word" or token.entity or token.is_filler or len(token.norm) < _VERB:
            return False
        if token.denied:
            return token.form in ("imp", "inf", "we", "third") or token.norm == "счет"
        named = (tokens[at].entity in _PEOPLE for at in clause_around(tokens, place, place))
        return token.form == "imp" and not token.concepts and any(named)

    def _counts_from(self, place: int) -> int:
        """«14 календарных дней», «три учебные недели»: where the words begin that the number stands before."""
        numbered = place > 1 and self.words.value(place - 2) is not None
        return place - 1 if numbered and self.words.norm(place - 1).endswith(_ADJECTIVE) else place

    def _lasts(self, place: int) -> bool:
        place = self._counts_from(place)
        words, before = self.words, self.words.norm(place - 1)
        counted = words.value(place - 1)
        if words.norm(place - 2).startswith(_OF_AGE):  # «ребёнку два месяца»
            return False
        if self._has_lasted(place):
            return False
        if words.norm(place) in ("неделю", "недельку", "месяц", "день", "денек") and self._is_said_alone(place):
            return True
        if before == "на" or (counted is not None and words.norm(place - 2) == "на"):
            return True
        if before in _SOME or (before == "еще" and words.norm(place - 2) == "на"):
            return True
        if counted is not None and words.norm(place - 2) in _GONE:  # «меня не будет пять дней»
            return True
        if place and words.means(place - 1, "sick", "vacation", "courses", "trip"):
            return True
        if self._is_of_break(place, counted):
            return True
        if counted is not None and (words.any_means("touch", "pause", "quiet") or self._is_asked()):
            return not {words.norm(place - 2), words.norm(place + 1)} & _OF_THE_PAST
        return self.when.starts is not None and self.when.ends is None and (counted is not None or before == "дня")

    def _is_of_break(self, place: int, counted: int | None) -> bool:
        """«Два дня карантина», «карантин 3 дня», «карантин неделю»; not «за неделю каникул»."""
        words, lead = self.words, place - 1 - (counted is not None)
        beside = words.means(lead, "breaks") or (counted is not None and words.means(place + 1, "breaks"))
        return beside and not {words.norm(lead), words.norm(place + 1)} & _OF_THE_PAST

    def _has_lasted(self, place: int) -> bool:
        """«Уже наверное неделю дома», not «уже уехал на неделю», «уже болеет, неделю не трогай»."""
        near = [self.words.norm(at) for at in range(place - 3, place)]
        return "уже" in near and {"на", ","}.isdisjoint(near[near.index("уже") :])

    def _is_said_alone(self, place: int) -> bool:
        """«не писать им неделю», «со среды, неделю», «месяц с 1-го»: how long, and not which week."""
        words = self.words
        adjective = (
            place > 1 and words.norm(place - 1).endswith(_OF_ONE) and words.norm(place - 2) in ("за", "в", "через")
        )
        before = words.tokens[place - 1 - adjective] if place else None  # «за отчётную неделю»
        if before is not None and (
            before.norm in ("за", "в", "каждую", "каждый", "эту", "ту", "всю", "раз", "через", "прошлый", "этот")
            or "past_week" in before.concepts
        ):
            return False
        if words.norm(place) in ("недельку", "денек"):  # «недельку его подожди»: how long, and nothing else
            return True
        return self.when.starts is not None or any(
            (one.means(*_ABSENT) and (one.denied or not one.means("write"))) or self._lets_be(at)
            for at, one in enumerate(words.tokens)
        )
