"""What a day that is named means in its sentence, by the word that leads to it: since when, until when, when somebody
is back, or one day of several."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.time import calendar
from handlers.understanding.reading.time.beside_day import is_last, is_plural_weekday, is_return, is_until_event
from handlers.understanding.reading.time.when import When
from handlers.understanding.reading.time.words import DASHES, REST_OF, SINCE, UNTIL, Words
from indicators.days import in_year, month_end

_PASSED = frozenset(
    {"начала", "этого", "этой", "ближайшего", "ближайшей", "числа", "следующего", "следующей", "самого", "примерно"}
)
_ONTO = frozenset({"в", "во", "на", "к", "ко"})
_TO_SET = ("постав", "оформ")  # «поставьте мне отпуск с 7 по 20»
_COMES_BACK = ("выйд", "выход", "выхож", "верн", "возвращ")
_GOES_ON = ("снова", "опять", "включ", "возобнов", "продолж", "запус", "дальше", "верн")
_ABSENCE = ("sick", "vacation", "trip", "courses", "maternity")
_LONG = ("sick", "vacation", "maternity")  # of which one day is the first
_LEAVES = ("уход", "уйд", "ухож")
_NO_DAY, _DAY, _WEEK = timedelta(0), timedelta(days=1), timedelta(days=7)
_NEAR = 5  # words between a day and what is said of it
_RECENTLY = 10  # days: «болею с 14-го» on the 17th is of this month


@dataclass(frozen=True, slots=True)
class Named:
    """A day with the places of its first and its last word, and the word before them that leads to it."""

    day: date
    place: int
    last: int
    before: int
    lead: str


class Placing:
    """`month` is named apart: «в декабре карантин с 14 по 18»; 0 for none."""

    def __init__(self, words: Words, when: When, today: date, month: int) -> None:
        self.words, self.when, self.today, self.month = words, when, today, month
        self.refused = False  # a day that is not meant was named: «не 26-го, а 28-го»

    def place(self, day: date, place: int, last: int) -> None:
        before = place - 1
        while before > 0 and (self.words.norm(before) in _PASSED or self._is_decoration(before)):
            before -= 1
        named = Named(day, place, last, before, self.words.norm(before))
        next(takes for fits, takes in _MEANINGS if fits(self, named))(self, named)

    def is_when_back(self, one: Named) -> bool:
        """«Выйдет 30-го», «30-го вернётся», «раньше пятницы не вернётся», «с 23-го снова»; «с 30-го выходит», and not
        «с 30-го выходит в декрет»."""
        words, following = self.words, one.last + 1
        comes_back = words.norm(following).startswith(_COMES_BACK) and not words.means(following, "breaks")
        leaves = words.norm(following + 1) in _ONTO and not words.norm(following + 2).startswith("работ")
        comes_back = comes_back and one.lead not in (*UNTIL, "не") and not (one.lead in SINCE and leaves)
        back = (it.norm for it in words.tokens if not it.means("breaks") and it.form != "noun")
        corrected = one.lead == "а" and self.refused and any(it.startswith(_COMES_BACK) for it in back)
        not_before = one.lead in ("раньше", "ранее") and self._is_of_return(one.before)
        resumed = one.lead not in UNTIL and self._is_resumed(one.before, one.last)
        returns = is_return(words, one.before) and one.lead not in ("до", "по")
        return (comes_back or corrected or not_before or resumed or returns) and not self._goes_away(one)

    def _goes_away(self, one: Named, *kinds: str) -> bool:
        """«Выходит в понедельник в отпуск», «30-го выйдет на больничный», «выйдет в отпуск 30-го»."""
        words, where = self.words, (one.before - 2, one.before - 1, one.last + 1, one.last + 2)
        return any(at >= 0 and words.norm(at) in _ONTO and words.means(at + 1, *(kinds or _ABSENCE)) for at in where)

    def take_as_back(self, one: Named) -> None:
        self.when.returns = one.day + _DAY * (one.lead == "после")
        starts = self.when.starts
        if starts is not None and _NO_DAY < starts - one.day < _WEEK and self.words.means(one.place, "weekday"):
            self.when.returns += _WEEK  # «с понедельника, вернутся в четверг»
        self._take(one, with_lead=one.lead in SINCE)

    def is_after(self, one: Named) -> bool:
        return one.lead == "после"

    def take_as_after(self, one: Named) -> None:
        following = one.day + _DAY
        if self._is_beside_an_absence(one.place):
            self.when.returns = following
        else:
            self.when.starts = following
            self.when.places.setdefault(following, one.place)
        self._take(one, with_lead=True)

    def is_of_another_span(self, one: Named) -> bool:
        """It is not of this wish: it is said to be left out."""
        of_span = one.lead in (*SINCE, *UNTIL)
        return of_span and bool(self.when.starts and self.when.ends) and not self.when.lasts

    def leave_out(self, one: Named) -> None:
        pass

    def is_first(self, one: Named) -> bool:
        return one.lead in SINCE or (one.lead not in UNTIL and self._goes_away(one, *_LONG) and self._leaves(one))

    def _leaves(self, one: Named) -> bool:
        near = range(max(0, one.before - _NEAR), min(len(self.words), one.last + _NEAR))
        return any(self.words.norm(at).startswith((*_COMES_BACK, *_LEAVES)) for at in near)

    def take_as_first(self, one: Named) -> None:
        ahead = one.lead not in SINCE and self._leaves(one)  # «ухожу в декрет 14 числа»
        self.when.starts = one.day if ahead else self._lately(one.day, one.place)
        self.when.places.setdefault(self.when.starts, one.place)
        self._take(one, with_lead=True)

    def is_last(self, one: Named) -> bool:
        return one.lead in UNTIL and not (one.lead == "по" and is_plural_weekday(self.words, one.place))

    def take_as_last(self, one: Named) -> None:
        self._until(one.day, one.place)
        included = self.words.norm(one.last + 1) == "включительно"
        self.when.through = self.when.through or one.lead == "по" or included
        self.words.take(one.before, one.last + included)

    def is_told_to_be_last(self, one: Named) -> bool:
        told = is_last(self.words, one.before) or is_until_event(self.words, one.place)
        told = told or self.words.norm(one.place).startswith(REST_OF)
        return told and not self.when.ends

    def take_as_told_last(self, one: Named) -> None:
        self._until(one.day, one.place)
        self.when.through = True
        self._take(one)

    def ends_a_span(self, one: Named) -> bool:
        return one.lead in DASHES and bool(self.when.days) and not self.when.ends

    def take_as_end(self, one: Named) -> None:
        self.when.starts, self.when.ends = self._from_to(self.when.days.pop(), one.day)
        self._take(one, with_lead=True)

    def is_said_again(self, one: Named) -> bool:
        """«13 декабря, суббота»."""
        same = any(it.weekday() == one.day.weekday() for it in self.when.days)
        return same and self.words.means(one.place, "weekday") and one.lead != "в"

    def is_refused(self, one: Named) -> bool:
        """«Не сегодня, а завтра», «не жди четверга»."""
        is_away = any(self.words.norm(at).startswith(("буд", "был")) for at in (one.before, one.before - 1))
        denied = (self.words.tokens[one.place].denied and not is_away) or one.lead == "не"
        return denied or self._is_not_waited_for(one.before) or self._is_edge_refused(one)

    def _is_edge_refused(self, one: Named) -> bool:
        """«До 27-го, а не до 20-го», «не с понедельника, а со вторника»: that edge of a span is put right."""
        behind = self.words.norm(one.last + 1) + self.words.norm(one.last + 2)
        contrasted = self.words.norm(one.before - 2) == "а" or (
            self.words.norm(one.before - 2) == "," and self._has_edge(one)
        )
        contrasted = contrasted or behind == ",а" or behind.startswith("а")
        return one.lead in (*SINCE, *UNTIL) and self.words.norm(one.before - 1) == "не" and contrasted

    def _has_edge(self, one: Named) -> bool:
        """«До 18, не до 28»: that edge is told already."""
        return (self.when.ends if one.lead in UNTIL else self.when.starts) is not None

    def refuse(self, one: Named) -> None:
        self.refused = True
        self._take(one)

    def is_any(self, one: Named) -> bool:
        return True

    def take_among_others(self, one: Named) -> None:
        if self.when.days and self._follows_its_weekday(one.place, one.day):  # «в субботу 28-го»
            self.when.days.pop()
        self.when.days.append(one.day)
        self.when.places.setdefault(one.day, one.place)
        self._take(one, with_lead=one.lead in _ONTO)

    def _take(self, one: Named, *, with_lead: bool = False) -> None:
        self.words.take(one.before if with_lead else one.place, one.last)

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
        """«Ушла», «заболел», and not «директор отпустил»; what has an end is still to come."""
        tokens = self.words.tokens
        clause = [tokens[at] for at in clause_around(tokens, place, place)]
        been = any(one.form == "past" and one.means("leave", "come_go", *_ABSENCE) for one in clause)
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


# What is said beside a day, and what the day is then; the first that fits.
_MEANINGS: tuple[tuple[Callable[[Placing, Named], bool], Callable[[Placing, Named], None]], ...] = (
    (Placing._is_edge_refused, Placing.refuse),
    (Placing.is_when_back, Placing.take_as_back),
    (Placing.is_after, Placing.take_as_after),
    (Placing.is_of_another_span, Placing.leave_out),
    (Placing.is_first, Placing.take_as_first),
    (Placing.is_last, Placing.take_as_last),
    (Placing.is_told_to_be_last, Placing.take_as_told_last),
    (Placing.ends_a_span, Placing.take_as_end),
    (Placing.is_said_again, Placing._take),
    (Placing.is_refused, Placing.refuse),
    (Placing.is_any, Placing.take_among_others),
)
