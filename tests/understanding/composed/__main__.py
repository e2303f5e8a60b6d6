"""`python -m tests.understanding.composed [--seed N] [--each N] [--side teacher] [--code X,Y] [--say]`

Prints how many composed messages are right, by what is wished; then the ways and parts of which many are wrong.
"""

import argparse

from handlers.understanding.reader import OFFICER
from tests.understanding.composed.measure import Cells, composed, measured

_OFTEN, _FEW, _EACH = 30, 4, 6  # percent of a cell that are wrong, messages of a cell, examples


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--side", default=OFFICER)
    parser.add_argument("--code", default="")
    parser.add_argument("--say", action="store_true")
    wish = parser.parse_args()
    messages = composed(wish.side, wish.seed, wish.each, wish.pairs)
    wanted = set(wish.code.split(",")) if wish.code else {one.code for one in messages}
    show(measured([one for one in messages if one.code in wanted], wish.side), say=wish.say)


def show(cells: Cells, *, say: bool) -> None:
    for code, tally in cells.codes.items():
        near = 100 * tally.near / tally.total
        print(f"{code:15} {tally.total:5} right {cells.share(code):5.1f}  right or offered {near:5.1f}")
    everything = sum(one.total for one in cells.codes.values())
    right, near = (sum(counts) for counts in zip(*((one.right, one.near) for one in cells.codes.values()), strict=True))
    print(f"all {everything}: {100 * right / everything:.1f}, right or offered {100 * near / everything:.1f}")
    often = [one for one, count in cells.wrong.items() if cells.total[one] >= _FEW and count]
    for one in sorted(often, key=cells.share):
        if cells.share(one) <= 100 - _OFTEN:
            print(f"{cells.wrong[one]:3}/{cells.total[one]:3}  {one}")
    for cell, lines in cells.said.items() if say else ():
        print("=====", cell, *lines[:_EACH], sep="\n")


if __name__ == "__main__":
    main()
