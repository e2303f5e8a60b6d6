"""Which classes and years a message names: «5Б», «9-х классов», «первоклашки»."""

import re
from collections.abc import Sequence

from handlers.understanding.reading.classes.one import of_one
from handlers.understanding.reading.classes.several import from_to, in_row, is_of_years, listed
from handlers.understanding.reading.classes.words import MOST, SPAN, class_word, take
from handlers.understanding.reading.tokens import Token

_YOUNG = re.compile(r"(перво|второ|третье|четверо|пяти|шести|семи|восьми|девяти|десяти|одиннадцати)класс|первоклаш\w*")
_YOUNG_NUMBERS = {"перво": 1, "второ": 2, "третье": 3, "четверо": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8}
_YOUNG_NUMBERS |= {"девяти": 9, "десяти": 10, "одиннадцати": 11}


def take_classes(tokens: Sequence[Token]) -> list[str]:
    """`class:5Б` and `parallel:9`, in the order they are named; their words belong to them."""
    found: list[str] = []
    for place, token in enumerate(tokens):
        if token.entity:
            continue
        young = _YOUNG.match(token.norm) if token.kind == "word" else None
        if young is not None:
            token.entity = "class"
            token.about = (f"parallel:{_YOUNG_NUMBERS.get(young[1] or 'перво', 1)}",)
        elif token.kind == "number":
            token.about = tuple(_numbered(tokens, place) or listed(tokens, place) or in_row(tokens, place))
        found += token.about
    return list(dict.fromkeys(found))


def _numbered(tokens: Sequence[Token], place: int) -> list[str]:
    token = tokens[place]
    following = list(tokens[place + 1 : place + 5])
    if years := from_to(tokens, place):
        return years
    span = SPAN.fullmatch(token.norm)
    if span is not None and int(span[1]) < int(span[2]) <= MOST and class_word(following[:1]) is not None:
        take(token, *following[:1])
        return [f"parallel:{number}" for number in range(int(span[1]), int(span[2]) + 1)]
    if span is not None and int(span[1]) < int(span[2]) <= MOST and is_of_years(tokens, place):
        take(token)
        return [f"parallel:{number}" for number in range(int(span[1]), int(span[2]) + 1)]
    if token.value is None or not 1 <= token.value <= MOST:
        return []
    return of_one(tokens, place, following)
