"""How the words that speak of days make spans: «с … по …», «до …», «на две недели», «во вторник и среду»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from indicators.russian.day_words import DayWord, Kind
from nudges.dates.resolving import DAYS, between, lately, resolved, whole_week
from nudges.dates.spans import Span

# Before «неделю» these make it one that has passed, or no length at all.
_NO_LENGTH = frozenset({"за", "уже", "раз", "в", "через", "больше", "меньше", "эту", "этот", "какую"})
_NO_LENGTH_STEMS = ("кажд", "прошл", "последн", "минувш", "перв", "втор", "трет", "четверт")
_DAYS_IN_A_ROW = 31  # of one month, so that a long row of numbers is not looked through from each of them
_BETWEEN = 3  # words that may stand between a first day and its last
_ALONE = frozenset({"неделю", "недельку", "месяц", "сутки"})  # others need their number: «3 дня»


@dataclass(frozen=True, slots=True)
class Read:
    """Spans, none for days that no calendar has, and the places in the text that say them. A `bare` length («месяц»)
    stands without any day or «на»: it counts only where nothing better is said."""

    spans: tuple[Span, ...]
    places: tuple[tuple[int, int], ...]
    bare: bool = False


# What begins at a word: its spans, the place after it, whether it is a mere length, and the words between that
# have nothing to do with it (from, to).
@dataclass(frozen=True, slots=True)
class _Part:
    spans: Sequence[Span]
    stop: int
    bare: bool = False
    apart: tuple[int, int] | None = None


class Reader:
    def __init__(self, words: Sequence[DayWord], today: date, oldest: date) -> None:
        self.words, self.today, self.oldest = words, today, oldest

    def all(self) -> Iterator[Read]:
        at = 0
        while at < len(self.words):
            found = self._at(at)
            if found is None:
                at += 1
                continue
            stop = found.stop + self._is(found.stop, Kind.INCLUSIVE)
            usable = all(span.is_usable(self.today) for span in found.spans)
            yield Read(tuple(found.spans) if usable else (), self._places(at, stop, found.apart), found.bare)
            at = stop

    def _places(self, at: int, stop: int, apart: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
        first, last = self.words[at].start, self.words[stop - 1].end
        if apart is None:
            return ((first, last),)
        return (first, self.words[apart[0] - 1].end), (self.words[apart[1]].start, last)

    def _at(self, at: int) -> _Part | None:
        for read in (self._since, self._until, self._lasting, self._week, self._days):
            found = read(at)
            if found is not None:
                return found
        return None

    def _since(self, at: int) -> _Part | None:
        """«с 28 по 30 декабря», «с понедельника на неделю», «с завтрашнего дня месяц», «с 12.01»."""
        day = self._day(at + 1, since=True) if self._is(at, Kind.SINCE) or self._is_past_new_year(at) else None
        if day is None:
            return None
        first, stop = _begun(day[0]), day[1]
        if (ended := self._ended_further_on(first, stop)) is not None:
            return ended
        start = resolved(first, self.today, lately(self.today, self.oldest))
        if start is None:
            return _Part((), stop)
        if self._is(stop, Kind.LASTING):
            return _Part([_long(start, self.words[stop])], stop + 1)
        return self._lasting_further_on(start, stop) or _Part([Span(start, None)], stop)

    def _is_past_new_year(self, at: int) -> bool:
        """«После нового года»; after another day it is not the day itself that is meant."""
        return self._text(at) == "после" and self._is(at + 1, Kind.END) and _is_new_year(self.words[at + 1])

    def _ended_further_on(self, first: DayWord, stop: int) -> _Part | None:
        """At once, or as in «с 5 декабря Алиеву до 12 января», «с завтра болею, вернусь 5 мая»."""
        for at in self._further_on(stop, Kind.UNTIL, Kind.BACK, Kind.DASH):
            ended = self._ended(first, at, since=True) if at == stop or not self._is(at, Kind.DASH) else None
            if ended is not None:
                return replace(ended, apart=(stop, at) if at > stop else None)
        return None

    def _lasting_further_on(self, start: date, stop: int) -> _Part | None:
        """«С завтрашнего дня, справку дали на неделю»."""
        for at in self._further_on(stop, Kind.ON):
            if self.words[at].text == "на" and self._is(at + 1, Kind.LASTING):
                return _Part([_long(start, self.words[at + 1])], at + 2, apart=(stop, at) if at > stop else None)
        return None

    def _further_on(self, stop: int, *kinds: Kind) -> Iterator[int]:
        """The place of the next word that is of one of these kinds, behind few others and at most a comma."""
        for at in range(stop, min(stop + _BETWEEN + 1, len(self.words))):
            if self.words[at].kind in kinds:
                yield at
            leads_on = self._is(at, Kind.ON) and self._is(at + 1, Kind.OTHER)  # «в декрете»
            if not (self._is(at, Kind.OTHER) or leads_on or self._text(at) == ","):
                return

    def _ended(self, first: DayWord, at: int, *, since: bool = False) -> _Part | None:
        """The second half of «… по 30 декабря»."""
        is_back = self._is(at, Kind.BACK)
        is_to = is_back or self._is(at, Kind.DASH) or self._is(at, Kind.UNTIL)
        day = self._day(at + 1, since=since) if is_to else None
        if day is None:
            return None
        if is_back:
            return self._before_coming_back(first, *day)
        days = between(first, day[0], self.today, lately(self.today, self.oldest))
        return _Part(() if days is None else [Span(*days)], day[1])

    def _before_coming_back(self, first: DayWord, back: DayWord, stop: int) -> _Part:
        """«С 1 мая, вернусь 1 сентября 2028»: two days each of its own, the year of one is not the other's."""
        start = resolved(first, self.today, lately(self.today, self.oldest))
        day = resolved(back, self.today, start, after=start) if start is not None else None
        return _Part(() if start is None or day is None else [Span(start, day - timedelta(days=1))], stop)

    def _until(self, at: int) -> _Part | None:
        is_back = self._is(at, Kind.BACK)
        day = self._day(at + 1, since=True) if is_back or self._is(at, Kind.UNTIL) else None
        if day is None:
            return None
        last = resolved(day[0], self.today, self.oldest)
        if last is not None and (is_back or day[0].kind is Kind.WEEK):
            last -= timedelta(days=1)  # «до следующей недели»
        return _Part(() if last is None else [Span(min(self.today, last), last)], day[1])

    def _lasting(self, at: int) -> _Part | None:
        """«на неделю», «на две недели с понедельника», and at a pinch «месяц» alone."""
        on = self._is(at, Kind.ON) and self.words[at].text == "на"
        if not self._is(at + on, Kind.LASTING):
            return None
        length, stop = self.words[at + on], at + on + 1
        if not on and not self._may_stand_bare(at):
            return None
        day = self._day(stop + 1) if self._is(stop, Kind.SINCE) else None
        if day is None:
            return _Part([_long(self.today, length)], stop, bare=not on)
        start = resolved(day[0], self.today, lately(self.today, self.oldest))
        return _Part(() if start is None else [_long(start, length)], day[1])

    def _may_stand_bare(self, at: int) -> bool:
        word, before, after = self.words[at], self._text(at - 1), self._text(at + 1)
        is_counted = word.end - word.start > len(word.text)
        has_passed = before in _NO_LENGTH or before.startswith(_NO_LENGTH_STEMS) or after == "назад"
        return (is_counted or word.text in _ALONE) and not has_passed

    def _text(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def _week(self, at: int) -> _Part | None:
        """«на этой неделе», «всю следующую неделю»."""
        if not (self._is(at, Kind.ON) and self._is(at + 1, Kind.WEEK)):
            return None
        return _Part([Span(*whole_week(self.words[at + 1], self.today))], at + 2)

    def _days(self, at: int) -> _Part | None:
        """«28.12–11.01», «12 января», «во вторник и среду», «2, 3 и 5–7 декабря»."""
        found: list[Span] = []
        stop = at + self._is(at, Kind.ON)
        while (day := self._day(stop)) is not None and day[0].kind is not Kind.WEEK:
            one = self._ended(*day) or self._single(*day, after=found[-1].ends_on if found else None)
            if not one.spans:
                return _Part((), one.stop)
            found += one.spans
            stop = one.stop
            following = stop + self._is(stop, Kind.AND)
            following += following > stop and self._is(following, Kind.ON)
            if following == stop or self._day(following) is None:
                break
            stop = following
        return _Part(found, stop) if found else None

    def _single(self, word: DayWord, stop: int, after: date | None) -> _Part:
        day = resolved(word, self.today, self.oldest, after=after)
        return _Part(() if day is None else [Span(day, day)], stop)

    def _day(self, at: int, *, since: bool = False) -> tuple[DayWord, int] | None:
        """The day named here and the place after it; a number takes the month of the day it leads to."""
        if at >= len(self.words):
            return None
        word = self.words[at]
        if word.kind in (Kind.WEEKDAY, Kind.DATE):
            return self._said_twice(at)
        if word.kind in DAYS:
            return word, at + 1
        if word.kind is not Kind.NUMBER or not 1 <= word.number <= 31:
            return None
        dated = self._leads_to(at, since=since)
        if dated is not None:
            return replace(word, kind=Kind.DATE, day=word.number, month=dated.month, year=dated.year), at + 1
        return None

    def _said_twice(self, at: int) -> tuple[DayWord, int]:
        """«во вторник, 24 ноября», «5 декабря (суббота)»: one day."""
        word = self.words[at]
        other = at + 1 + self._is(at + 1, Kind.AND)
        if other < len(self.words) and {word.kind, self.words[other].kind} == {Kind.DATE, Kind.WEEKDAY}:
            dated, named = sorted((word, self.words[other]), key=lambda one: one.kind is Kind.WEEKDAY)
            day = resolved(dated, self.today, lately(self.today, self.oldest))
            if day is not None and day.weekday() == named.number:
                return dated, other + 1
        return word, at + 1

    def _leads_to(self, at: int, *, since: bool) -> DayWord | None:
        """The date whose month the number shares: «5–10 декабря», «2, 3 и 4 декабря», but not «42 до 1 декабря»."""
        number, place = self.words[at].number, at + 1
        for _ in range(_DAYS_IN_A_ROW):
            if not (self._is(place, Kind.AND) or self._is(place, Kind.DASH) or self._is(place, Kind.UNTIL)):
                return None
            link = self.words[place]
            place += 1 + (link.kind is Kind.AND and self._is(place + 1, Kind.SINCE))
            if self._is(place, Kind.DATE):
                word = self.words[place]
                if number <= word.day or link.kind is Kind.AND:
                    return word
                return None if link.text == "до" and not since else _month_before(word)
            if not self._is(place, Kind.NUMBER):
                return None
            number, place = self.words[place].number, place + 1
        return None

    def _is(self, at: int, kind: Kind) -> bool:
        return at < len(self.words) and self.words[at].kind is kind


def _month_before(word: DayWord) -> DayWord:
    """«С 20 по 5 декабря» begins in November."""
    if word.month > 1:
        return replace(word, month=word.month - 1)
    return replace(word, month=12, year=word.year - 1 if word.year else word.year)


def _long(start: date, length: DayWord) -> Span:
    return Span(start, start + timedelta(days=max(length.number, 1) - 1))


def _begun(word: DayWord) -> DayWord:
    """«С нового года» is from its first day on, where «до нового года» is till the last day of the old one."""
    return replace(word, kind=Kind.DATE, day=1, month=1) if _is_new_year(word) else word


def _is_new_year(word: DayWord) -> bool:
    return word.kind is Kind.END and word.text.lower().startswith("нов")
