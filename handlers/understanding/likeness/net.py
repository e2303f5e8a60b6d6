"""Small nets beside the linear model: what a word says hangs on its neighbours, and words are like one another.

A word is the sum of what is known of it (its stem, meanings, form, pieces of its letters), each a few numbers. Three
neighbours together make others, of which the sum and the greatest in the message tell the labels. All are whole
numbers, and a row of them is one long number with a lane for each: Python multiplies and adds such at once.
"""

import gzip
import json
import math
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BufferedIOBase
from operator import mul
from pathlib import Path

from handlers.understanding.likeness.features import Word, key

FILE = Path(__file__).parent / "net.gz"
# What is heard of a message is kept in steps of 1 / FINE. Nothing is more than MOST of its steps: lanes have room for
# that, whatever is said.
FINE, MOST = 128, 4095
SIDEWAYS = 3  # neighbours that are heard together
HALF = 1 << 31  # lanes are shifted by it, so that none is below nothing
LANE = array("I").itemsize
_FEW = MOST // 128  # features, whose numbers never come to more than MOST
_KEPT_WORDS = 600
Row = int  # many whole numbers as one, a lane for each


@dataclass(frozen=True, slots=True)
class Ends:
    """A side's labels. `said`: what each ear's mean, then each one's greatest, adds for every label, in steps of
    `worth`; `base` is what labels have by themselves."""

    labels: tuple[str, ...]
    said: tuple[Row, ...]
    base: Row
    worth: float

    def sums(self, heard: Sequence[int]) -> "array[int]":
        """What speaks for each label, in steps of `worth`, and all as much more as others."""
        total = sum(map(mul, heard, self.said), self.base)
        return array("I", total.to_bytes(LANE * len(self.labels), "little"))

    def likely(self, heard: Sequence[int]) -> dict[str, float]:
        sums = self.sums(heard)
        most = max(sums)
        powers = [math.exp((one - most) * self.worth) for one in sums]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(self.labels, powers, strict=True)}


@dataclass(frozen=True, slots=True)
class Net:
    """`keys` are the hashes of the features in order, `vectors` their numbers, as many for each as a `kernel` has rows.

    `kernels`: what a word adds to what is heard at the next place, at its own and at the one before. `silence` is what
    `ears` hear of no word. What is heard is worth `step` a unit.
    """

    keys: "array[int]"
    vectors: "array[int]"
    kernels: tuple[tuple[Row, ...], ...]
    ears: int
    silence: Row
    step: float
    ends: Mapping[str, Ends]
    words: dict[Word, tuple[Row, ...]] = field(default_factory=dict)

    def likely(self, words: Sequence[Word], side: str) -> dict[str, float]:
        """Each label with its probability."""
        return self.ends[side].likely(self.heard(words))

    def heard(self, words: Sequence[Word]) -> list[int]:
        """Of each ear the mean over the message, for longer ones a little more, and the greatest."""
        nothing, rows = self.word(()), [self.word(one) for one in words or [()]]
        places = []
        for before, (_, own, _), after in zip([nothing, *rows], rows, [*rows[1:], nothing], strict=False):
            lanes = array("I", (self.silence + before[0] + own + after[2]).to_bytes(LANE * self.ears, "little"))
            places.append([one - HALF if one > HALF else 0 for one in lanes])
        each = list(zip(*places, strict=True))
        greatest, mean = self.step * FINE, self.step * FINE / math.sqrt(len(rows))
        found = [int(sum(one) * mean) for one in each] + [int(max(one) * greatest) for one in each]
        return found if max(found) <= MOST else [min(one, MOST) for one in found]

    def word(self, word: Word) -> tuple[Row, ...]:
        """What a word adds at the next place, its own and the one before."""
        if word not in self.words:
            if len(self.words) >= _KEPT_WORDS:
                self.words.clear()
            vector = self.vector(word)
            self.words[word] = tuple(sum(map(mul, vector, kernel)) for kernel in self.kernels)
        return self.words[word]

    def vector(self, word: Word) -> list[int]:
        size, found = len(self.kernels[0]), []
        for number in map(key, word):
            place = bisect_left(self.keys, number)
            if place < len(self.keys) and self.keys[place] == number:
                found.append(self.vectors[place * size : (place + 1) * size])
        sums = list(map(sum, zip(*found, strict=True))) if found else [0] * size
        return sums if len(found) < _FEW else [max(-MOST, min(MOST, one)) for one in sums]


@lru_cache(maxsize=1)
def nets() -> tuple[Net, ...]:
    with gzip.open(FILE) as kept:
        return unpacked(kept)


def likely(words: Sequence[Word], side: str) -> dict[str, float]:
    return said(heard(words), side)


def heard(words: Sequence[Word]) -> list[list[int]]:
    """By each net, of whichever side."""
    return [one.heard(words) for one in nets()]


def said(heard: Sequence[Sequence[int]], side: str) -> dict[str, float]:
    """What the nets say on average: each label with its probability."""
    told = [one.ends[side].likely(mine) for one, mine in zip(nets(), heard, strict=True)]
    return {label: sum(one[label] for one in told) / len(told) for label in told[0]}


def unpacked(kept: BufferedIOBase) -> tuple[Net, ...]:
    """As `net_learning.packed` put them together."""
    told = json.loads(kept.readline())
    size, ears, count = told["size"], told["ears"], told["keys"]
    keys, made = array("I", kept.read(LANE * count)), []
    for one in told["nets"]:
        vectors = array("b", kept.read(count * size))
        kernels = tuple(_rows(kept, size, ears) for _ in range(SIDEWAYS))
        ends = {
            side: Ends(tuple(labels), _rows(kept, 2 * ears, len(labels)), shifted(one["base"][side]), one["worth"])
            for side, labels in told["labels"].items()
        }
        made.append(Net(keys, vectors, kernels, ears, shifted(one["silence"]), one["step"], ends))
    return tuple(made)


def _rows(kept: BufferedIOBase, count: int, width: int) -> tuple[Row, ...]:
    return tuple(row(array("b", kept.read(width))) for _ in range(count))


def shifted(numbers: Sequence[int]) -> Row:
    return row([HALF + one for one in numbers])


def row(numbers: Sequence[int]) -> Row:
    return sum(one << (8 * LANE * place) for place, one in enumerate(numbers))
