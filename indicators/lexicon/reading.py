"""A text as a list of concepts, each with its place, whether it is negated, and how surely it was recognised."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from indicators.lexicon.lexicon import LEXICON, MOST_WORDS
from indicators.lexicon.spelling import Word, plain, stem, words_of

Sureness = Literal["word", "cut", "slip", "unknown"]
_NUMBERS: Final = {"1": "n1", "3": "n3", "10": "n10"}
_BOUNDS: Final = {"минимум": "atleast", "менее": "below", "предел": "upto"}
_SIGNS: Final = {"№": "number", "%": "percent", "δ": "change"}
_PASSED_OVER: Final = frozenset({"preposition", "neutral", "count", "have", "conjunction"})
_ADJECTIVES: Final = frozenset({"grouped", "personal", "neutral", "new", "total", "current", "platform", "count"})
_OF_PLACE: Final = frozenset({"в", "во", "на", "из", "по", "для", "с", "со", "к", "ко", "о", "об", "у", "через", "in"})
_STATES: Final = frozenset(
    {"active", "link", "register", "create", "connect", "have", "join", "authorise", "achieved", "install", "make"}
)
_COMPOUNDED: Final = frozenset({"chat", "call", "message", "journal"})
_LEAST_SLIP = 5
_FAR_SLIP = 9
_SHORTEST_BEGINNING = 3
_MODIFIER: Final = re.compile(
    r".*(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ых|их|ого|его|ому|ему|ым|им|ую|юю|ыми|ими|вший|вших|вшие|лся|лась|лись|ал|ил|ел|"
    r"ала|ила|ела|али|или|ели|ало|ило|ено|ены|ан|ана|аны|ен|ена|ет|ют|ит|ят)$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One concept where it stands. `governed`: a preposition stands before it («в чатах»); `aside`: in brackets.

    An `excepted` one is only left out («без учёта личных»): nothing is said of the rest.
    An `unknown` word is a mention too, of nothing; `modifier` when its ending is that of an adjective or a verb.
    """

    code: str
    start: int
    end: int
    text: str
    how: Sureness = "word"
    negated: bool = False
    governed: bool = False
    aside: bool = False
    modifier: bool = False
    excepted: bool = False


@lru_cache(maxsize=20_000)
def mentions_in(text: str) -> tuple[Mention, ...]:
    """What the text speaks of, in its order."""
    return tuple(_with_roles(_looked_up(words_of(plain(text)))))


def _looked_up(words: list[Word]) -> list[Mention]:
    found: list[Mention] = []
    at, depth = 0, 0
    while at < len(words):
        word = words[at]
        if word.text in "([" or word.text in ")]":
            depth = max(0, depth + (1 if word.text in "([" else -1))
            at += 1
            continue
        used, mentions = _at(words, at)
        found += [replace(mention, aside=depth > 0) for mention in mentions]
        at += used
    return found


def _at(words: list[Word], at: int) -> tuple[int, list[Mention]]:
    """The mentions that begin at a word, and how many words they take."""
    word = words[at]
    for length in range(min(MOST_WORDS, len(words) - at), 1, -1):
        part = words[at : at + length]
        if code := LEXICON.phrases.get(tuple(one.stem for one in part)):
            return length, [Mention(code, word.start, part[-1].end, " ".join(one.text for one in part))]
    if known := _of_word(word.text):
        return 1, [_mention(known, word)]
    if "-" in word.text:
        return 1, _of_compound(word)
    return 1, [_guessed(word)]


def _mention(known: tuple[str, bool], word: Word, how: Sureness = "word") -> Mention:
    return Mention(known[0], word.start, word.end, word.text, how, negated=known[1])


def _of_word(text: str) -> tuple[str, bool] | None:
    """The concept of a word that stands in the tables, and whether the word itself denies it."""
    if text.isdecimal():
        return _NUMBERS.get(text, "other_number"), False
    code = _BOUNDS.get(text) or _SIGNS.get(text) or _plainly(text)
    if code:
        return code, False
    denied = _plainly(text[2:]) if text.startswith("не") and len(text) > 6 else None
    return (denied, True) if denied else None


def _plainly(text: str) -> str | None:
    """Exactly this word, else a beginning that says more than the stem does, else the stem, else a beginning."""
    own = stem(text)
    return (
        LEXICON.exact.get(text)
        or _by_beginning(text, len(own) + 1)
        or LEXICON.phrases.get((own,))
        or _by_beginning(text, _SHORTEST_BEGINNING)
    )


def _by_beginning(text: str, least: int) -> str | None:
    for length in range(len(text), least - 1, -1):
        if code := LEXICON.beginnings.get(text[:length]):
            return code
    return None


