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
from zlib import crc32

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
                row = rows[number] = self._row(first, last)
            wide += row
            count += 1
        return [one + lane for one, lane in zip(sums, self._lanes(wide, count), strict=True)] if count else sums

    def likely_each(self, several: Iterable[Iterable[str]]) -> list[dict[str, float]]:
        """Of several that have much in common: what a feature says is looked up once."""
        known: dict[str, int] = {}
        return [self.chances(self._sums_of(found, known)) for found in several]

    def _sums_of(self, found: Iterable[str], known: dict[str, int]) -> list[int]:
        wide = count = 0
        for feature in found:
            row = known.get(feature)
            if row is None:
                row = known[feature] = self._row_of(crc32(feature.encode()))
            if row:
                wide += row
                count += 1
        return self._lanes(wide, count)

    def _row_of(self, number: int) -> int:
        """Nothing where no example has it."""
        if number in self.rows_at_once:
            return self.rows_at_once[number]
        place = bisect_left(self.keys, number)
        if place == len(self.keys) or self.keys[place] != number:
            return 0
        return self._row(self.starts[place] // 2, self.starts[place + 1] // 2)

    def _row(self, first: int, last: int) -> int:
        """What a feature says of every label, as one number with a lane for each: such are added up at once."""
        lanes = bytearray(bytes((_SHIFT, *[0] * (_LANE - 1))) * len(self.labels))
        for label, step in zip(self.places[first:last], self.steps[first:last], strict=True):
            lanes[_LANE * label] = step + _SHIFT
        return int.from_bytes(lanes, "little")

    def _lanes(self, wide: int, count: int) -> list[int]:
        lanes = array("I", wide.to_bytes(_LANE * len(self.labels), "little"))
        return [lane - _SHIFT * count for lane in lanes]

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
