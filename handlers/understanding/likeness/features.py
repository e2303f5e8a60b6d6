"""What a message has in common with others: stems, concepts with their forms, what the readers found, neighbours."""

from functools import lru_cache
from itertools import pairwise

import snowballstemmer

from handlers.understanding.reading.sentence import Sentence

_STEMMER = snowballstemmer.stemmer("russian")
_NAMED = frozenset({"who", "class", "group", "days", "week", "clock", "percent", "number", "stranger"})
_NOTHING_TOLD = frozenset({"filler", "everyday"})
_BEGINNING = 4


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def features(sentence: Sentence) -> set[str]:
    found: set[str] = set()
    row: list[str] = []
    for token in sentence.tokens:
        if token.kind == "mark":
            found |= {"?"} if token.norm == "?" else set()
            continue
        if token.entity in _NAMED:
            row.append(f"@{token.entity}")
            continue
        denied = "!" if token.denied else ""
        row.append(denied + stem(token.norm))
        for concept in token.concepts - _NOTHING_TOLD:
            found |= {f"c:{denied}{concept}", f"c:{denied}{concept}.{token.form}"}
        if len(token.norm) > _BEGINNING:
            found.add(f"p:{token.norm[:_BEGINNING]}")
    found.update(row)
    found |= {f"L:{gap}" for gap in sentence.figures.lacking}
    if sentence.figures.lacking:
        found.add("L")
    found |= {f"{one}_{other}" for one, other in pairwise(["^", *row, "$"])}
    return found
