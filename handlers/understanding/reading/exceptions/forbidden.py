"""To whom something is not to be done: «убери Исаева, не добавляй Петрова»."""

from collections.abc import Sequence

from handlers.understanding.lexicon.words import DEED_CONCEPTS
from handlers.understanding.reading.clauses import clauses_of
from handlers.understanding.reading.exceptions.leaving_out import leave_out, mean_others
from handlers.understanding.reading.exceptions.naming import NAMING
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token

# «Не трогай», «не пиши» are orders of their own.
_OVER_PEOPLE = ("add", "restore", "remove", "exempt", "take_away", "appoint", "handed", "set", "leave", "end_pause")
_GIVES = ("дай", "дава")


def leave_out_forbidden(sentence: Sentence) -> None:
    """«Убери Исаева, не добавляй Петрова», «сними роль с Исаева, Петрову не давай»: whoever something is not to be done
    to is not whom the order is about, and is left out of one for all: «забери роль у всех, у Петрова не забирай»."""
    tokens = sentence.tokens
    clauses = [*clauses_of(tokens)]
    forbidding = [one for one in clauses if any(_forbids(tokens, place) for place in one)]
    ordering = [one for one in clauses if one not in forbidding and any(_orders_deed(tokens[place]) for place in one)]
    ordered = {what for one in ordering for place in one for what in tokens[place].concepts} & _DEEDS
    of_others = any(tokens[place].entity in NAMING for one in ordering for place in one)
    for places in forbidding:
        if of_others:
            mean_others(sentence, places)
        elif any(_forbids(tokens, place) and tokens[place].concepts & ordered for place in places):
            leave_out(sentence, places)


_DEEDS = frozenset({*DEED_CONCEPTS, "take_away", "handed"})


def _forbids(tokens: Sequence[Token], place: int) -> bool:
    one = tokens[place]
    is_denied = one.denied or (place > 0 and tokens[place - 1].norm == "не")
    return is_denied and one.form == "imp" and (one.means(*_OVER_PEOPLE) or one.norm.startswith(_GIVES))


def _orders_deed(token: Token) -> bool:
    return token.form == "imp" and not (token.denied or token.is_filler) and bool(token.concepts & _DEEDS)
