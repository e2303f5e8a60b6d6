"""Makes the model from the examples: `python -m indicators.likeness.learning` (or `make headings-learn`).

A linear model by AdaGrad, the same numbers on every machine. Run it after the examples changed; what the lexicon says
is only one of the things it looks at, so a word more there needs no learning.
"""

import gzip
import hashlib
import json
import random
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from indicators.likeness.features import features, words_of
from indicators.likeness.model import FILE, SHIFT, STEP, key, word_key

EXAMPLES: Final = Path(__file__).parent / "examples"
_RATE: Final = 0.2
_ROUNDS: Final = 8
_DROP: Final = 0.3  # features left out by chance, so that no single one is relied upon
_LEAST_SEEN: Final = 2  # examples that a feature must be of
_LEAST_STEPS: Final = 2  # lighter weights are not kept
_ORDER: Final = 1
Rows = Sequence[tuple[str, str]]


def examples(folder: Path = EXAMPLES) -> Iterator[tuple[str, str]]:
    """(heading, fact or «-»): the fact, and headings parted by « · »."""
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            label, _, headings = line.partition(": ")
            yield from ((heading, label) for heading in headings.split(" · "))


def stamp() -> str:
    """What the model was made of."""
    files = [*sorted(EXAMPLES.glob("*.txt")), Path(__file__).with_name("features.py")]
    return hashlib.sha256(b"".join(one.read_bytes() for one in files)).hexdigest()[:16]


def learn(rows: Rows) -> bytes:
    """The file of the model."""
    import numpy as np

    labels = sorted({label for _, label in rows})
    found = [sorted(features(heading)) for heading, _ in rows]
    seen = Counter(feature for one in found for feature in one)
    places = {feature: place for place, feature in enumerate(sorted(f for f, n in seen.items() if n >= _LEAST_SEEN))}
    known = [np.array([places[feature] for feature in one if feature in places], dtype=int) for one in found]
    weights, base = _trained(known, [labels.index(label) for _, label in rows], (len(places), len(labels)))
    steps = np.clip(np.rint((1 - _DROP) * weights / STEP), -SHIFT, SHIFT - 1).astype(int)
    packed = {key(feature): _packed(steps[place]) for feature, place in places.items()}
    kept = sorted(number for number, pairs in packed.items() if pairs)
    starts, pairs = [0], bytearray()
    for number in kept:
        pairs += packed[number]
        starts.append(len(pairs))
    words = sorted({word_key(label, word) for heading, label in rows for word in words_of(heading)})
    parts = [array("I", kept).tobytes(), array("I", starts).tobytes(), bytes(pairs), array("I", words).tobytes()]
    head = {
        "stamp": stamp(),
        "labels": labels,
        "base": [round(float(one), 3) for one in base],
        "lengths": [len(part) for part in parts],
    }
    return gzip.compress(json.dumps(head).encode() + b"\n" + b"".join(parts), mtime=0)


def _packed(steps: Any) -> bytes:
    return bytes(one for label, step in enumerate(steps) if abs(step) >= _LEAST_STEPS for one in (label, step + SHIFT))


def _trained(rows: Sequence[Any], meant: Sequence[int], size: tuple[int, int]) -> tuple[Any, Any]:
    """Each feature's weights, and the labels' own."""
    import numpy as np

    shuffled, chance = random.Random(_ORDER), np.random.RandomState(_ORDER)
    weights, base = np.zeros(size, dtype=np.float32), np.zeros(size[1])
    squares = np.full_like(weights, 1e-2)
    known = list(zip(rows, meant, strict=True))
    for _ in range(_ROUNDS):
        shuffled.shuffle(known)
        for every, label in known:
            found = every[chance.rand(len(every)) >= _DROP]
            sums = weights[found].sum(0) + base
            off = np.exp(sums - sums.max())
            off /= off.sum()
            off[label] -= 1
            squares[found] += off * off
            weights[found] -= _RATE * off / np.sqrt(squares[found])
            base -= 0.02 * off
    return weights, base


def main() -> None:
    FILE.write_bytes(learn(list(examples())))


if __name__ == "__main__":
    main()
