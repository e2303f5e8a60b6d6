"""Texts that hurt: what a pattern itself is made of, over and over, and what people paste and lean on."""

import itertools
import re
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_GENERIC = ("удал", "а", "A", " ", "1", ", ", "а ", "1.", "а-", "не ", "\n", "(", "http://", "id1 ", "01.", "«", "- ")
_SAMPLES: dict[Any, str] = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "а",
    sre.CATEGORY_NOT_DIGIT: "а",
    sre.CATEGORY_NOT_SPACE: "а",
    sre.CATEGORY_NOT_WORD: " ",
}
_MOST_ATOMS = 10
_ENDINGS = ("", "\0")


def units(pattern: str, flags: int) -> list[str]:
    """What is to be repeated: the pattern's own characters, pairs of them, and an example of all of it."""
    tree = _parser.parse(pattern, flags)
    atoms = list(dict.fromkeys(_atoms(tree)))[:_MOST_ATOMS]
    pairs = ["".join(pair) for pair in itertools.permutations(atoms[:5], 2)]
    example = _example(tree)
    return [one for one in dict.fromkeys((*_GENERIC, *atoms, *pairs, example, example + " ", *_heads(tree))) if one]


def texts(pattern: str, flags: int, length: int) -> Iterator[str]:
    for unit in units(pattern, flags):
        repeated = (unit * (length // len(unit) + 1))[:length]
        for ending in _ENDINGS:
            yield repeated + ending


def _atoms(tree: Any) -> Iterator[str]:
    """A character for each place of the pattern, those that repeat first."""
    repeated, single = [], []
    for kind, about in tree:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            repeated += list(_atoms(about[2]))
        elif kind is sre.BRANCH:
            single += [char for one in about[1] for char in _atoms(one)]
        elif kind is sre.SUBPATTERN:
            repeated += list(_atoms(about[3]))
        elif kind is sre.ATOMIC_GROUP:
            repeated += list(_atoms(about))
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            single += list(_atoms(about[1]))
        elif (char := _char(kind, about)) is not None:
            single.append(char)
    yield from (*repeated, *single)


def _char(kind: Any, about: Any) -> str | None:
    """A character that fits."""
    if kind is sre.LITERAL:
        return chr(about)
    if kind in (sre.ANY, sre.NOT_LITERAL):
        return "я" if about != ord("я") else "ю"
    if kind is not sre.IN:
        return None
    if about[0][0] is sre.NEGATE:
        return next((one for one in "яx1 -," if re.match(_as_class(about), one)), None)
    first, what = about[0]
    if first is sre.CATEGORY:
        return _SAMPLES[what]
    return chr(what[0] if first is sre.RANGE else what)


def _as_class(about: Any) -> str:
    parts = []
    for kind, what in about[1:]:
        if kind is sre.CATEGORY:
            parts.append({"1": r"\d", " ": r"\s", "а": r"\w"}.get(_SAMPLES[what], r"\w"))
        elif kind is sre.RANGE:
            parts.append(f"{re.escape(chr(what[0]))}-{re.escape(chr(what[1]))}")
        else:
            parts.append(re.escape(chr(what)))
    return f"[^{''.join(parts)}]"


def _example(tree: Any) -> str:
    """A short text that the pattern is likely to match."""
    made = ""
    for kind, about in tree:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            made += _example(about[2]) * max(1, min(about[0], 3))
        elif kind is sre.BRANCH:
            made += _example(about[1][0])
        elif kind is sre.SUBPATTERN:
            made += _example(about[3])
        elif kind is sre.ATOMIC_GROUP:
            made += _example(about)
        else:
            made += _char(kind, about) or ""
    return made[:40]


def _heads(tree: Any) -> Iterator[str]:
    """Its example without the end: every start is promising, and none succeeds."""
    example = _example(tree)
    for length in {len(example) // 2, len(example) - 1}:
        if length > 0:
            yield example[:length]
