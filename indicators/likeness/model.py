"""The model: a weight for each feature and fact, small whole numbers in one file."""

import gzip
import json
import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from zlib import crc32

from indicators.likeness.features import features, words_of

FILE: Final = Path(__file__).parent / "weights.gz"
STEP: Final = 0.05
"""What one unit of a kept weight is worth."""
SHIFT: Final = 128
"""Weights are kept as bytes, shifted."""
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
    """`keys` are the features' hashes in order; the weights of the n-th are `pairs` from `starts[n]` on: a label's
    place, and a step. `words` are the hashes of the examples' words, each with its label."""

    stamp: str
    labels: Sequence[str]
    base: Sequence[float]
    keys: "array[int]"
    starts: "array[int]"
    pairs: bytes
    words: frozenset[int]

    def chances(self, found: Iterable[str]) -> list[float]:
        sums = list(self.base)
        for feature in found:
            number = key(feature)
            place = bisect_left(self.keys, number)
            if place == len(self.keys) or self.keys[place] != number:
                continue
            row = self.pairs[self.starts[place] : self.starts[place + 1]]
            for label, step in zip(row[::2], row[1::2], strict=True):
                sums[label] += (step - SHIFT) * STEP
        most = max(sums)
        powers = [math.exp(one - most) for one in sums]
        total = sum(powers)
        return [power / total for power in powers]

    def opinion(self, heading: str) -> Opinion:
        chances = self.chances(features(heading))
        best = max(range(len(chances)), key=chances.__getitem__)
        label = self.labels[best]
        words = words_of(heading)
        known = all(any(word_key(one, word) in self.words for one in self.labels) for word in words)
        own = known and all(word_key(label, word) in self.words for word in words)
        return Opinion(None if label == NONE_OF_THEM else label, chances[best], known, own)


def key(feature: str) -> int:
    return crc32(feature.encode())


def word_key(label: str, word: str) -> int:
    return key(f"{label} {word}")


@lru_cache(maxsize=1)
def model() -> Model:
    head, _, body = gzip.decompress(FILE.read_bytes()).partition(b"\n")
    told = json.loads(head)
    parts, start = [], 0
    for length in told["lengths"]:
        parts.append(body[start : start + length])
        start += length
    keys, starts, pairs, words = parts
    return Model(
        told["stamp"],
        told["labels"],
        told["base"],
        array("I", keys),
        array("I", starts),
        pairs,
        frozenset(array("I", words)),
    )


@lru_cache(maxsize=4_000)
def opinion_of(heading: str) -> Opinion:
    return model().opinion(heading)
