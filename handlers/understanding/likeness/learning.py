"""Makes the model from the examples: `python -m handlers.understanding.likeness.learning` (or `make phrases-learn`).

Softmax regression by AdaGrad, the same numbers on every machine. Run it after the examples or the lexicon changed.
"""

import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from handlers.understanding.likeness.features import features
from handlers.understanding.likeness.model import FILE, STEP
from handlers.understanding.reading.roster import Member, Roster
from handlers.understanding.reading.sentence import take_apart
from indicators.weeks import Week

EXAMPLES = Path(__file__).parent / "examples"
SIDES = {"officer": ("officers", "talk", "officers_more"), "teacher": ("teachers", "talk", "teachers_more")}
TODAY, NEWEST = date(2026, 11, 17), Week.parse("2026-W46")
_ROUNDS, _RATE = 14, 0.3
_LEAST = 6  # steps; lighter weights are not kept


def examples(side: str) -> Iterator[tuple[str, str]]:
    """(sentence, code): a code a line, its sentences joined by « · »."""
    for name in SIDES[side]:
        for line in (EXAMPLES / f"{name}.txt").read_text("utf-8").splitlines():
            code, _, sentences = line.partition(": ")
            for sentence in sentences.split(" · "):
                if sentence.strip():
                    yield sentence.strip(), code


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


def learn(side: str) -> dict[str, object]:
    import numpy as np

    roster, shuffled = people(), random.Random(7)
    rows = [(sorted(features(take_apart(said, roster, TODAY, NEWEST))), code) for said, code in examples(side)]
    codes = sorted({code for _, code in rows})
    places = {feature: place for place, feature in enumerate(sorted({one for found, _ in rows for one in found}))}
    weights = np.zeros((len(places), len(codes)))
    squares, base = np.full_like(weights, 1e-6), np.zeros(len(codes))
    known = [(np.array([places[one] for one in found]), codes.index(code)) for found, code in rows if found]
    for _ in range(_ROUNDS):
        shuffled.shuffle(known)
        for found, code in known:
            sums = weights[found].sum(0) + base
            off = np.exp(sums - sums.max())
            off /= off.sum()
            off[code] -= 1
            squares[found] += off * off
            weights[found] -= _RATE * off / np.sqrt(squares[found])
            base -= 0.02 * off
    steps = np.clip(np.rint(weights / STEP), -127, 127).astype(int)
    packed = {}
    for feature, place in places.items():
        kept = [(code, int(step)) for code, step in enumerate(steps[place]) if abs(step) >= _LEAST]
        if kept:
            packed[feature] = bytes(one for code, step in kept for one in (code, step + 128)).hex()
    return {"codes": codes, "base": [round(float(one), 3) for one in base], "weights": packed}


def main() -> None:
    made = {"stamp": stamp(), "sides": {side: learn(side) for side in SIDES}}
    FILE.write_bytes(gzip.compress(json.dumps(made, ensure_ascii=False, sort_keys=True).encode(), mtime=0))


if __name__ == "__main__":
    main()
