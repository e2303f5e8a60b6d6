"""«Пишите мне после 15», «не пишите до обеда», «31 декабря не пишите»: somebody's own hours and days, strictly read.

Only a sentence that says this and nothing else is taken, since «не пишите» begins many others.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from handlers.understanding.reading.time.zones_and_hours import in_figures
from indicators.russian.calendar_words import WHOLE_MONTH
from nudges.dates import Span, find_days

_LUNCH_ENDS, _EVENING, _HALF = time(13), time(18), 12
_MOST_DAYS = 7  # more is a leave, which an officer writes down
_EARLIEST = 7  # «после трёх» is in the afternoon
_POLITE = r"(?:пожалуйста|если можно|мне|меня|нам|по возможности|лучше|только|можно|сообщения|напоминания)"
_VERB = (
    r"(?:пиши(?:те)?|писать|шли(?:те)?|слать|присылай(?:те)?|присылать|отправляй(?:те)?|беспокой(?:те)?|тревожь(?:те)?|"
    r"напоминай(?:те)?)"
)
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*(?:час\w*|ч\.?|утра|вечера|дня))?"
_MONTH_FOLLOWS = re.compile(rf"\s*(?:-?(?:го|е)\b|{WHOLE_MONTH}|по\s+\d)")
_BOTH = re.compile(rf"(?:с|после)\s+{_CLOCK}\s+(?:и\s+)?(?:до|не\s+позже)\s+{_CLOCK}")
_AFTER = re.compile(rf"(?:после|с|не\s+раньше)\s+{_CLOCK}")
_BEFORE = re.compile(rf"(?:до|не\s+позже)\s+{_CLOCK}")
_EARLIER = re.compile(rf"раньше\s+{_CLOCK}")
_ANY_TIME = re.compile(r"(?:в\s+любое\s+(?:рабочее\s+)?время|когда\s+угодно|в\s+любые\s+часы|как\s+всем)")
_WORDS = {
    r"(?:после\s+(?:обеда|полудня)|днем|во\s+второй\s+половине\s+дня)": (_LUNCH_ENDS, None),
    r"(?:до\s+(?:обеда|полудня)|утром|с\s+утра|в\s+первой\s+половине\s+дня|по\s+утрам)": (None, _LUNCH_ENDS),
    r"(?:по\s+вечерам|вечер(?:ом|ами))": (_EVENING, None),
}
# The name of a colleague may stand before or after; it is looked for by whoever asks.
_SAID = re.compile(rf"(?P<before>.*?)\b(?P<not>не\s+(?:надо\s+|нужно\s+)?)?{_VERB}\b(?P<after>.*)", re.DOTALL)


_MAY = re.compile(rf"можно\s+{_BOTH.pattern}")  # «можно после 9 и до 14»
_STEMS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен")
_WEEKDAY = rf"(?!средн|средст|субботн)(?:{'|'.join(_STEMS)})[а-я]{{0,3}}\b"
_NAMED = re.compile(rf"\b(?!средн|средст|средь|субботн)({'|'.join(_STEMS)})")
_WEEKDAYS = rf"{_WEEKDAY}(?:(?:\s*,\s*|\s+(?:и|или)\s+)(?:по\s+)?{_WEEKDAY})*"
_WEEKLY = re.compile(rf"(?P<not>\bне\s+)?\b(?P<way>по|кроме|кажд(?:ый|ую))\s+(?P<days>{_WEEKDAYS})")
_LEFT_ALONE = re.compile(r"\bне\s+(?:пиши|писать|трев|беспок|напомина|присыла)[а-я]*|\b(?:исключ|освобо)[а-я]+")
_WRITTEN_TO = re.compile(
    r"\b(?:(?:пиши|напоминай|беспокой|тревожь)(?:те)?|(?:мне|меня)\s+писать|писать\s+(?:мне|меня)|(?:не)?удобно|лучше)\b|"
    + _LEFT_ALONE.pattern
)
_NOT_THEN = re.compile(_LEFT_ALONE.pattern + r"|\bне\s+(?:надо|нужно|стоит|удобно)\b|\bнеудобно\b|\bнельзя\b")
_STOPPED = re.compile(r"[;!?\n]|(?:^|(?<=\w\w\w))\.|\s[–—]\s")  # a sentence ends; «Ю. А.» does not
_PARTED = re.compile(rf",|{_STOPPED.pattern}")
_ASKING = re.compile(r",?\s*\b(?:пожалуйста|если можно|по возможности)\b\s*,?")


def days_of_every_week(text: str) -> frozenset[int]:
    """«По четвергам», «каждый вторник»; Monday is 0."""
    weekly = _WEEKLY.search(text.lower())
    return weekdays_named(weekly["days"]) if weekly is not None else frozenset()


def weekdays_named(text: str) -> frozenset[int]:
    """By their names in any case; Monday is 0. «Средний» and «средство» are none."""
    return frozenset(map(_STEMS.index, _NAMED.findall(text)))


def weekly_wish(text: str) -> "OwnWish | None":
    """«Пишите по вторникам после 14», «не тревожить Борщова по пятницам»: days of every week. `name` are the words left
    over before a reason, in which a colleague may be named; None for every other sentence."""
    plain = _ASKING.sub(" ", text.lower().replace("ё", "е"))
    weekly = _WEEKLY.search(plain)
    if weekly is None:
        return None
    before, after = plain[: weekly.start()], _PARTED.split(plain[weekly.end() :])[0]
    before = _PARTED.split(before)[-1] if weekly["way"] != "кроме" else _STOPPED.split(before)[-1]
    around = f"{before} | {after}"
    if _WRITTEN_TO.search(around) is None and not weekly["not"]:
        return None
    away = (weekly["way"] == "кроме") + bool(weekly["not"]) + (_NOT_THEN.search(around) is not None)
    named = weekdays_named(weekly["days"])
    rest = _tidy(re.sub(rf"\b{_POLITE}\b", " ", _WRITTEN_TO.sub(" ", _NOT_THEN.sub(" ", around))))
    hours = _hours(rest, negated=False)
    name = (hours.name if hours is not None else rest).strip(" .,!?")
    wish = hours or OwnWish()
    return replace(wish, weekdays=frozenset(range(len(_STEMS))) - named if away % 2 else named, name=name)


@dataclass(frozen=True, slots=True)
class OwnWish:
    """Hours (both None: the school's again), days of the week, or days on which nothing is to come; `name` are the
    words left over."""

    begins: time | None = None
    ends: time | None = None
    days: tuple[date, ...] = ()
    name: str = ""
    weekdays: frozenset[int] = frozenset()


_ALSO = re.compile(rf"\d|\b(?:не|но|и|кроме|только|лучше|{_VERB})\b")


# A reason that comes first is about the speaker, and wishes nothing itself.
_MINE = re.compile(r"\b(?:я|у меня|мне|урок\w*|занят\w*|веду|работаю)\b")
_ELSE = re.compile(rf"\b(?:не|но|кроме|только|лучше|{_VERB})\b")


def own_wish(text: str, today: date) -> OwnWish | None:
    """None for a sentence that says anything else; why it is wished may stand behind a comma («…, днём уроки»), or
    before one («до обеда у меня уроки, …»)."""
    first, _, last = text.partition(",")
    if last.strip() and _SAID.fullmatch(first.lower()) is not None and _ALSO.search(last.lower()) is None:
        return _own_wish(first, today)
    is_why = _MINE.search(first.lower()) is not None and _ELSE.search(first.lower()) is None
    return _own_wish(last if is_why else text, today)


def _own_wish(text: str, today: date) -> OwnWish | None:
    plain = in_figures(" ".join(text.lower().replace("ё", "е").split()).strip(" .!"))
    said = _SAID.fullmatch(plain if _MAY.fullmatch(plain) is None else f"пишите {plain}")
    if said is None:
        return None
    rest = re.sub(rf"\b{_POLITE}\b", " ", f"{said['before']} | {said['after']}")
    hours = _hours(rest, negated=said["not"] is not None)
    if hours is not None:
        return hours
    return _days(rest, today) if said["not"] is not None else None


def hours_in(text: str) -> OwnWish | None:
    """Of a piece that is known to wish them."""
    return _hours(in_figures(text), negated=False)


def _hours(rest: str, *, negated: bool) -> OwnWish | None:
    for words, (begins, ends) in _WORDS.items():
        if found := re.search(words, rest):
            if negated:  # «не пишите до обеда» is «пишите после обеда»
                begins, ends = ends, begins
            return OwnWish(begins, ends, name=_left(rest, found))
    if not negated and (found := _ANY_TIME.search(rest)):
        return OwnWish(name=_left(rest, found))
    if not negated and (found := _BOTH.search(rest)):
        begins, ends = _time(found[1], found[2]), _time(found[3], found[4])
        return OwnWish(begins, ends, name=_left(rest, found)) if begins and ends and begins < ends else None
    earlier = _EARLIER.search(rest) if negated else None  # «не пишите раньше 10»
    if earlier and (at := _time(earlier[1], earlier[2])) is not None:
        return OwnWish(at, name=_left(rest, earlier))
    for pattern, is_after in ((_AFTER, True), (_BEFORE, False)):
        found = pattern.search(rest)
        at = _time(found[1], found[2]) if found else None
        if found and at is not None and not _is_date(rest, found):
            begins, ends = (at, None) if is_after is not negated else (None, at)
            return OwnWish(begins, ends, name=_left(rest, found))
    return None


def _is_date(rest: str, found: re.Match[str]) -> bool:
    """«После 15 декабря», «до 15.12», «с 5 по 12 декабря»: a day, and no hour."""
    dotted = "." in found[0] and int(found[2] or 0) <= 12
    return dotted or _MONTH_FOLLOWS.match(rest, found.end()) is not None


def _time(hour: str, minutes: str | None) -> time | None:
    number, rest = int(hour), int(minutes or 0)
    number += _HALF if 0 < number < _EARLIEST else 0
    return time(number, rest) if number < 24 and rest < 60 else None


def _days(rest: str, today: date) -> OwnWish | None:
    found = find_days(rest.replace("|", " "), today)
    if found is None or found.unread or any(_is_from_now_on(span, rest, today) for span in found.spans):
        return None
    days = [day for span in found.spans for day in _each(span)]
    return OwnWish(days=tuple(days), name=_tidy(found.rest)) if days and len(days) <= _MOST_DAYS else None


def _is_from_now_on(span: Span, rest: str, today: date) -> bool:
    """«До пятницы», «на этой неделе», «с понедельника»: peace for a while, and no days that are named."""
    if span.starts_on == span.ends_on:
        return False
    return span.ends_on is None or span.starts_on <= today or not any(map(str.isdigit, rest))


def _each(span: Span) -> list[date]:
    """«30 и 31 декабря» are both."""
    last = span.ends_on or span.starts_on
    return [span.starts_on + timedelta(days=number) for number in range((last - span.starts_on).days + 1)]


def _left(rest: str, found: re.Match[str]) -> str:
    return _tidy(f"{rest[: found.start()]} {rest[found.end() :]}")


def _tidy(words: str) -> str:
    return " ".join(words.replace("|", " ").split()).strip(" ,.!")
