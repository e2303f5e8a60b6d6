"""What is left of a Russian word without its endings: Snowball's rules, https://snowballstem.org/algorithms/russian/.

The library that has them needs four times as long for a word, and loads the rules of all its languages.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_VOWELS: Final = "аеиоуыэюя"
_TO_VOWEL: Final = re.compile(rf"[^{_VOWELS}]*[{_VOWELS}]")
_TWO_SYLLABLES: Final = re.compile(rf"{_TO_VOWEL.pattern}[{_VOWELS}]*[^{_VOWELS}]+[{_VOWELS}]+[^{_VOWELS}]")


def _endings(anywhere: str, behind_a: str = "") -> Mapping[str, bool]:
    """By ending, whether it is one behind «а» and «я» only."""
    return dict.fromkeys(anywhere.split(), False) | dict.fromkeys(behind_a.split(), True)


_GERUND: Final = _endings("ив ыв ивши ывши ившись ывшись", "в вши вшись")
_ADJECTIVE: Final = _endings("ее ие ое ые ими ыми ей ий ой ый ем им ом ым его ого ему ому их ых ею ою ую юю ая яя")
_PARTICIPLE: Final = _endings("ивш ывш ующ", "ем нн вш щ ющ")
_REFLEXIVE: Final = _endings("сь ся")
_VERB: Final = _endings(
    "ила ыла ена ите ейте уйте или ыли ей уй ил ыл им ым ен ило ыло ено ует ит ыт уют ят ены ить ыть ишь ю ую",
    "ла на ете йте ли й л ем н ло но нно ет ют ны ть ешь",
)
_NOUN: Final = _endings(
    "а ев ов е ие ье и еи ии ами ями иями й ей ией ий ой ам ем ием ом ям иям о у ах ях иях ы ь ю ию ью я ия ья"
)
_QUALITY: Final = _endings("ост ость")
_SUPERLATIVE: Final = _endings("ейш ейше")
_LONGEST: Final = 6


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    word = word.replace("ё", "е")
    first = _TO_VOWEL.match(word)
    if first is None:
        return word
    kept, rest = first[0], word[first.end() :]
    rest = _without_form(rest).removesuffix("и")
    shorter = _cut(rest, _QUALITY)
    long = _TWO_SYLLABLES.match(word)
    if shorter is not None and long is not None and len(kept) + len(shorter) >= long.end():
        rest = shorter
    return kept + _tidied(rest)


def _without_form(rest: str) -> str:
    gerund = _cut(rest, _GERUND)
    if gerund is not None:
        return gerund
    plain = _cut(rest, _REFLEXIVE)
    rest = rest if plain is None else plain
    adjective = _cut(rest, _ADJECTIVE)
    if adjective is not None:
        participle = _cut(adjective, _PARTICIPLE)
        return adjective if participle is None else participle
    for endings in (_VERB, _NOUN):
        shorter = _cut(rest, endings)
        if shorter is not None:
            return shorter
    return rest


def _tidied(rest: str) -> str:
    plain = _cut(rest, _SUPERLATIVE)
    if plain is None and rest.endswith("ь"):
        return rest[:-1]
    plain = rest if plain is None else plain
    return plain[:-1] if plain.endswith("нн") else plain


def _cut(rest: str, endings: Mapping[str, bool]) -> str | None:
    """What the longest of the endings leaves; None where there is none, or the longest may not stand there."""
    for start in range(max(0, len(rest) - _LONGEST), len(rest)):
        behind_a = endings.get(rest[start:])
        if behind_a is not None:
            return None if behind_a and not rest.endswith(("а", "я"), 0, start) else rest[:start]
    return None
