"""What a message has in common with others: stems, concepts with their forms, what the readers found, and pairs."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token
from indicators.russian.stems import stem

_NAMED = frozenset({"who", "class", "group", "days", "week", "clock", "percent", "number", "stranger"})
_NOTHING_TOLD = frozenset({"filler", "everyday", "trait"})
_BEGINNING = 4
_PIECES = (3, 4)
_APART = 5  # words between two that are looked at together
_MOST_MEANINGS = 3  # of one word, in pairs


def features(sentence: Sentence) -> set[str]:
    return wording(sentence) | letters(sentence.tokens)


def wording(sentence: Sentence) -> set[str]:
    tokens = sentence.tokens
    found = {feature for feature, *_ in occurrences(sentence)} | edges(tokens)
    if any(token.norm == "?" for token in tokens):
        found.add("?")
    return found


def letters(tokens: Sequence[Token]) -> set[str]:
    """Pieces of the words: what is misspelt, or said with a root that is known from another word, is like it still."""
    found = set()
    for token in tokens:
        if token.kind != "mark" and token.entity not in _NAMED:
            word = f"<{token.norm}>"
            found |= {word[start : start + length] for length in _PIECES for start in range(len(word) - length + 1)}
    return {f"l:{piece}" for piece in found}


def edges(tokens: Sequence[Token]) -> set[str]:
    """What it begins and ends with."""
    words = [token for token in tokens if token.kind != "mark"]
    return {f"^_{written(words[0])}", f"{written(words[-1])}_$"} if words else {"^_$"}


def occurrences(sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    """Each feature of the words with the places of the first and the last word that make it."""
    places = [place for place, token in enumerate(sentence.tokens) if token.kind != "mark"]
    words = [sentence.tokens[place] for place in places]
    row = [written(token) for token in words]
    for token, place, stem_of in zip(words, places, row, strict=True):
        yield stem_of, place, place
        if token.entity in _NAMED:
            continue
        denied = "!" if token.denied else ""
        for concept in _concepts(token):
            yield f"c:{denied}{concept}", place, place
            yield f"c:{denied}{concept}.{token.form}", place, place
        if len(token.norm) > _BEGINNING:
            yield f"p:{token.norm[:_BEGINNING]}", place, place
    for gap, place in sentence.figures.lacking.items():
        yield f"L:{gap}", place, place
        yield "L", place, place
    for one, other in pairwise(range(len(words))):
        yield f"{row[one]}_{row[other]}", places[one], places[other]
    yield from _pairs(words, row, places)


def written(token: Token) -> str:
    """A word as the model knows it: its stem, or what it names."""
    return f"@{token.entity}" if token.entity in _NAMED else f"{'!' if token.denied else ''}{stem(token.norm)}"


def key(feature: str) -> int:
    return crc32(feature.encode())


def row_key(sentence: Sentence) -> int:
    """The same for messages that differ in names, days and marks only."""
    words = (token for token in sentence.tokens if token.kind != "mark" or token.norm == "?")
    return key(" ".join(written(token) if token.entity in _NAMED else token.norm for token in words))


def _concepts(token: Token) -> list[str]:
    return sorted(token.concepts - _NOTHING_TOLD)


def _pairs(words: list[Token], row: list[str], places: list[int]) -> Iterator[tuple[str, int, int]]:
    meanings = [_concepts(token)[:_MOST_MEANINGS] for token in words]
    for place in range(len(words)):
        for other in range(place + 1, min(place + _APART, len(words))):
            yield f"{row[place]}~{row[other]}", places[place], places[other]
            for one in meanings[place]:
                for two in meanings[other]:
                    yield f"{one}&{two}", places[place], places[other]
