"""Words in Latin letters, as names of database columns have them: Russian ones, «soobshcheniy», «zvonki», and English
ones without their vowels, «grp», «nm»."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from indicators.lexicon.lexicon import lexicon
from indicators.lexicon.lookup import of_word, plainly

_LETTERS: Final = (
    *(("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю")),
    *(("ju", "ю"), ("ya", "я"), ("ja", "я"), ("yo", "е"), ("jo", "е"), ("ye", "е"), ("je", "е"), ("x", "кс")),
    *zip("abcdefghijklmnopqrstuvwyz", "абцдефгхийклмнопкрстуввыз", strict=True),
)
_OF: Final = dict(_LETTERS)
_LATIN: Final = re.compile("|".join(_OF))
# «y» is also «й», «j» also «ж», «sh» also «щ», «e» also «э», «c» also «к».
_OTHERWISE: Final = (
    *(
        (r"(?<=[аеиоуыэюя])ы", "й"),
        (r"ии$", "ий"),
        (r"ш(?=ен)", "щ"),
        (r"й(?=[аеиоу])|^и(?=[ауо])", "ж"),
        (r"^е", "э"),
        (r"ц", "к"),
    ),
)
_VOWELS: Final = re.compile(r"(?<=.)[aeiou]")
_LEAST = 3
_LEAST_FORM = 4  # a shorter word has to stand in the tables as it is


@lru_cache(maxsize=4_000)
def in_russian(text: str) -> str | None:
    """The word of the tables that is meant, or None."""
    if not (text.isascii() and text.isalpha()):
        return None
    if len(text) < _LEAST:  # «za», «na»
        short = _LATIN.sub(lambda letters: _OF[letters[0]], text)
        return short if len(short) > 1 and lexicon().exact.get(short) == "preposition" else None
    ways = _ways(_LATIN.sub(lambda letters: _OF[letters[0]], text))
    known = of_word if len(text) >= _LEAST_FORM else lexicon().words.__contains__
    return next(filter(known, ways), None)


def in_english(text: str) -> str | None:
    """The word of the tables whose consonants these are, where its concept is the only one."""
    if not (text.isascii() and text.isalpha()) or len(text) < _LEAST - 1 or _VOWELS.search(text):
        return None
    words = _by_consonants().get(text, [])
    return words[0] if len({plainly(word) for word in words}) == 1 else None


@cache
def _by_consonants() -> dict[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for word in sorted(lexicon().words):
        if word.isascii() and len(word) > _LEAST and plainly(word):
            for form in {word, word.removesuffix("s")}:
                found[_VOWELS.sub("", form)].append(word)
    return dict(found)


def _ways(way: str) -> Iterator[str]:
    for pattern, letter in (*_OTHERWISE[:1], ("$", ""), *_OTHERWISE[1:]):
        way = re.sub(pattern, letter, way)
        yield from [f"{way}ь"] if f"{way}ь" in lexicon().words else []
        yield way
