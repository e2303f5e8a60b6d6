"""«До конца каникул», «до конца четверти», «после карантина»: days that the school has written down under a name."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from handlers.understanding.said.orders.announced_words import TO_SOME
from nudges.calendar import BREAK, PAUSE, Rest

_DAY = timedelta(days=1)
_TERMS = r"(?:четверт|триместр|полугоди|модул)[а-яё]{0,3}"
_KIND = r"(?:(?:осенних|зимних|весенних|летних|этих|наших)\s{1,3})?(?P<what>каникул|карантина)"
_END = re.compile(
    rf"\b(?:до|по)\s{{1,3}}(?:самого\s{{1,3}})?кон(?:ца|ец)\s{{1,3}}(?:{_KIND}|(?P<term>{_TERMS}))\b", re.IGNORECASE
)
_UNTIL = re.compile(rf"(?<!сколько )\bдо\s{{1,3}}(?:(?:самых|начала)\s{{1,3}})?{_KIND}\b", re.IGNORECASE)
_AFTER = re.compile(rf"\bпосле\s{{1,3}}{_KIND}\b", re.IGNORECASE)
_FROM = re.compile(r"^\W{0,3}со?\s{1,3}", re.IGNORECASE)
_REMINDS = re.compile(r"\W{0,3}напомн(?:и|ите|ить)\b", re.IGNORECASE)
_PASSES_ON = re.compile(r":|,\s{0,3}(?:что|чтобы)\b", re.IGNORECASE)


def names_days_off(text: str) -> bool:
    """What is to be passed on stays word for word."""
    if reminds_after(text) or announces_after(text):
        return True
    return (_END.search(text) or _UNTIL.search(text)) is not None and ":" not in text and TO_SOME.match(text) is None


def reminds_after(text: str) -> bool:
    """«Напомни всем после каникул»: when, and no words to be passed on."""
    return _REMINDS.match(text) is not None and _AFTER.search(text) is not None and not _PASSES_ON.search(text)


def announces_after(text: str) -> bool:
    """«Передай всем после каникул: …», «после каникул передай всем, что …»: when to pass it on; in what is passed on
    itself the words stay."""
    words = _PASSES_ON.search(text)
    found = _AFTER.search(text, 0, words.start()) if words is not None else None
    return found is not None and TO_SOME.match(_AFTER.sub("", text, count=1).lstrip(" ,")) is not None


def bare_day(text: str) -> str:
    """«С 12 января» as a day."""
    return _FROM.sub("", text).strip(" .!")


def told_day(text: str, day: str) -> str:
    """The order with a day in the place of «после каникул»."""
    return _AFTER.sub(day, text, count=1)


def in_dates(text: str, rests: Sequence[Rest], today: date, first_day: Callable[[date], date] = lambda day: day) -> str:
    """The same words with the days themselves, where the school has written them down. `first_day`: that or the next
    on which somebody is written to."""

    def end(found: re.Match[str]) -> str:
        if found["term"]:
            ahead = next((one for one in rests if one.kind == BREAK and one.starts_on > today), None)
            return _until(ahead.starts_on - _DAY) if ahead is not None else found[0]
        meant = _meant(found["what"], rests, today)
        return _until(meant.ends_on) if meant is not None else found[0]

    def begin(found: re.Match[str]) -> str:
        meant = _meant(found["what"], rests, today)
        return _until(meant.starts_on - _DAY) if meant is not None and meant.starts_on > today else found[0]

    def behind(found: re.Match[str]) -> str:
        meant = _meant(found["what"], rests, today)
        return f"{first_day(meant.ends_on + _DAY):%d.%m.%Y}" if meant is not None else found[0]

    if reminds_after(text) or announces_after(text):
        return _AFTER.sub(behind, text, count=1)
    return _UNTIL.sub(begin, _END.sub(end, text))


def after_which(text: str, rests: Sequence[Rest], today: date) -> Rest | None:
    """«Первая рассылка после каникул»."""
    found = _AFTER.search(text)
    return _meant(found["what"], rests, today) if found is not None else None


def asks_after(text: str) -> bool:
    return _AFTER.search(text) is not None


def _meant(what: str, rests: Sequence[Rest], today: date) -> Rest | None:
    """The one that goes on, or else the next."""
    kind = PAUSE if what.lower().startswith("карантин") else BREAK
    return next((one for one in rests if one.kind == kind and one.ends_on >= today), None)


def _until(day: date) -> str:
    return f"до {day:%d.%m.%Y}"


# «…, в это время никого не дёргать»: what is wished for those days is no name of them.
_WISHED_THEN = re.compile(
    r"(?:\s*[,;.])?\s+(?:(?:и|а)\s+)?(?:(?:в|на) это время|в эти дни|всех|всем|никого|никому"
    r"|не\s+(?:пиш|пис|д[её]рг|трог|трев|беспоко|напом)).*$",
    re.IGNORECASE | re.DOTALL,
)


def days_alone(words: str) -> str:
    """Without what is wished for those days."""
    return _WISHED_THEN.sub("", words)
