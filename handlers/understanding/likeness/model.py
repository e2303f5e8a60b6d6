"""The model: a weight for each feature and code, small whole numbers in one file."""

import gzip
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "weights.json.gz"
STEP = 0.05  # what one unit of a kept weight is worth


@dataclass(frozen=True, slots=True)
class Model:
    """`weights[feature]` is pairs of bytes: the code's place, and its weight in steps, shifted by 128."""

    codes: tuple[str, ...]
    base: tuple[float, ...]
    weights: Mapping[str, bytes]

    def likely(self, found: Iterable[str]) -> dict[str, float]:
        """Each code with its probability."""
        sums = list(self.base)
        for feature in found:
            packed = self.weights.get(feature)
            if packed is not None:
                for place in range(0, len(packed), 2):
                    sums[packed[place]] += (packed[place + 1] - 128) * STEP
        most = max(sums)
        powers = [math.exp(one - most) for one in sums]
        total = sum(powers)
        return {code: power / total for code, power in zip(self.codes, powers, strict=True)}


@lru_cache(maxsize=4)
def model(side: str) -> Model:
    kept = json.loads(gzip.decompress(FILE.read_bytes()))["sides"][side]
    weights = {feature: bytes.fromhex(packed) for feature, packed in kept["weights"].items()}
    return Model(tuple(kept["codes"]), tuple(kept["base"]), weights)
