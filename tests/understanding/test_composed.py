"""Messages that nobody wrote, put together of a way to say it, of whom, when and how much: what is meant is known.

`python -m tests.understanding.composed` measures thousands and names the parts that are read worst.
"""

import random
from collections.abc import Mapping

import pytest

from handlers.understanding.reader import OFFICER, TEACHER
from tests.understanding.composed.compose import compose, frames
from tests.understanding.composed.measure import Cells, composed, measured

SEED = 15
# In percent of what is composed; what is not named has the usual one.
USUAL, ALL = 80, 90
FLOORS: Mapping[str, int] = {
    **dict.fromkeys(("card", "why_listed", "got", "left", "leaflets", "done_list", "take_role", "cancel_round"), 95),
    **dict.fromkeys(("remind", "list", "exempt", "restore", "indicator", "set_break", "lagging"), 88),
    **dict.fromkeys(("mute", "howto", "prefer", "not_here", "name_change"), 95),
    **dict.fromkeys(("set_hours", "give_role", "set_target", "exemptions", "two"), 70),
}


@pytest.mark.parametrize(("side", "each", "pairs"), [(OFFICER, 2, 50), (TEACHER, 3, 0)])
def test_of_every_wish_enough_is_right(side: str, each: int, pairs: int) -> None:
    cells = measured(composed(side, SEED, each, pairs), side)
    short = {code: cells.share(code) for code in cells.codes if cells.share(code) < FLOORS.get(code, USUAL)}
    assert not short, "\n".join(line for code in short for line in _wrong(cells, code))
    right, total = (sum(getattr(one, what) for one in cells.codes.values()) for what in ("right", "total"))
    assert 100 * right / total >= ALL
    assert sum(one.carried for one in cells.codes.values()) == 0  # another deed, without a button


def test_labels_follow_from_the_parts() -> None:
    frame = next(one for one in frames("officer.txt") if one.text.startswith("кроме {some.g}"))
    made = compose(frame, random.Random(SEED))
    assert made.label.startswith("remind gap=")
    assert all(name.startswith("-") for name in made.label.split("who=")[1].split("+"))


def _wrong(cells: Cells, code: str) -> list[str]:
    return [f"{code}: {cells.share(code):.0f} %"] + [
        line for cell, lines in cells.said.items() if cell.startswith(f"{code}:") for line in lines[:2]
    ]