def _of_compound(word: Word) -> list[Mention]:
    """«сообщ-й» is a contraction; otherwise each part speaks for itself."""
    first, _, rest = word.text.partition("-")
    if len(rest) <= 4 and not _of_word(rest) and (code := _contracted(first, rest)):
        return [_mention((code, False), word, "cut")]
    found, start = [], word.start
    for part in word.text.split("-"):
        piece = Word(part, stem(part), start, start + len(part))
        known = _of_word(part)
        found.append(_mention(known, piece) if known else _guessed(piece))
        start += len(part) + 1
    return found


def _contracted(first: str, rest: str) -> str | None:
    if len(first) < 2:
        return None
    codes = {LEXICON.surfaces[w] for w in LEXICON.by_letters.get(first[:2], ()) if w.startswith(first)}
    if len(codes) == 1:
        return codes.pop()
    near = {
        LEXICON.surfaces[w]
        for w in LEXICON.by_letters.get(first[:2], ())
        if w.startswith(first) and w[-1:] == rest[-1:]
    }
    return near.pop() if len(near) == 1 else None


def _guessed(word: Word) -> Mention:
    """A word that is cut short, or one with a slip of the pen; otherwise unknown."""
    text = word.text
    if len(text) < 2:
        return Mention("neutral", word.start, word.end, text)
    if (word.cut or len(text) >= 4) and (code := _cut_short(text)):
        return _mention((code, False), word, "cut")
    if code := _compound(text):
        return _mention((code, False), word, "cut")
    if code := _misspelt(text):
        return _mention((code, False), word, "slip")
    if len(text) < 3:
        return Mention("neutral", word.start, word.end, text)
    return Mention("unknown", word.start, word.end, text, "unknown", modifier=bool(_MODIFIER.match(text)))


def _compound(text: str) -> str | None:
    """«педчат», «видеосозвон»: what a long word ends with."""
    for start in range(3, len(text) - 2):
        code = LEXICON.phrases.get((stem(text[start:]),)) or LEXICON.exact.get(text[start:])
        if code in _COMPOUNDED and len(stem(text[start:])) >= 3:
            return code
    return None


def _cut_short(text: str) -> str | None:
    """The concept of all words that begin so, when it is one."""
    codes = {LEXICON.surfaces[w] for w in LEXICON.by_letters.get(text[:2], ()) if w.startswith(text)}
    return codes.pop() if len(codes) == 1 else None


@lru_cache(maxsize=4_000)
def _misspelt(text: str) -> str | None:
    """The concept of the nearest word: one slip, two in a long word."""
    if len(text) < _LEAST_SLIP or not text.isalpha():
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    most = 2 if len(text) >= _FAR_SLIP else 1
    near: list[tuple[int, str]] = []
    for written, choices in ((text, _written()), (stem(text), _stems())):
        found = process.extract(written, choices, scorer=OSA.distance, score_cutoff=most, limit=8)
        near += [(distance, LEXICON.surfaces[word]) for _, distance, word in found]
    codes = {code for distance, code in near if distance == min(near)[0]}
    return codes.pop() if len(codes) == 1 else None


@lru_cache(maxsize=1)
def _written() -> dict[str, str]:
    """Every whole word of the tables that is long enough to be recognised with a slip, by itself."""
    return {word: word for word in LEXICON.surfaces if len(word) >= _LEAST_SLIP}


@lru_cache(maxsize=1)
def _stems() -> dict[str, str]:
    return {word: stem(word) for word in _written() if len(stem(word)) >= _LEAST_SLIP}


def _with_roles(found: list[Mention]) -> list[Mention]:
    """Who is denied, and what stands behind a preposition."""
    result: list[Mention] = []
    denies, governs, excepts = False, False, False
    for mention in found:
        if mention.code in ("not", "without", "except"):
            denies, excepts = True, mention.code == "except"
            continue
        if mention.code == "preposition":
            governs = mention.text in _OF_PLACE
            result.append(mention)
            continue
        passed = mention.code in _PASSED_OVER
        denied = denies and not passed
        result.append(
            replace(mention, negated=mention.negated or denied, governed=governs, excepted=denied and excepts)
        )
        denies = denies and passed
        governs = governs and mention.code in _ADJECTIVES
    return _denied_at_end(result) if denies else result


def _denied_at_end(found: list[Mention]) -> list[Mention]:
    """«Чатов нет», «Аккаунт в MAX отсутствует» deny what stands before; «активен / нет» lists the answers."""
    if found and found[-1].code in _STATES:
        return found
    things = [place for place, one in enumerate(found) if one.code not in _PASSED_OVER and not one.governed]
    if not things:
        return [*found, Mention("no_end", 0, 0, "нет")]
    return [replace(one, negated=True) if place == things[-1] else one for place, one in enumerate(found)]
