"""What a heading has in common with others: its words, pieces of them, and what the lexicon says they mean."""

import re
from itertools import combinations, pairwise
from typing import Final

from indicators.lexicon.reading import mentions_in
from indicators.russian.stems import stem

_WORD: Final = re.compile(r"[a-zа-я]+|\d+|[%№≥+↔<>]")
_PIECES: Final = (3, 4)
_SHORT: Final = 2
_MANY: Final = 6
_SAY_NOTHING: Final = frozenset({"neutral", "conjunction"})
_NO_PAIR: Final = _SAY_NOTHING | {"preposition", "unknown"}


def plain(heading: str) -> str:
    return " ".join(heading.lower().replace("ё", "е").split())


def words_of(heading: str) -> frozenset[str]:
    """The stems of the words that say something."""
    return frozenset(stem(word) for word in _WORD.findall(plain(heading)) if word.isalpha() and len(word) > _SHORT)


def features(heading: str) -> set[str]:
    upper, _, lower = plain(heading).rpartition(" / ")
    found = _of_line(lower, "") | _of_line(upper, "^")
    stems = [stem(word) for word in _WORD.findall(lower)]
    found |= {f"b:{one}_{other}" for one, other in pairwise(stems)}
    if stems:
        found |= {f"first:{stems[0]}", f"last:{stems[-1]}", f"size:{min(len(stems), _MANY)}"}
    return found | _meant(heading)


def _of_line(line: str, where: str) -> set[str]:
    words = _WORD.findall(line)
    if not words:
        return set()
    text = f" {' '.join(words)} "
    pieces = {text[at : at + length] for length in _PIECES for at in range(len(text) - length + 1)}
    return {f"{where}w:{stem(word)}" for word in words} | {f"{where}l:{piece}" for piece in pieces}


def _meant(heading: str) -> set[str]:
    said = [one for one in mentions_in(heading) if one.code not in _SAY_NOTHING]
    found = {f"k:{one.code}{'!' * one.negated}" for one in said}
    found |= {f"k:{one.code}{'!' * one.negated}^" for one in said if one.governed}
    pairs = combinations(sorted({one.code for one in said} - _NO_PAIR), 2)
    return found | {f"p:{one}+{other}" for one, other in pairs}
