"""Makes the model from the examples: `python -m handlers.understanding.likeness.learning` (or `make phrases-learn`).

Linear models by AdaGrad, the same numbers on every machine. Run it after the examples or the lexicon changed.
"""

import gzip
import hashlib
import json
import random
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from handlers.understanding.likeness.features import features, key, row_key, wording, written
from handlers.understanding.likeness.model import FILE, STEP
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.member import Member
from handlers.understanding.reading.people.roster import Roster
from handlers.understanding.reading.sentence import take_apart
from indicators.weeks import Week

EXAMPLES = Path(__file__).parent / "examples"
SIDES = {"officer": "officers", "teacher": "teachers"}
TODAY, NEWEST = date(2026, 11, 17), Week.parse("2026-W46")
_RATE = 0.2
_LEAST = 4  # steps; lighter weights are not kept
Rows = list[tuple[Sentence, str]]


def examples(side: str, folder: Path = EXAMPLES) -> Iterator[tuple[str, str]]:
    """(sentence, label): a label a line, its sentences joined by « · »; `talk` is everybody's."""
    for file in sorted(folder.glob("*.txt")):
        if not file.name.startswith((SIDES[side], "talk")):
            continue
        for line in file.read_text("utf-8").splitlines():
            label, _, sentences = line.partition(": ")
            yield from ((one.strip(), label) for one in sentences.split(" · ") if one.strip())


def people() -> Roster:
    members = []
    for number, line in enumerate((EXAMPLES / "people.txt").read_text("utf-8").splitlines(), 1):
        last, first, patronymic = [*line.split(";")[0].split(), "", ""][:3]
        members.append(Member(number, last, first, patronymic))
    return Roster(members)


def stamp() -> str:
    """What the model was made of: the examples and the words."""
    words = Path(__file__).parent.parent / "lexicon"
    files = [*sorted(EXAMPLES.glob("*.txt")), *sorted(words.glob("*.py"))]
    return hashlib.sha256(b"".join(one.read_bytes() for one in files)).hexdigest()[:16]


def read(said: Iterable[tuple[str, str]]) -> Rows:
    roster = people()
    return [(take_apart(text, roster, TODAY, NEWEST), label) for text, label in said]


def learn(rows: Rows) -> tuple[dict[str, Any], bytes]:
    """The head and the body of one side's linear model."""
    labels = sorted({label for _, label in rows})
    base, weights = _weights(rows, labels)
    examples_by_row = {row_key(sentence): labels.index(label) for sentence, label in rows}
    kept_rows = sorted(examples_by_row)
    words = {code: sorted(hashes) for code, hashes in _words(rows).items()}
    starts, blob = [0], bytearray()
    kept = sorted(weights)
    for number in kept:
        blob += weights[number]
        starts.append(len(blob))
    parts = [
        array("I", kept).tobytes(),
        array("I", starts).tobytes(),
        bytes(blob),
        array("I", kept_rows).tobytes(),
        bytes(examples_by_row[one] for one in kept_rows),
        array("I", [one for hashes in words.values() for one in hashes]).tobytes(),
    ]
    head = {"labels": labels, "base": base, "words": {code: len(hashes) for code, hashes in words.items()}}
    return head | {"lengths": [len(part) for part in parts]}, b"".join(parts)


