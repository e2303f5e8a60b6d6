"""At which moment a message is to be sent: not a day of what is told, of its last day, or of the words to be said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from itertools import groupby, pairwise

from handlers.understanding.particulars.keys import Keys
from handlers.understanding.particulars.narrowing import words_begin
from handlers.understanding.particulars.settings import is_about_saturday
from handlers.understanding.reading.clauses import ABOUT, clause_around
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token

SAYING = ("tell", "announcement", "write", "send", "congratulate", "remind")
_AFTER_VERB = 3  # words in which the moment may follow what is asked for


def moment(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = sentence.when
    if code == "set" and (is_about_saturday(sentence) or sentence.has("deadline")):
        return {}
    if when.clock and when.days and max(when.days) < sentence.today:  # «вчера в 16:20 звонила»
        return {}
    if code == "announce" and not _before_the_words(sentence):
        return {}
    if code == "announce" and (ends := _words_begin(sentence)):
        when = replace(
            when,
            days=[one for one in when.days if when.places.get(one, 0) < ends],
            clock=when.clock if any(one.entity == "clock" for one in sentence.tokens[:ends]) else None,
        )
    named = [
        one
        for one in (*when.days, when.starts)
        if one
        and (
            not _is_told_aside(sentence, when.places.get(one))
            or (code == "announce" and _leads_to_words(sentence, when.places.get(one)))
        )
    ]
    day = _beside_the_order(sentence, [one for one in named if one >= sentence.today])
    if code in ("remind", "announce") and day and not when.clock and _is_last_day(sentence, code):
        return {}
    if day and when.clock:
        return {"at": f"{day}T{when.clock:%H:%M}"}
    if when.clock and code in ("remind", "announce", "retry"):
        return {"at": f"{sentence.today}T{when.clock:%H:%M}"}
    part = _part_of_day(sentence) if day and code == "remind" else None
    return {"at": f"{day}T{part:%H:%M}" if part else str(day)} if day else {}


_EVENING, _AFTER_DINNER = time(17), time(14)  # in the hours in which it is written


def _part_of_day(sentence: Sentence) -> time | None:
    """«В пятницу вечером», «на четверг после обеда»; shown with its hour before anything goes."""
    norms = [one.norm for one in sentence.tokens]
    if any(one in ("вечером", "вечерком") for one in norms):
        return _EVENING
    after = any(one == "после" and other.startswith("обед") for one, other in pairwise(norms))
    return _AFTER_DINNER if after else None


def other_clocks(sentence: Sentence) -> tuple[str, ...]:
    """«Математикам завтра в 10, химикам в 12»: one round has one hour, and the others are said."""
    runs = [[*run] for is_clock, run in groupby(sentence.tokens, lambda one: one.entity == "clock") if is_clock]
    return tuple(sentence.text[run[0].start : run[-1].end] for run in runs[1:])


def _words_begin(sentence: Sentence) -> int:
    """«Объявление завтра: педсовет в 14:30»: the hour is a word of what is to be said; 0 where no colon tells."""
    return next((place for place, one in enumerate(sentence.tokens) if one.norm == ":"), 0)


def _beside_the_order(sentence: Sentence, days: Sequence[date]) -> date | None:
    """«Двадцать третьего собрание, поэтому двадцать второго напомните»: of several days the one that stands nearest to
    what is asked for."""
    tokens, places = sentence.tokens, sentence.when.places
    orders = [at for at, one in enumerate(tokens) if _orders(one) or (one.norm == "пусть" and at)]
    if len(days) < 2 or not orders or not all(one in places for one in days):
        return next(iter(days), None)
    return min(days, key=lambda day: min(abs(places[day] - at) for at in orders))


_TIMES = ("day_word", "weekday", "before_noon", "after_noon", "evening", "time_or_day", "month_name", "all_word")


def _is_told_aside(sentence: Sentence, place: int | None) -> bool:
    """«В пятницу обещали, напомни …», «сегодня вторник, завтра напомни …»: a day of what is told, not of the order."""
    tokens = sentence.tokens
    orders = [at for at, one in enumerate(tokens) if _orders(one)]
    if place is None:
        return False
    clause = clause_around(tokens, place, place)
    if clause.start and tokens[clause.start].norm == "что":  # «нужно, чтобы вы написали Исаеву, что десятого срок»
        return True
    if not orders or any(at in clause for at in orders):
        return False
    said = [tokens[at] for at in clause if tokens[at].kind == "word"]
    is_day_itself = {"сегодня", "завтра", "вчера"} & {one.norm for one in said} and any(
        one.means("weekday") for one in said
    )
    if tokens[clause.start].norm in ABOUT and set(clause) & set(sentence.figures.said):
        return bool(is_day_itself)  # «напомни всем, а про журнал в пятницу»
    tells = any(not (one.is_filler or one.entity or one.means(*_TIMES)) for one in said)
    return bool(is_day_itself) or tells


def _orders(token: Token) -> bool:
    return token.means(*SAYING) and token.form in ("imp", "inf", "second") and not token.denied


def _is_last_day(sentence: Sentence, code: str) -> bool:
    """«…, чтоб к пятнице было», «до среды»: until when it is to be done, and not when it is sent."""
    tokens = sentence.tokens
    ends = words_begin(sentence) if code == "announce" else 0
    return any(
        one.norm in ("к", "ко") and tokens[place + 1].entity == "days"
        for place, one in enumerate(tokens[: ends or len(tokens)][:-1])
    )


def _leads_to_words(sentence: Sentence, place: int | None) -> bool:
    """«Передай всем, кто без звонка, завтра в 10: …»: the last that is said before the words."""
    ends = words_begin(sentence)
    if place is None or place >= ends:
        return False
    return all(
        one.entity in ("days", "clock") or one.is_filler or one.kind == "mark" for one in sentence.tokens[place:ends]
    )


def _before_the_words(sentence: Sentence) -> bool:
    """«Завтра в 9 передай всем: …»: the moment of sending; one inside of what is to be said is none."""
    tokens = sentence.tokens
    said = (":", "что", "чтобы", "чтоб", "о", "об", "про", "пусть", ".")
    ends = (place for place, one in enumerate(tokens) if one.norm in said or one.text == "«")
    verb = next((place for place, one in enumerate(tokens) if one.means(*SAYING)), 0)
    end = next(ends, verb + _AFTER_VERB)
    named = [place for place, one in enumerate(tokens[:end]) if one.entity in ("days", "clock")]
    people = [
        place for place, one in enumerate(tokens) if one.entity in ("who", "group", "class") or one.norm == "всем"
    ]
    if named and 1 < min(named) < verb and any(one.norm in (",", ".", "!") for one in tokens[min(named) : verb]):
        return False  # «пожарные придут двадцатого, … отправь всем»
    behind = people and named and min(named) > min(people) > verb and end == verb + _AFTER_VERB
    return bool(named) and not (behind and ":" not in {one.norm for one in tokens})
