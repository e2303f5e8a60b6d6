"""Other days for what is written down, as they are said: «продли до 27», «сократи на два дня», «перенеси на неделю»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from handlers.understanding.reading.tokens import Token, tokens_of
from indicators.russian.day_words import DayWord, Kind, day_words, plain_days
from nudges.calendar import Rest
from nudges.dates import find_days, with_days_of_months

_DAY = timedelta(days=1)
_EARLIER_BY = timedelta(days=31)  # how far before its days a thing is moved by a day without a year


class How(Enum):
    """What happens to the days; the value is how one says it oneself."""

    LONGER = "продли"
    SHORTER = "сократи"
    MOVED = "перенеси"
    OTHERS = "измени"


_ENDS = r"(?:зак[оа]нч|заверш|сн[ия])"
_HOW = (
    (How.LONGER, r"продл|пролонг|удлин|увелич|растян"),
    (How.SHORTER, rf"сокра[тщ]|укор[оа]|уменьш|уре[зж]|раньше (?:срока )?{_ENDS}|{_ENDS}\w* раньше"),
    (How.MOVED, r"перен[ео]с|сдви|подви|сме[сщ]"),
    (How.OTHERS, r"измени|поменя|исправ"),
)
# «Начнутся раньше, с 26»: another first day, and the last stays.
_BEGINS = re.compile(
    r"\b(?:нач(?:[нд]|ина[юе])\w*|стартуют|пойд[её]м)\b(?:(?:\s\w+){0,2}\s|(?:\s[\w.]+){1,3},\s(?:а\s)?)(?:раньше|позже|не\s)"
    r"|\b(?:раньше|позже)\s(?:\w+\s)?нач(?:[нд]|ина[юе])\w*"
)
_NOT_THOSE = re.compile(r",?\sа\sне\s[^,]*$")  # «с 26 декабря, а не с 29»
_PATTERNS = tuple((how, re.compile(rf"\b(?:{words})")) for how, words in _HOW)
_EARLIER = re.compile(r"\b(?:раньше|назад|пораньше)\b")
_BARE = re.compile(
    r"(?P<before>\b(?:до|по|на|с|со|раньше,?)\s+)(?P<day>\d{1,2})(?:-?го)?"
    r"(?=\s*(?:[,!)]|\.(?!\d)|$|числа|(?:по|до)\s+\d{1,2}(?:-?го)?\s*(?:$|[,!)])|(?:уч|работ|выход|снова|уже)))"
)
# «Учимся с 8 января»: the day on which it is over.
_LESSONS = re.compile(r"\b(?:уч(?:имся|атся|ёба|еба)|работаем|выходим|занятия|уроки)\b")
_NO_WISH = re.compile(r"\?|\b(?:не|законч\w+|когда|скоро|сколько|снят\w*)\b")
_DROPS = ("убер", "убир", "убр", "отмен", "сним", "сня", "удал")
_ONTO = re.compile(r".*\bна\s+(?=\d|понед|вторн|сред|четв|пятн|субб|воскр|завтра|след)")


@dataclass(frozen=True, slots=True)
class Change:
    """Days that are named, or a length by which it is changed; neither where nothing is said of them."""

    how: How
    by: timedelta | None = None


def change_in(text: str) -> Change | None:
    """None where nothing is changed that is there: a question, a denial, or days of their own."""
    said = plain_days(text)
    how = next((how for how, pattern in _PATTERNS if pattern.search(said)), None)
    how = How.OTHERS if how is None and _BEGINS.search(said) else how
    if how is None or "?" in said or re.search(r"\bне\s+(?:\w+\s+)?(?:продл|сокра|перен|сдви)", said):
        return None
    words = day_words(said)
    named = any(one.kind in _DAYS for one in words) or _BARE.search(said) is not None
    lasting = None if named else next((one for one in words if one.kind is Kind.LASTING), None)
    return Change(how, _length(lasting, how, said) if lasting is not None else None)


_DAYS = frozenset({Kind.DATE, Kind.WEEKDAY, Kind.NEAR, Kind.END, Kind.WEEK})


def _length(word: DayWord, how: How, said: str) -> timedelta:
    days = timedelta(days=max(word.number, 1))
    is_less = how is How.SHORTER or (how in (How.MOVED, How.OTHERS) and _EARLIER.search(said) is not None)
    return -days if is_less else days


def begins_anew(text: str) -> bool:
    """«Каникулы начнутся раньше, с 26»."""
    return _BEGINS.search(plain_days(text)) is not None


_THEN = re.compile(
    r",?\s{1,3}(?:а\s{1,3})?(?:дальше|потом|затем)\s{1,3}(?:уже\s|идут\s){0,2}каникул[а-яё]{0,4}\W{0,3}$", re.IGNORECASE
)
_ONLY = re.compile(r"\b(?:только|лишь)\s{1,3}(?=до\b)", re.IGNORECASE)


def without_what_follows(text: str, today: date) -> str:
    """«Карантин ‹только› до 30‹, а дальше каникулы›»: the days of the first, and the nearest day of that number."""
    plain = _THEN.sub("", _ONLY.sub("", text))
    return with_month(plain, today) if ends_alone(with_month(plain, today)) else plain


def tells_what_follows(text: str) -> bool:
    return _THEN.search(text) is not None


def only_asks(text: str) -> bool:
    """«Когда каникулы», «карантин закончился»: no days are set by it."""
    return _NO_WISH.search(plain_days(text)) is not None


def drops(text: str) -> bool:
    """«Убери карантин», «каникул не будет»; not «не убирай», nor «файла за каникулы не будет»."""
    tokens = tokens_of(text)
    ends = any(
        one.norm == "не" and following.norm == "будет" and not _is_of_else(tokens[:place])
        for place, (one, following) in enumerate(pairwise(tokens))
    )
    return ends or any(one.norm.startswith(_DROPS) and not one.denied for one in tokens)


def _is_of_else(before: Sequence[Token]) -> bool:
    """Whether it is something else that will not be: days off behind «за», «на», «в» only tell when."""
    named = [place for place, one in enumerate(before) if one.means("breaks") or one.norm.startswith("пауз")]
    return bool(named) and named[-1] > 0 and before[named[-1] - 1].norm in ("за", "на", "в", "во", "после", "до")


def changed(rest: Rest, change: Change, text: str, today: date) -> tuple[date, date] | None:
    """The days it is to have; None where none are said that can be understood."""
    if change.by is not None:
        first = rest.starts_on + change.by if change.how is How.MOVED else rest.starts_on
        return first, rest.ends_on + change.by
    earlier = change.how is How.MOVED or begins_anew(text)
    day = today if _is_from_today(text) else max(today, rest.starts_on - _EARLIER_BY * earlier)
    plain = _NOT_THOSE.sub("", plain_days(text))
    plain = _ONTO.sub("на ", plain) if change.how is How.MOVED else plain
    said = with_days_of_months(with_month(plain, day), day)
    found = find_days(said, day, min(day, rest.starts_on))
    if found is None or found.unread or not found.spans:
        return None
    span = found.spans[-1]
    is_whole = _says_both(said)
    if change.how is How.MOVED and not is_whole:
        return span.starts_on, span.starts_on + (rest.ends_on - rest.starts_on)
    if begins_anew(text) and not is_whole:
        return span.starts_on, rest.ends_on
    begins = span.ends_on is None and _LESSONS.search(said) is not None
    last = span.starts_on - _DAY if begins else span.ends_on or span.starts_on
    return (span.starts_on if is_whole and change.how is not How.LONGER else rest.starts_on), last


def _is_from_today(text: str) -> bool:
    return any(one.kind in (Kind.NEAR, Kind.WEEK) for one in day_words(plain_days(text)))


def with_month(text: str, day: date) -> str:
    """«До 27», «на 2-е»: the nearest such day."""

    def dated(found: re.Match[str]) -> str:
        number = int(found["day"])
        ahead = (day + days * _DAY for days in range(62))
        fits = next((one for one in ahead if one.day == number), None)
        return f"{found['before']}{fits:%d.%m.%Y}" if fits is not None else found[0]

    return _BARE.sub(dated, text)


def _says_both(said: str) -> bool:
    """Whether a first and a last day are named: «с 5 по 12 января», «5–12 января»."""
    kinds = [one.kind for one in day_words(said)]
    leads = any(one in (Kind.DASH, Kind.UNTIL) for one in kinds[1:])
    return leads and sum(one in (*_DAYS, Kind.NUMBER) for one in kinds) > 1


def ends_alone(said: str) -> bool:
    """«Карантин до пятницы»: the last day, and no word of the first."""
    kinds = [one.kind for one in day_words(plain_days(said)) if one.kind not in (Kind.OTHER, Kind.INCLUSIVE)]
    return len(kinds) == 2 and kinds[0] is Kind.UNTIL and kinds[1] in _DAYS
