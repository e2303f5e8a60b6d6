"""What columns of such names usually are, told by a linear model of labelled headings."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from indicators.likeness.features import features, words_of
from indicators.likeness.linear import Linear, key, unpacked

FILE: Final = Path(__file__).parent / "weights.gz"
NONE_OF_THEM: Final = "-"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What columns of such names usually are: `code` is a fact, or `None` for none of them.

    `knows_words`: no word of the heading is new to the model. What is new to the lexicon as well may mean anything.
    `of_its_own`: each word stands in some heading of just that. «Чужих», «кем» are known from those of other things,
    and may make another thing of this one, too.
    """

    code: str | None
    chance: float
    knows_words: bool
    of_its_own: bool


@dataclass(frozen=True, slots=True)
class Model:
    """`words` are the hashes of the examples' words, each with its label."""

    linear: Linear
    words: frozenset[int]

    @property
    def stamp(self) -> str:
        return self.linear.stamp

    def opinion(self, heading: str) -> Opinion:
        chances, labels = self.chances(features(heading)), self.linear.labels
        best = max(range(len(chances)), key=chances.__getitem__)
        label = labels[best]
        words = words_of(heading)
        known = all(any(word_key(one, word) in self.words for one in labels) for word in words)
        own = known and all(word_key(label, word) in self.words for word in words)
        return Opinion(None if label == NONE_OF_THEM else label, chances[best], known, own)

    def chances(self, found: Iterable[str]) -> list[float]:
        return self.linear.chances(map(key, found))


def word_key(label: str, word: str) -> int:
    return key(f"{label} {word}")


@lru_cache(maxsize=1)
def model() -> Model:
    linear, (words,) = unpacked(FILE)
    return Model(linear, frozenset(array("I", words)))


@lru_cache(maxsize=4_000)
def opinion_of(heading: str) -> Opinion:
    return model().opinion(heading)
