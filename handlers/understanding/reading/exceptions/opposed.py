"""Two people with opposite wishes in one message: «Козлову не трогать, Марию Петровну трогать»."""

from collections.abc import Sequence

from handlers.understanding.reading.clauses import clauses_of
from handlers.understanding.reading.exceptions.leaving_out import leave_out
from handlers.understanding.reading.exceptions.naming import NAMING
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token

_DISTURBS = ("touch", "write", "remind", "send", "exempt")
_ORDERED = ("imp", "inf")


def leave_out_opposed(sentence: Sentence) -> None:
    """Of the same verb, once denied and once not, whoever is to go on as before is left out of who is let be."""
    tokens = sentence.tokens
    clauses = [one for one in clauses_of(tokens) if any(tokens[place].entity in NAMING for place in one)]
    denied = {_root(one) for places in clauses for one in _verbs(tokens, places) if one.denied}
    for places in clauses if len(clauses) > 1 and denied else ():
        verbs = _verbs(tokens, places)
        if verbs and all(not one.denied and _root(one) in denied and _goes_on(one) for one in verbs):
            leave_out(sentence, places)
            for one in verbs:
                one.entity = "except"


def _verbs(tokens: Sequence[Token], places: Sequence[int]) -> list[Token]:
    verbs = [tokens[place] for place in places if tokens[place].form in _ORDERED and not tokens[place].is_filler]
    return [one for one in verbs if one.means(*_DISTURBS) and not one.entity]


def _root(one: Token) -> str:
    return one.norm[:5]


def _goes_on(one: Token) -> bool:
    """«Трогать», «пиши», «напоминайте»: what goes on; «напиши», «напомни» is done once, an order of its own."""
    return not one.norm.startswith(("на", "по")) or one.norm.startswith("напомина")
