"""The model: a weight for each feature and label, small whole numbers in one file; and the examples it was made of."""

import gzip
import json
import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from handlers.understanding.likeness.features import key

FILE = Path(__file__).parent / "weights.gz"
STEP = 0.02  # what one unit of a kept weight is worth
HEAT = 1.0  # how much surer than it should be the model is


@dataclass(frozen=True, slots=True)
class Model:
    """`keys` are the features' hashes in order; the pairs of bytes of the n-th begin at `starts[n]` of `weights`:
    a label's place, and its weight in steps, shifted by 128.

    `rows` and `meant`: examples by the hash of their words, and each one's label. `words` of a code: the hashes of
    whatever its examples say.
    """

    labels: tuple[str, ...]
    base: tuple[float, ...]
    keys: "array[int]"
    starts: "array[int]"
    weights: bytes
    rows: "array[int]"
    meant: bytes
    words: Mapping[str, "Hashes"]

    def likely(self, found: Iterable[str]) -> dict[str, float]:
        """Each label with its probability."""
        sums = list(self.base)
        for feature in found:
            number = key(feature)
            place = bisect_left(self.keys, number)
            if place < len(self.keys) and self.keys[place] == number:
                kept = self.weights[self.starts[place] : self.starts[place + 1]]
                for label, step in zip(kept[::2], kept[1::2], strict=True):
                    sums[label] += (step - 128) * STEP
        most = max(sums)
        powers = [math.exp((one - most) / HEAT) for one in sums]
        total = sum(powers)
        return {label: power / total for label, power in zip(self.labels, powers, strict=True)}

    def known(self, row: int) -> str:
        """The label of an example in these very words."""
        place = bisect_left(self.rows, row)
        return self.labels[self.meant[place]] if place < len(self.rows) and self.rows[place] == row else ""


@lru_cache(maxsize=1)
def models() -> Mapping[str, Model]:
    packed = gzip.decompress(FILE.read_bytes())
    head, _, body = packed.partition(b"\n")
    made, start = {}, 0
    for side, told in json.loads(head)["sides"].items():
        parts = []
        for length in told["lengths"]:
            parts.append(body[start : start + length])
            start += length
        keys, starts, weights, rows, meant, words = parts
        made[side] = Model(
            tuple(told["labels"]),
            tuple(told["base"]),
            array("I", keys),
            array("I", starts),
            weights,
            array("I", rows),
            meant,
            _words(told["words"], array("I", words)),
        )
    return made


class Hashes:
    """Numbers in their order, asked whether one is among them. A set would hold ten times as much."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers: "array[int]") -> None:
        self._numbers = numbers

    def __contains__(self, number: object) -> bool:
        place = bisect_left(self._numbers, number) if isinstance(number, int) else len(self._numbers)
        return place < len(self._numbers) and self._numbers[place] == number


def _words(counts: Mapping[str, int], hashes: "array[int]") -> Mapping[str, Hashes]:
    made, start = {}, 0
    for code, count in counts.items():
        made[code] = Hashes(hashes[start : start + count])
        start += count
    return made


def model(side: str) -> Model:
    return models()[side]
