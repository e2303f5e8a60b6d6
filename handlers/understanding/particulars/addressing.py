"""To whom an announcement is to be said: those who are named beside the verb, or before its words begin."""

from collections.abc import Sequence

from handlers.understanding.particulars.mentions import Mention, chain_of
from handlers.understanding.particulars.moment import SAYING
from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token

_SPEAKS = ("скаж", "объясн", "попрос", "спрос", "узна", "донес", "довед")
_MARKS = frozenset({":", ".", "что", "чтобы", "чтоб", "о", "об", "пусть"})


def addressed(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    tokens = sentence.tokens
    verb = next((place for place, one in enumerate(tokens) if _asks_to_say(one)), None)
    start = _start_of_words(tokens, mentions, verb)
    if verb is not None:
        clause = clause_around(tokens, verb, verb)
        beside = [one for one in mentions if one.first in clause and (start is None or one.first < max(start, verb))]
        row = [each for one in beside for each in chain_of(tokens, mentions, one)]
        if row:
            return [one for one in mentions if one in row]
    late = [one for one in mentions if start is not None and one.first > start]
    to_all = verb is not None and any(token.means("all_word") for token in tokens[verb:start])
    if verb is not None and to_all:
        late += [one for one in mentions if _ends_before(tokens, one.last, verb)]
    kept = [one for one in mentions if one not in late]
    return kept if to_all else kept or list(mentions)


def _asks_to_say(token: Token) -> bool:
    return token.form in ("imp", "inf") and (token.means(*SAYING) or token.norm.startswith(_SPEAKS))


def _start_of_words(tokens: Sequence[Token], mentions: Sequence[Mention], verb: int | None) -> int | None:
    """«Передай Петрову, что …», «Линейкину предупреди, кружок …»."""
    first = mentions[0].first if mentions else 0
    if verb is not None and first < verb and first in clause_around(tokens, verb, verb):
        return verb
    after = first if verb is None else verb + 1
    return next((place for place, one in enumerate(tokens) if one.norm in _MARKS and place >= after), None)


def _ends_before(tokens: Sequence[Token], place: int, verb: int) -> bool:
    """«Взломали Алиеву! Предупреди всех»: a sentence of its own, before what is asked for."""
    return any(token.norm in (".", "!", "?", "\n") for token in tokens[place + 1 : verb])
