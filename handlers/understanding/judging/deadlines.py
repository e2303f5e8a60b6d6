"""Several days, each of another thing: «срок регистрации до 15 декабря, журнал до 25-го, а звонки 80 %»."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from handlers.understanding.reading.figures import INDICATOR_OF
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token
from nudges.dates import find_span

_PARTS = frozenset({",", ".", ";", ":", "\n", "а", "но"})
_ELSE_TEXT = "remind write send tell exempt print who_q count_q when_q what_q how_q report"
_ELSE = tuple(_ELSE_TEXT.split())
_AS_IT_IS = ("оставл", "остав", "трога", "меня", "прежн")
_MONTHS_AHEAD = 62  # days
Told = tuple[str, Mapping[str, str]]


@dataclass(slots=True)
class _Clause:
    things: list[str] = field(default_factory=list)
    day: date | None = None
    percent: str = ""
    is_deadline: bool = False
    stays: bool = False


def each_with_its_day(sentence: Sentence) -> list[Told]:
    """Codes with what they take, in the order of the message; none where it is not several, or where one day is all
    that is told, or somebody is named."""
    others = sentence.persons or sentence.groups or sentence.classes or "?" in sentence.text
    if others or any(one.means(*_ELSE) and not one.is_filler for one in sentence.tokens):
        return []
    found, waiting, clauses = list[Told](), list[str](), list(_clauses(sentence))
    if any(one.percent for one in clauses) and not any(one.is_deadline for one in clauses):
        return []  # a row of targets: «регистрация до 25 декабря, звонки 60 % к 15-му»
    for one in clauses:
        if one.stays:
            waiting = []
            continue
        things = [*waiting, *one.things]
        if one.day is None and not one.percent:
            waiting = things
            continue
        waiting = []
        found += _told(one, things)
    days = {keys["to"] for _, keys in found if "to" in keys}
    return found if len(found) > 1 and days and any("value" not in keys for _, keys in found) else []


def _told(one: _Clause, things: Sequence[str]) -> list[Told]:
    to = {"to": str(one.day)} if one.day is not None else {}
    if to and not one.percent and (not things or things == ["register"]):
        return [("set", {**to, "field": "deadline"})] if things or one.is_deadline else []
    value = {"value": one.percent} if one.percent else {}
    named = [INDICATOR_OF[thing] for thing in things if thing in INDICATOR_OF]
    return [("set_target", {"ind": code, **to, **value}) for code in named] or [("set_target", {**to, **value})]


def _clauses(sentence: Sentence) -> Iterator[_Clause]:
    tokens, since = sentence.tokens, sentence.today
    month, starts = "", 0
    for place in range(len(tokens) + 1):
        if place < len(tokens) and not _parts(tokens, place):
            continue
        said = tokens[starts:place]
        things = [sentence.figures.said[at] for at in range(starts, place) if at in sentence.figures.said]
        days = [list(run) for is_day, run in groupby(said, lambda one: one.entity == "days") if is_day]
        month = next((one.norm for run in days for one in run if one.means("month_name")), month)
        day = _day(days[-1], month, since, sentence.today) if days else None
        since = day or since
        percent = next((str(one.value) for one in said if one.entity == "percent" and one.value is not None), "")
        stays = any(one.norm.startswith(_AS_IT_IS) for one in said)
        named = any(one.means("deadline", "deadline_word") for one in said)
        yield _Clause(things, day, f"{percent}%" if percent else "", named, stays)
        starts = place + 1


def _parts(tokens: Sequence[Token], place: int) -> bool:
    """«И» parts what has its own day from what follows."""
    if tokens[place].norm in _PARTS and not tokens[place].entity:
        return True
    behind = tokens[place - 1] if place else None
    return tokens[place].norm == "и" and behind is not None and behind.entity in ("days", "percent")


def _day(run: Sequence[Token], month: str, since: date, today: date) -> date | None:
    """«До двадцать пятого» is of the month that was named before, or the next such day."""
    number = next((one.value for one in run if one.value is not None and 1 <= one.value <= 31), None)
    own = next((one.norm for one in run if one.means("month_name")), "")
    if number is not None and own:
        span = find_span(f"до {number} {own}", today)
    elif number is not None and all("." not in one.norm for one in run):
        ahead = (since + timedelta(days=more) for more in range(_MONTHS_AHEAD))
        return next((day for day in ahead if day.day == number), None)
    else:
        words = [one.norm for one in run if one.norm not in ("до", "к", "по", "на")]
        span = find_span(f"до {' '.join(words)}", today)
    return span.span.ends_on if span is not None else None
