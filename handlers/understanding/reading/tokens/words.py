"""A message as words: what each means, in which form it stands, and whether it is denied."""

import re
from collections.abc import Callable

from handlers.understanding.lexicon.words import fits, lexicon, meanings
from handlers.understanding.reading.forms import form
from handlers.understanding.reading.spelling import in_russian, plain, without_mentions
from handlers.understanding.reading.tokens.denials import deny
from handlers.understanding.reading.tokens.marks import hear_marks, with_initials, without_full_stops, write_in_full
from handlers.understanding.reading.tokens.numerals import NUMBERS, count
from handlers.understanding.reading.tokens.run_together import apart
from handlers.understanding.reading.tokens.token import Token

_TOKEN = re.compile(r"\d+(?:[.:/–,-]\d+)*%?|[^\W\d_]+(?:-[^\W\d_]+)*|[?!%+,.;:\n()]|[–—-]")
_QUOTED = re.compile(r"«[^«»]+»|\"[^\"]+\"|“[^“”]+”|„[^„“”]+[“”]")


def tokens_of(text: str, is_name: Callable[[str], bool] = lambda word: False) -> list[Token]:
    """The words of a message, with their meanings; the name of somebody who is known is one word."""
    bare = without_mentions(text)
    said = in_russian(plain(bare), lambda word: bool(lexicon().concepts(word) - {"filler"}) or word in NUMBERS)
    if len(said) != len(bare):
        bare = said
    found = [_token(match, bare) for match in _TOKEN.finditer(said)]
    hear_marks(found)
    write_in_full(found)
    found = without_full_stops(with_initials(found, is_name))
    found = apart(found, is_name)
    for quote in _QUOTED.finditer(bare):
        for token in found:
            token.quoted = token.quoted or quote.start() < token.start < quote.end()
    for place, token in enumerate(found):
        _phrases(found, place, token)
    count(found)
    found = [token for token in found if token.entity != "part"]
    deny(found)
    return found


_PARTICLE = re.compile(r"(?<=[^\W\d_]{3})-(?:то|таки)$")  # «Кузнецова-то», «сделала-таки»
_AFTER_ALL = {"все-таки": "же"}  # it is no «все»
_WITH_PARTICLE = (
    "кто",
    "что",
    "как",
    "где",
    "куда",
    "когда",
    "поче",
    "заче",
    "чей",
    "чья",
    "кого",
    "кому",
    "чего",
    "чему",
)


def _token(match: re.Match[str], original: str) -> Token:
    bare = match[0] if match[0].startswith(_WITH_PARTICLE) else _PARTICLE.sub("", match[0])
    norm = _AFTER_ALL.get(match[0], bare)
    token = Token(original[match.start() : match.end()], norm, match.start(), match.end())
    if norm[0].isdigit():
        token.kind = "number"
        token.value = int(norm.rstrip("%")) if norm.rstrip("%").isdigit() and len(norm) < 8 else None
    elif not norm[0].isalpha():
        token.kind = "mark"
    else:
        token.form = form(norm)
        known, token.guessed = meanings(norm)
        token.concepts = set(known)
    return token


def _phrases(found: list[Token], place: int, token: Token) -> None:
    if token.kind != "word" or place + 1 == len(found):
        return
    for pattern, concept in lexicon().beginning(token.norm, found[place + 1].norm):
        following = found[place : place + len(pattern)]
        if len(following) == len(pattern) and all(map(fits, pattern, (one.norm for one in following))):
            for one in following:
                one.concepts.add(concept)
                one.bound = one.bound or "не" in pattern
