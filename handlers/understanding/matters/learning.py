"""Makes the models from the examples: `python -m handlers.understanding.matters.learning` (or `make matters-learn`).

Run it after the examples here changed, or the nets were grown anew. Some of the wish models' examples are learned, too,
as none of the matters; they and the lexicon may change without it.
"""

import hashlib
import math
import random
import sys
from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from handlers.understanding.likeness import learning, net
from handlers.understanding.likeness.features import features, word_by_word
from handlers.understanding.likeness.learning import SIDES
from handlers.understanding.matters.likely import HERE, NONE_OF_THEM, file_of
from indicators.likeness import training
from indicators.likeness.linear import SHIFT

EXAMPLES: Final = HERE / "examples"
_OTHERS: Final = 1500  # of the wish models' examples
_OTHERS_WEIGH: Final = 0.3
_HEARD: Final = 15.0 * net.FINE  # what is heard is as great as what is seen, divided by this
_DECAY, _RATE, _ROUNDS = 3e-5, 0.05, 150
_LEAST_SEEN, _LEAST_STEPS, _ORDER = 2, 3, 3
# Talk and explanations: what is said so may well be a matter, and where a reading is sure of them it is left to it.
_MAY_BE_MATTERS = """
    ask explain howto where_button who_are_you why_bot complain thanks smalltalk my_data next_check hours two_schools
    help messengers who_helps my_class list prefer greet things parent upload loads settings targets demo cabinet
"""
_UNDECIDED: Final = frozenset(_MAY_BE_MATTERS.split())
Said = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What is seen of an example and what the nets hear of it."""

    seen: Collection[str]
    heard: Sequence[int]
    label: str


def file_of_examples(side: str) -> Path:
    return EXAMPLES / f"{SIDES[side]}.txt"


def examples(side: str) -> Iterator[Said]:
    """(sentence, matter): a matter a line, its sentences joined by « · »."""
    for line in file_of_examples(side).read_text("utf-8").splitlines():
        code, _, sentences = line.partition(": ")
        yield from ((one.strip(), code) for one in sentences.split(" · ") if one.strip())


def others(side: str) -> list[Said]:
    """Examples of wishes in a mixed order, each as none of the matters."""
    said = {sentence: label for sentence, label in learning.examples(side) if label.split()[0] not in _UNDECIDED}
    own = {sentence for sentence, _ in examples(side)}
    found = [(one, NONE_OF_THEM) for one in sorted(said) if one not in own]
    random.Random(_ORDER).shuffle(found)
    return found


def stamp(side: str) -> str:
    """What the model was made of."""
    files = (file_of_examples(side), Path(learning.__file__).with_name("features.py"), net.FILE)
    return hashlib.sha256(b"".join(one.read_bytes() for one in files)).hexdigest()[:16]


def told(said: Sequence[Said]) -> list[Told]:
    return [
        Told(frozenset(filter(_tells, features(sentence))), list(chain(*net.heard(word_by_word(sentence)))), label)
        for sentence, label in learning.read(said)
    ]


def _tells(feature: str) -> bool:
    """Pairs of words apart are too rare for so few examples."""
    return not {"~", "&"}.intersection(feature)


def learn(rows: Sequence[Told], made_of: str) -> bytes:
    """The file of the model."""
    import numpy as np

    labels = sorted({one.label for one in rows})
    seen = Counter(feature for one in rows for feature in set(one.seen))
    kept = sorted(feature for feature, count in seen.items() if count >= _LEAST_SEEN)
    rarity = np.array([math.log(len(rows) / seen[one]) for one in kept], dtype=np.float32)
    rarity /= math.sqrt(float((rarity**2).mean()))
    places = {feature: place for place, feature in enumerate(kept)}
    known = np.zeros((len(rows), len(kept)), dtype=np.float32)
    for row, one in enumerate(rows):
        mine = [places[feature] for feature in one.seen if feature in places]
        known[row, mine] = rarity[mine] / math.sqrt(max(len(mine), 1))
    heard = np.array([one.heard for one in rows], dtype=np.float32) / _HEARD
    weights, base = _weights(np.hstack([known, heard]), np.array([labels.index(one.label) for one in rows]), labels)
    of_seen, of_heard = weights[: len(kept)] * rarity[:, None], weights[len(kept) :] / _HEARD
    step, worth = (float(abs(one).max()) / (SHIFT - 1) for one in (of_seen, of_heard))
    steps = np.rint(of_seen / step).astype(int)
    packed = {feature: training.packed_row(steps[place], _LEAST_STEPS) for feature, place in places.items()}
    ends = np.rint(of_heard / worth).astype(np.int8).tobytes()
    return training.file_of(made_of, labels, base, packed, [array("d", [step, worth]).tobytes(), ends])


def _weights(rows: Any, meant: Any, labels: Sequence[str]) -> tuple[Any, Any]:
    """Each column's weights and the labels' own, by Adam over all rows at once."""
    import numpy as np

    every = np.hstack([rows, np.ones((len(rows), 1), dtype=np.float32)])
    weights = np.zeros((every.shape[1], len(labels)), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    wanted = np.eye(len(labels), dtype=np.float32)[meant]
    weigh = np.where(meant == labels.index(NONE_OF_THEM), _OTHERS_WEIGH, 1.0).astype(np.float32)[:, None] / len(rows)
    for turn in range(1, _ROUNDS + 1):
        sums = every @ weights
        powers = np.exp(sums - sums.max(1, keepdims=True))
        off = every.T @ ((powers / powers.sum(1, keepdims=True) - wanted) * weigh)
        off[:-1] += _DECAY * weights[:-1]
        mean, square = 0.9 * mean + 0.1 * off, 0.99 * square + 0.01 * off * off
        weights -= _RATE * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-9)
    return weights[:-1], weights[-1]


def main(sides: Sequence[str]) -> None:
    for side in sides or SIDES:
        rows = told([*examples(side), *others(side)[:_OTHERS]])
        file_of(side).write_bytes(learn(rows, stamp(side)))


if __name__ == "__main__":
    main(sys.argv[1:])
