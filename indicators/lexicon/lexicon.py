"""The tables of the lexicon, ready to be looked up."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from indicators.lexicon.actions import ACTIONS
from indicators.lexicon.objects import OBJECTS
from indicators.lexicon.qualifiers import QUALIFIERS
from indicators.lexicon.spelling import words_of
from indicators.lexicon.turns import TURNS
from indicators.russian.stems import stem

TABLES: Final = (OBJECTS, ACTIONS, QUALIFIERS, TURNS)
MOST_WORDS: Final = 5
_SHORTEST_PREFIX = 3
_CONSONANTS: Final = "бвгджзклмнпрстфхцчшщ"
_ENDINGS: Final = ("а", "ы", "и", "ов", "ом", "е")


@dataclass(slots=True)
class Lexicon:
    """Where a word is looked up, surest first: exactly as written, as a phrase or by its stem, by its beginning."""

    exact: dict[str, str] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], str] = field(default_factory=dict)
    beginnings: dict[str, str] = field(default_factory=dict)
    surfaces: dict[str, str] = field(default_factory=dict)
    """Whole words as they stand in the tables: for what is cut short and for slips of the pen."""
    by_letters: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    codes: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    """Each single word of the tables, those of phrases too."""
    inflected: set[str] = field(default_factory=set)
    """Of these, the ones that stand for all their forms."""
    stems: set[str] = field(default_factory=set)

    def add(self, code: str, word: str) -> None:
        self.codes.add(code)
        if word.endswith("~"):
            self.beginnings.setdefault(word[:-1], code)
            self._add_surface(word[:-1], code)
            self.words.add(word[:-1])
            return
        exact = word.startswith("=")
        bare = word.lstrip("=")
        parts = words_of(bare)
        self.words |= {part.text for part in parts if part.text.isalpha()}
        if exact and len(parts) == 1:
            self.exact.setdefault(bare, code)
        else:
            self.phrases.setdefault(tuple(part.stem for part in parts), code)
            self.stems |= {part.stem for part in parts}
            self.inflected |= {part.text for part in parts if part.text.isalpha()}
        if len(parts) == 1 and not exact:
            for form in _forms(bare):
                self.phrases.setdefault((stem(form),), code)
            self._add_surface(bare, code)

    def _add_surface(self, word: str, code: str) -> None:
        if len(word) > _SHORTEST_PREFIX:
            self.surfaces.setdefault(word, code)
            self.by_letters[word[:2]].append(word)


def _forms(word: str) -> list[str]:
    """Forms of a noun whose stems differ: «вызов» itself is taken for «выз» + «ов»."""
    return [word + ending for ending in _ENDINGS] if word[-1:] in _CONSONANTS else []


def lines(table: str) -> Iterator[tuple[str, list[str]]]:
    """(concept, its words), a line each."""
    for line in table.strip().splitlines():
        code, _, words = line.partition(":")
        yield code.strip(), [word.strip() for word in words.split(",") if word.strip()]


@cache
def lexicon() -> Lexicon:
    """Read when the first heading is met: most of the program's life knows none."""
    made = Lexicon()
    for table in TABLES:
        for code, words in lines(table):
            for word in words:
                made.add(code, word)
    return made
