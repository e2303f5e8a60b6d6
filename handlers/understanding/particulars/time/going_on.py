"""Which of the days that are named is the one on which it goes on."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token


def goes_on_that_day(sentence: Sentence, day: date) -> bool:
    """«Завтра можно», «в среду напомните», «перенесите ему на четверг»: the day on which it goes on."""
    place = sentence.when.places.get(day)
    said = [sentence.tokens[at] for at in clause_around(sentence.tokens, place, place)] if place is not None else []
    written = any(one.form == "imp" and not one.denied and one.means("write", "remind") for one in said)
    return written or any(one.norm in ("можно", "пожалуйста") or one.norm.startswith(_PUT_OFF) for one in said)


_PUT_OFF = ("перенес", "перенос", "отлож", "сдвин", "передвин")


def is_till_monday(tokens: Sequence[Token]) -> bool:
    """«До понедельника» is over the weekend: work begins with that day; not «до понедельника включительно»."""
    norms = [one.norm for one in tokens if not one.norm.startswith(("следующ", "ближайш"))]
    places = [at for at, pair in enumerate(pairwise(norms)) if pair == ("до", "понедельника")]
    return any("включительно" not in norms[at + 2 : at + 3 + _NEAR] for at in places)


_NEAR = 5  # words of a date beside the weekday: «до понедельника, 7 декабря, включительно»
