"""What a message has in common with others: stems, concepts with their forms, what the readers found, and pairs."""

from collections.abc import Iterable
from itertools import pairwise
from zlib import crc32

from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token
from indicators.russian.stems import stem

_NAMED = frozenset({"who", "class", "group", "days", "week", "clock", "percent", "number", "stranger"})
_PART_TIME = ("post:совместитель",)
_NOTHING_TOLD = frozenset({"filler", "everyday", "trait"})
_BEGINNING = 4
_PIECES = (3, 4)
_APART = 5  # words between two that are looked at together
_MOST_MEANINGS = 3  # of one word, in pairs
Word = tuple[str, ...]


def features(sentence: Sentence) -> set[str]:
    return wording(sentence) | letters(sentence)


def hashes(found: Iterable[str]) -> list[int]:
    """What `key` gives for each."""
    return list(map(crc32, map(str.encode, found)))


def letters(sentence: Sentence) -> set[str]:
    """Pieces of the words: what is misspelt, or said with a root that is known from another word, is like it still."""
    words = [token for token in sentence.tokens if token.kind != "mark" and token.entity not in _NAMED]
    return {f"l:{piece}" for token in words for piece in _pieces(token.norm)}


def word_by_word(sentence: Sentence) -> list[Word]:
    """What is known of each word by itself; the question mark is one."""
    return [_known(token) for token in sentence.tokens if token.kind != "mark" or token.norm == "?"]


def _known(token: Token) -> Word:
    if token.entity in _NAMED or token.kind == "mark":
        return (f"@{token.entity}" if token.entity else token.norm,)
    found = [f"w:{stem(token.norm)}", *(f"c:{concept}" for concept in sorted(token.concepts)), f"f:{token.form}"]
    pieces = sorted(_pieces(token.norm)) if len(token.norm) > min(_PIECES) else []
    return (*found, *(("!",) if token.denied else ()), *(f"l:{piece}" for piece in pieces))


def _pieces(norm: str) -> set[str]:
    word = f"<{norm}>"
    return {word[start : start + length] for length in _PIECES for start in range(len(word) - length + 1)}


def wording(sentence: Sentence) -> set[str]:
    words = [token for token in sentence.tokens if token.kind != "mark"]
    row = [written(token) for token in words]
    found: set[str] = set(row)
    found |= {"?"} if any(token.norm == "?" for token in sentence.tokens) else set()
    for token in words:
        if token.entity in _NAMED:
            continue
        denied = "!" if token.denied else ""
        for concept in _concepts(token):
            found |= {f"c:{denied}{concept}", f"c:{denied}{concept}.{token.form}"}
        if len(token.norm) > _BEGINNING:
            found.add(f"p:{token.norm[:_BEGINNING]}")
    found |= {f"L:{gap}" for gap in sentence.figures.lacking}
    if sentence.figures.lacking:
        found.add("L")
    found |= {f"{one}_{other}" for one, other in pairwise(["^", *row, "$"])}
    return found | _pairs(words, row)


def written(token: Token) -> str:
    """A word as the model knows it: its stem, or what it names."""
    return _named(token) if token.entity in _NAMED else f"{'!' if token.denied else ''}{stem(token.norm)}"


def _named(token: Token) -> str:
    """Whoever works part time says why they are no case; a logopedist says what she is."""
    return f"@{token.about[0]}" if token.about == _PART_TIME else f"@{token.entity}"


def key(feature: str) -> int:
    return crc32(feature.encode())


def row_key(sentence: Sentence) -> int:
    """The same for messages that differ in names, days and marks only."""
    words = (token for token in sentence.tokens if token.kind != "mark" or token.norm == "?")
    return key(" ".join(written(token) if token.entity in _NAMED else token.norm for token in words))


def _concepts(token: Token) -> list[str]:
    return sorted(token.concepts - _NOTHING_TOLD)


def _pairs(words: list[Token], row: list[str]) -> set[str]:
    meanings = [_concepts(token)[:_MOST_MEANINGS] for token in words]
    found: set[str] = set()
    for place in range(len(words)):
        for other in range(place + 1, min(place + _APART, len(words))):
            found.add(f"{row[place]}~{row[other]}")
            found |= {f"{one}&{two}" for one in meanings[place] for two in meanings[other]}
    return found
