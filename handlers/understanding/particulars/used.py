"""Which words of a message a reading has a place for, and which it would drop."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from handlers.understanding.codes import TAKES
from handlers.understanding.likeness.features import key, written
from handlers.understanding.particulars.mentions import members_of
from handlers.understanding.reading.cases import so_many
from handlers.understanding.reading.figures import GAP_OF, INDICATOR_OF
from handlers.understanding.reading.found import OF_SO_MANY, Sentence
from handlers.understanding.reading.tokens import Token

_LITTLE = 0.05
_NOT = frozenset({"не", "ни"})
# The particulars that take what the readers found.
_SLOTS: Mapping[str, frozenset[str]] = {
    "who": frozenset({"who"}),
    "stranger": frozenset({"who", "value"}),
    "group": frozenset({"who"}),
    "class": frozenset({"who"}),
    "except": frozenset({"who"}),
    "state": frozenset({"who"}),
    "days": frozenset({"days", "at", "until", "to", "week"}),
    "clock": frozenset({"at", "value", "hours"}),
    "week": frozenset({"week", "days"}),
    "percent": frozenset({"value"}),
    "number": frozenset({"value", "top"}),
    "thing": frozenset({"gap", "ind", "value", "howto", "done"}),
}

# What is carried out of just the gaps or indicators that are named. Others are about everybody and say so.
_OF_GAPS = frozenset({"list", "remind", "done", "mistake", "howto"})
_OF_INDICATORS = frozenset({"indicator", "forecast", "compare_schools", "set_target"})


@dataclass(slots=True)
class Candidate:
    """A label of the model, how likely it is, and how much of the words it explains."""

    code: str
    given: Mapping[str, str]
    likely: float
    share: float = 1.0
    unused: list[Token] = field(default_factory=list)
    known: bool = False
    ordered: bool = False
    turned: bool = False  # by a turn of phrase that says nothing else


def explained(label: str, likely: float, sentence: Sentence, words: Container[int]) -> Candidate:
    """`words` are the hashes of what the code's examples say."""
    code, *given = label.split()
    found = Candidate(code, dict(one.split("=", 1) for one in given), likely)
    takes = TAKES.get(code, frozenset())
    named = _things_taken(sentence, code)
    total = used = 0.0
    for place, token in enumerate(sentence.tokens):
        if token.kind == "mark":
            continue
        cost = _LITTLE if token.is_filler or token.norm in _NOT else 1.0
        total += cost
        counts = "who" in takes and _counts_them(sentence, token)
        if "text" in takes or cost == _LITTLE or place in named or counts or _explains(token, takes, words):
            used += cost
        else:
            found.unused.append(token)
    found.share = used / total if total else 1.0
    return found


def _counts_them(sentence: Sentence, token: Token) -> bool:
    """«Обоих физруков», «Исаева и Доскину, обоих до пятницы»: as many as are named."""
    if token.entity or token.norm not in OF_SO_MANY | {"оба", "обе"}:
        return False
    named = [*sentence.groups, *sentence.classes]
    return so_many(token.norm) in (len(sentence.persons), len(members_of(sentence, named)) if named else 0)


def _things_taken(sentence: Sentence, code: str) -> frozenset[int]:
    """Where stands what becomes the wish's gaps or indicators, whether or not an example of it says that word."""
    figures, known = sentence.figures, set[str]()
    if code in _OF_GAPS:
        known = GAP_OF.keys() & set(figures.lacking or figures.things)
    elif code in _OF_INDICATORS:
        known = INDICATOR_OF.keys() & set(figures.things)
    return frozenset(place for place, thing in figures.said.items() if thing in known)


def is_taken(token: Token, takes: frozenset[str]) -> bool:
    """Whether a wish with these particulars has a place for what the readers found in the word."""
    return not takes.isdisjoint(_SLOTS.get(token.entity, ()))


def _explains(token: Token, takes: frozenset[str], words: Container[int]) -> bool:
    slot = _SLOTS.get(token.entity)
    if is_taken(token, takes):
        return True
    if slot is not None and token.entity in ("who", "days", "class", "week", "clock"):
        return False
    if not token.entity and token.means("everyday"):
        return True
    return key(written(token).lstrip("!")) in words or any(key(concept) in words for concept in token.concepts)
