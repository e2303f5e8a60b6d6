"""What of the figures is only told along."""

from collections.abc import Sequence

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import Sentence


def without_story(sentence: Sentence, found: Sequence[str]) -> list[str]:
    """«Звонила методист, журнал пустой»: who called is told, and no call is asked about."""
    told = [place for place, thing in sentence.figures.said.items() if thing == "call" and _is_told(sentence, place)]
    calls = [place for place, token in enumerate(sentence.tokens) if token.means("call")]
    gone = {"no_call", "teachers_called"} if told and told == calls else set()
    kept = [one for one in found if one not in gone]
    return kept or list(found)


def _is_told(sentence: Sentence, place: int) -> bool:
    token = sentence.tokens[place]
    asked = any(sentence.tokens[at].means("who_q", "count_q") for at in clause_around(sentence.tokens, place, place))
    return token.form in ("past", "third") and not token.denied and not asked
