"""A small linear model in one file: a weight for each feature and label, small whole numbers. Headings have one, and
so have the matters that people ask about (`handlers/understanding/matters`)."""

import gzip
import json
import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import crc32

STEP: Final = 0.05
"""What one unit of a kept weight is worth."""
SHIFT: Final = 128
"""Weights are kept as bytes, shifted."""


@dataclass(frozen=True, slots=True)
class Linear:
    """`keys` are the features' hashes in order; the weights of the n-th are `pairs` from `starts[n]` on: a label's
    place, and a step."""

    stamp: str
    labels: Sequence[str]
    base: Sequence[float]
    keys: "array[int]"
    starts: "array[int]"
    pairs: bytes

    def chances(self, found: Iterable[int]) -> list[float]:
        """How likely each label is, where these are the hashes of the features."""
        sums, _ = self.sums(found)
        return shares([base + one * STEP for base, one in zip(self.base, sums, strict=True)])

    def sums(self, found: Iterable[int]) -> tuple[list[int], int]:
        """What the features say for each label, in steps; and how many of them are known."""
        sums, known = [0] * len(self.labels), 0
        for number in found:
            place = bisect_left(self.keys, number)
            if place == len(self.keys) or self.keys[place] != number:
                continue
            known += 1
            row = self.pairs[self.starts[place] : self.starts[place + 1]]
            for label, step in zip(row[::2], row[1::2], strict=True):
                sums[label] += step - SHIFT
        return sums, known


def shares(weighed: Sequence[float]) -> list[float]:
    """Each one's share, as chances are made of what speaks for each."""
    most = max(weighed)
    powers = [math.exp(one - most) for one in weighed]
    total = sum(powers)
    return [power / total for power in powers]


def key(feature: str) -> int:
    return crc32(feature.encode())


def unpacked(file: Path) -> tuple[Linear, Sequence[bytes]]:
    """The model, and whatever else was packed behind it."""
    head, _, body = gzip.decompress(file.read_bytes()).partition(b"\n")
    told = json.loads(head)
    parts, start = [], 0
    for length in told["lengths"]:
        parts.append(body[start : start + length])
        start += length
    keys, starts, pairs, *more = parts
    model = Linear(told["stamp"], told["labels"], told["base"], array("I", keys), array("I", starts), pairs)
    return model, more
