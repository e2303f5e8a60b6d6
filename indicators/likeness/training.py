"""Makes a linear model from examples by AdaGrad, the same numbers on every machine; in one thread, in seconds."""

import gzip
import json
import random
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from indicators.likeness.linear import SHIFT, STEP, key

_RATE: Final = 0.2
_ORDER: Final = 1
Example = tuple[Collection[str], str]  # its features, and its label


@dataclass(frozen=True, slots=True)
class Way:
    """How it is learned. Features are left out by chance (`drop`), so that no single one is relied upon; one must be of
    `least_seen` examples, and a weight lighter than `least_steps` is not kept."""

    rounds: int = 8
    drop: float = 0.3
    least_seen: int = 2
    least_steps: int = 2


def learned(examples: Sequence[Example], stamp: str, way: Way, more: Sequence[bytes] = ()) -> bytes:
    """The file of the model; `more` is packed behind it."""
    import numpy as np

    labels = sorted({label for _, label in examples})
    seen = Counter(feature for found, _ in examples for feature in set(found))
    kept = sorted(feature for feature, count in seen.items() if count >= way.least_seen)
    places = {feature: place for place, feature in enumerate(kept)}
    known = [np.array([places[one] for one in sorted(found) if one in places], dtype=int) for found, _ in examples]
    meant = [labels.index(label) for _, label in examples]
    weights, base = _trained(known, meant, (len(places), len(labels)), way)
    steps = np.clip(np.rint((1 - way.drop) * weights / STEP), -SHIFT, SHIFT - 1).astype(int)
    packed = {feature: packed_row(steps[place], way.least_steps) for feature, place in places.items()}
    return file_of(stamp, labels, base, {one: row for one, row in packed.items() if row}, more)


def file_of(
    stamp: str, labels: Sequence[str], base: Iterable[float], rows: Mapping[str, bytes], more: Sequence[bytes] = ()
) -> bytes:
    """`rows` of the features, as `packed_row` makes them; `more` is packed behind it."""
    packed = {key(feature): row for feature, row in rows.items()}
    starts, pairs = [0], bytearray()
    for number in sorted(packed):
        pairs += packed[number]
        starts.append(len(pairs))
    parts = [array("I", sorted(packed)).tobytes(), array("I", starts).tobytes(), bytes(pairs), *more]
    head = {
        "stamp": stamp,
        "labels": labels,
        "base": [round(float(one), 3) for one in base],
        "lengths": [len(part) for part in parts],
    }
    return gzip.compress(json.dumps(head).encode() + b"\n" + b"".join(parts), mtime=0)


def packed_row(steps: Any, least: int) -> bytes:
    """The labels' places with their steps; lighter ones are not kept."""
    import numpy as np

    kept = np.flatnonzero(abs(steps) >= least)
    return bytes(one for label in kept for one in (int(label), int(steps[label]) + SHIFT))


def _trained(rows: Sequence[Any], meant: Sequence[int], size: tuple[int, int], way: Way) -> tuple[Any, Any]:
    """Each feature's weights, and the labels' own."""
    import numpy as np

    shuffled, chance = random.Random(_ORDER), np.random.RandomState(_ORDER)
    weights, base = np.zeros(size, dtype=np.float32), np.zeros(size[1])
    squares = np.full_like(weights, 1e-2)
    known = list(zip(rows, meant, strict=True))
    for _ in range(way.rounds):
        shuffled.shuffle(known)
        for every, label in known:
            found = every[chance.rand(len(every)) >= way.drop]
            sums = weights[found].sum(0) + base
            off = np.exp(sums - sums.max())
            off /= off.sum()
            off[label] -= 1
            squares[found] += off * off
            weights[found] -= _RATE * off / np.sqrt(squares[found])
            base -= 0.02 * off
    return weights, base