def _words(rows: Rows) -> dict[str, set[int]]:
    """What the examples of each code say: stems and meanings."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for sentence, label in rows:
        for token in sentence.tokens:
            found[label.split()[0]] |= {key(written(token).lstrip("!")), *map(key, token.concepts)}
    return found


def _weights(rows: Rows, labels: Sequence[str]) -> tuple[list[float], dict[int, bytes]]:
    """Models of different kinds made one: their weights are added up."""
    import numpy as np

    meant = [labels.index(label) for _, label in rows]
    models = [_steady([sorted(kind.of(sentence)) for sentence, _ in rows], meant, len(labels), kind) for kind in KINDS]
    packed = {}
    for feature in sorted(set().union(*(weights for weights, _ in models))):
        known = [
            (kind, weights[feature]) for kind, (weights, _) in zip(KINDS, models, strict=True) if feature in weights
        ]
        both = sum((1 - kind.drop) * weights for kind, weights in known) / len(KINDS)
        steps = np.clip(np.rint(both / STEP), -127, 127).astype(int)
        kept = np.flatnonzero(np.abs(steps) >= _LEAST)
        if len(kept):
            packed[key(feature)] = bytes(one for label in kept for one in (int(label), int(steps[label]) + 128))
    base = sum(base for _, base in models) / len(KINDS)
    return [round(float(one), 3) for one in base], packed


@dataclass(frozen=True, slots=True)
class _Kind:
    """`of` says what of a sentence is looked at. Features are left out by chance (`drop`), so that no single one is
    relied upon. With a `margin` only what is wrong, or not right by so much, is learned from."""

    of: Callable[[Sentence], set[str]]
    rounds: int
    drop: float
    margin: float = 0.0

    def off(self, sums: Any, label: int) -> Any:
        """How much each label is to be lowered; nothing where there is nothing to learn."""
        import numpy as np

        if not self.margin:
            off = np.exp(sums - sums.max())
            off /= off.sum()
            off[label] -= 1
            return off
        sums = sums + self.margin
        sums[label] -= self.margin
        likeliest = int(sums.argmax())
        if likeliest == label:
            return None
        off = np.zeros(len(sums))
        off[likeliest], off[label] = 1, -1
        return off


_ORDERS = (7, 8, 9)
# They are wrong about different sentences.
KINDS = (_Kind(wording, 12, 0.3), _Kind(features, 10, 0.5, margin=3.0))


def _steady(rows: Sequence[list[str]], meant: Sequence[int], width: int, kind: _Kind) -> tuple[Any, Any]:
    """The mean of what several orders of the same examples teach: one more of them moves fewer readings."""
    several = [_trained(rows, meant, width, kind, order) for order in _ORDERS]
    weights = {one: sum(weights[one] for weights, _ in several) / len(several) for one in several[0][0]}
    return weights, sum(base for _, base in several) / len(several)


def _trained(rows: Sequence[list[str]], meant: Sequence[int], width: int, kind: _Kind, order: int) -> tuple[Any, Any]:
    """Each feature's weights, and the labels' own."""
    import numpy as np

    shuffled, chance = random.Random(order), np.random.RandomState(order)
    places = {one: place for place, one in enumerate(sorted({one for found in rows for one in found}))}
    weights = np.zeros((len(places), width), dtype=np.float32)
    squares, base = np.full_like(weights, 1e-2), np.zeros(width)
    known = [(np.array([places[one] for one in found]), label) for found, label in zip(rows, meant, strict=True)]
    for _ in range(kind.rounds):
        shuffled.shuffle(known)
        for every, label in known:
            found = every[chance.rand(len(every)) >= kind.drop]
            off = kind.off(weights[found].sum(0) + base, label)
            if off is None:
                continue
            squares[found] += off * off
            weights[found] -= _RATE * off / np.sqrt(squares[found])
            base -= 0.02 * off
    return {feature: weights[place] for feature, place in places.items()}, base


def write(sides: dict[str, tuple[dict[str, Any], bytes]], file: Path = FILE) -> None:
    head = {"stamp": stamp(), "sides": {side: told for side, (told, _) in sides.items()}}
    body = b"".join(body for _, body in sides.values())
    lines = json.dumps(head, ensure_ascii=False, sort_keys=False).encode() + b"\n" + body
    file.write_bytes(gzip.compress(lines, mtime=0))


def main() -> None:
    write({side: learn(read(examples(side))) for side in SIDES})


if __name__ == "__main__":
    main()
