"""The model: a weight for each feature and label, small whole numbers in one file; and the examples it was made of."""

import gzip
import json
import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "weights.gz"
STEP = 0.02  # what one unit of a kept weight is worth
_SHIFT = 128  # weights are kept as bytes, shifted
_UNSHIFTED = bytes((byte - _SHIFT) % 256 for byte in range(256))
_WIDE, _LANE = 24, array("I").itemsize  # labels from which on a feature is added at once; bytes of a lane


@dataclass(frozen=True, slots=True)
class Model:
    """`keys` are the features' hashes in order; the weights of the n-th begin at half of `starts[n]` (the file has two
    bytes for each) of `places`, the labels' places, and of `steps`, how much each has.

    `rows` and `meant`: examples by the hash of their words, and each one's label. `words` of a code: the hashes of
    whatever its examples say.
    """

    labels: tuple[str, ...]
    base: tuple[float, ...]
    keys: "array[int]"
    starts: "array[int]"
    places: bytes
    steps: "array[int]"
    rows: "array[int]"
    meant: bytes
    words: Mapping[str, "Hashes"]
    rows_at_once: dict[int, int] = field(default_factory=dict)  # by the hash

    def likely(self, found: Iterable[int]) -> dict[str, float]:
        """Each label with its probability, where these are the hashes of the features."""
        return self.chances(self.sums(found))

    def sums(self, found: Iterable[int]) -> list[int]:
        """What the features say for each label, in steps."""
        sums = [0] * len(self.labels)
        keys, starts, places, steps, rows = self.keys, self.starts, self.places, self.steps, self.rows_at_once
        wide = count = 0
        for number in found:
            row = rows.get(number)
            if row is None:
                place = bisect_left(keys, number)
                if place == len(keys) or keys[place] != number:
                    continue
                first, last = starts[place] // 2, starts[place + 1] // 2
                if last - first < _WIDE:
                    for label, step in zip(places[first:last], steps[first:last], strict=True):
                        sums[label] += step
                    continue
                row = self._row(number, first, last)
            wide += row
            count += 1
        lanes = array("I", wide.to_bytes(_LANE * len(sums), "little")) if count else ()
        return [one + lane - _SHIFT * count for one, lane in zip(sums, lanes, strict=True)] if count else sums

    def _row(self, number: int, first: int, last: int) -> int:
        """A feature that speaks of many labels, as one number with a lane for each: such are added up at once."""
        lanes = bytearray(bytes((_SHIFT, *[0] * (_LANE - 1))) * len(self.labels))
        for label, step in zip(self.places[first:last], self.steps[first:last], strict=True):
            lanes[_LANE * label] = step + _SHIFT
        row = self.rows_at_once[number] = int.from_bytes(lanes, "little")
        return row

    def chances(self, sums: Iterable[int]) -> dict[str, float]:
        weighed = [base + one * STEP for base, one in zip(self.base, sums, strict=True)]
        most = max(weighed)
        powers = [math.exp(one - most) for one in weighed]
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
            weights[::2],
            array("b", weights[1::2].translate(_UNSHIFTED)),
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
