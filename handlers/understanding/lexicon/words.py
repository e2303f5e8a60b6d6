"""The tables of the lexicon, ready to be looked up: a word's concepts, with its endings and slips of the pen."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from handlers.understanding.lexicon.asked import ASKED
from handlers.understanding.lexicon.calendar import CALENDAR
from handlers.understanding.lexicon.deeds import DEEDS
from handlers.understanding.lexicon.groups import POSTS, ROLES, SUBJECTS, TRAITS
from handlers.understanding.lexicon.ordered import ORDERED
from handlers.understanding.lexicon.own import EVERYDAY, FILLERS, OWN
from handlers.understanding.lexicon.things import THINGS
from handlers.understanding.lexicon.told import TOLD

_LONGEST_ENDING = 7
_LONGEST_AFTER_SHORT = 4
_ONE_TYPO_FROM, _TWO_TYPOS_FROM = 5, 9
_NOTHING: frozenset[str] = frozenset()


class Lexicon:
    """`exact` and `stems` are single words, `phrases` are kept under how their first two words begin."""

    def __init__(self) -> None:
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.stems: dict[str, set[str]] = defaultdict(set)
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self.by_letter: dict[str, list[str]] = defaultdict(list)

    def add(self, concept: str, words: Sequence[str]) -> None:
        for word in words:
            parts = tuple(word.strip("_").replace("ё", "е").split("_"))
            if len(parts) > 1:
                self.phrases[f"{parts[0][:2]} {parts[1].rstrip('*')[:2]}"].append((parts, concept))
            elif parts[0].endswith("*"):
                self.stems[parts[0][:-1]].add(concept)
                self.by_letter[parts[0][0]].append(parts[0][:-1])
            else:
                self.exact[parts[0]].add(concept)

    def beginning(self, word: str, following: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The phrases that may begin with these two words."""
        for length in (2, 1) if len(following) > 1 else (1,):
            yield from self.phrases.get(f"{word[:2]} {following[:length]}", ())

    def concepts(self, word: str) -> frozenset[str]:
        found = set(self.exact.get(word, _NOTHING))
        for length in range(min(len(word), 20), max(1, len(word) - _LONGEST_ENDING - 1), -1):
            if length > 3 or len(word) - length <= _LONGEST_AFTER_SHORT:
                found |= self.stems.get(word[:length], _NOTHING)
        return frozenset(found)

    def nearest(self, word: str) -> frozenset[str]:
        """The concepts of the word that was meant, when a letter or two are wrong."""
        from rapidfuzz.distance import OSA

        if len(word) < _ONE_TYPO_FROM:
            return _NOTHING
        most = 2 if len(word) >= _TWO_TYPOS_FROM else 1
        best, found = most + 1, _NOTHING
        for stem in (*self.by_letter[word[0]], *self.by_letter[word[1]]):
            if len(stem) < _ONE_TYPO_FROM:
                continue
            for length in (len(stem), len(stem) + 1):
                if length > len(word) or len(word) - length > _LONGEST_ENDING - 2:
                    continue
                distance = int(OSA.distance(word[:length], stem, score_cutoff=most))
                if distance and distance < best and (distance == 1 or len(stem) >= _TWO_TYPOS_FROM - 2):
                    best, found = distance, frozenset(self.stems[stem])
        return found


def fits(pattern: str, word: str) -> bool:
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1]) and len(word) - len(pattern) < _LONGEST_ENDING
    return word == pattern


def _lines(table: str) -> list[tuple[str, list[str]]]:
    made = []
    for line in table.strip().splitlines():
        name, _, words = line.partition(":")
        made.append((name.strip(), words.split()))
    return made


DEED_CONCEPTS = tuple(name for name, _ in _lines(DEEDS))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    made = Lexicon()
    for table in (CALENDAR, DEEDS, THINGS, OWN, ASKED, ORDERED, TOLD, TRAITS):
        for concept, words in _lines(table):
            made.add(concept, words)
    for kind, table in (("subject", SUBJECTS), ("post", POSTS), ("role", ROLES)):
        for name, words in _lines(table):
            made.add(f"{kind}:{name}", words)
    made.add("filler", FILLERS.split())
    made.add("everyday", EVERYDAY.split())
    return made


@lru_cache(maxsize=8192)
def meanings(word: str) -> tuple[frozenset[str], bool]:
    """What a word means, and whether its spelling was forgiven."""
    known = lexicon().concepts(word)
    if known:
        return known, False
    near = lexicon().nearest(word)
    return near, bool(near)
