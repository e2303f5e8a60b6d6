"""`python -m tests.understanding.composed [--seed N] [--each N] [--side teacher] [--code X] [--say]`: how many are right, by cell."""

import argparse
import random
import sys
from collections import Counter

from handlers.understanding.reader import OFFICER, Around, read
from tests import phrases_measure as measure
from tests.understanding.composed.compose import Composed, both, compose, frames, several


def composed(side: str, seed: int, each: int, pairs: int) -> list[Composed]:
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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--side", default=OFFICER)
    parser.add_argument("--code", default="")
    parser.add_argument("--say", action="store_true")
    wish = parser.parse_args()
    roster = measure.roster_of((measure.HERE / "staff.txt").read_text("utf-8").splitlines())
    around = Around(roster, measure.TODAY, measure.NEWEST, measure.CLOCK)
    codes, total, wrong = dict[str, measure.Tally](), Counter[str](), Counter[str]()
    said: dict[str, list[str]] = {}
    for one in composed(wish.side, wish.seed, wish.each, wish.pairs):
        if wish.code and one.code not in wish.code.split(","):
            continue
        tally = codes.setdefault(one.code, measure.Tally())
        right = tally.right
        measure.judge(tally, roster, one.text, one.label, read(one.text, around, wish.side))
        total.update(one.cell)
        if tally.right == right:
            wrong.update(one.cell)
            said.setdefault(one.cell[0], []).append(tally.said[-1])
    for code, tally in codes.items():
        print(
            f"{code:15} {tally.total:5} right {100 * tally.right / tally.total:5.1f}  near {100 * tally.near / tally.total:5.1f}"
        )
    all_of = sum(one.total for one in codes.values())
    print(
        f"all {all_of}: {100 * sum(one.right for one in codes.values()) / all_of:.1f}, near {100 * sum(one.near for one in codes.values()) / all_of:.1f}"
    )
    worst = sorted((one for one in wrong if total[one] >= 4), key=lambda one: -wrong[one] / total[one])
    for one in worst[:400]:
        if wrong[one] / total[one] < 0.3:
            break
        print(f"{wrong[one]:3}/{total[one]:3}  {one}")
    if wish.say:
        for cell, lines in said.items():
            print("=====", cell, *lines[:6], sep="\n")


if __name__ == "__main__":
    main()
    sys.exit()
