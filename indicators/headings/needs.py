"""The definitions, ready to be held against a heading."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from indicators.headings.definitions import DEFINITIONS, SETS

# What changes nothing, whatever it stands beside.
PASSIVE: Final = frozenset(
    {
        *("neutral", "preposition", "conjunction", "answers", "other_number", "atleast", "of_them", "system"),
        *("report_paper", "percent", "with_teacher"),
    }
)


def concepts(text: str) -> Iterator[str]:
    """The words of a line, those of a named set in its place."""
    for word in text.split():
        if word.startswith("@"):
            yield from concepts(SETS[word[1:]])
        else:
            yield word


@dataclass(frozen=True, slots=True)
class Need:
    groups: tuple[frozenset[str], ...]
    free: frozenset[str]
    governed: frozenset[str]
    whole: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class Definition:
    code: str
    needs: tuple[Need, ...]
    supports: frozenset[str]
    against: frozenset[str]


@lru_cache(maxsize=1)
def definitions() -> tuple[Definition, ...]:
    return tuple(
        Definition(
            code,
            tuple(_need(text.strip()) for text in needs.split(";") if text.strip()),
            frozenset(concepts(supports)),
            frozenset(concepts(against)),
        )
        for code, needs, supports, against in DEFINITIONS
    )


def _need(text: str) -> Need:
    bare = text.rstrip("?").lstrip("=")
    words = bare.split()
    return Need(
        tuple(frozenset(word.rstrip("!^").split("|")) for word in words),
        frozenset(word[:-1] for word in words if word.endswith("!")),
        frozenset(word[:-1] for word in words if word.endswith("^")),
        text.startswith("="),
        text.endswith("?"),
    )
