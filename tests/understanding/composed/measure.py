"""Composed messages, read by the real reader: how many are right, by what is wished and by each part."""

import random
from collections import Counter
from dataclasses import dataclass, field

from handlers.understanding.reader import OFFICER, Around, read
from tests import phrases_measure as phrases
from tests.understanding.composed.compose import Composed, both, compose, frames, several


@dataclass(slots=True)
class Cells:
    """`codes`: a tally by what is wished; `total` and `wrong` count each way and each part; `said`: what was wrong."""

    codes: dict[str, phrases.Tally] = field(default_factory=dict)
    total: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    said: dict[str, list[str]] = field(default_factory=dict)

    def share(self, name: str) -> float:
        """Of the messages that have this way or part, how many are right, in percent."""
        return 100 - 100 * self.wrong[name] / self.total[name]


def composed(side: str, seed: int, each: int, pairs: int) -> list[Composed]:
    """So many of each way, and so many of two ways in one message."""
    rng = random.Random(seed)
    if side != OFFICER:
        return [compose(frame, rng) for frame in frames("teacher.txt") for _ in range(each)]
    single, leaning = frames("officer.txt"), several()
    found = [compose(frame, rng) for frame in [*single, *leaning] for _ in range(each)]
    beside = [frame for frame in single if frame.beside]
    while pairs:
        first, second = rng.sample(beside, 2)
        if first.code != second.code:
            found.append(both(first, second, rng))
            pairs -= 1
    return found


def measured(messages: list[Composed], side: str) -> Cells:
    roster = phrases.roster_of((phrases.HERE / "staff.txt").read_text("utf-8").splitlines())
    around, cells = Around(roster, phrases.TODAY, phrases.NEWEST, phrases.CLOCK), Cells()
    for one in messages:
        tally = cells.codes.setdefault(one.code, phrases.Tally())
        right = tally.right
        phrases.judge(tally, roster, one.text, one.label, read(one.text, around, side))
        cells.total.update((one.code, *one.cell))
        if tally.right == right:
            cells.wrong.update((one.code, *one.cell))
            cells.said.setdefault(one.cell[0], []).append(tally.said[-1])
    return cells
