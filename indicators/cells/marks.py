"""Crosses: «no» beside ticks, «yes» where the other cells are empty. A column decides as a whole, or stays open."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from indicators.cells.values import CROSSES, BadValue, is_dash, is_flag, is_unknown, read_flag, text_of
from indicators.reading.tables import Cell

_ONLY_NO: Final = frozenset({"❌", "❌️"})  # red: nobody ticks with it
_BALLOT: Final = "☐"


@dataclass(frozen=True, slots=True)
class Crosses:
    """What the crosses of a column mean: `yes`, or with None that nothing tells."""

    marks: frozenset[Cell]
    yes: bool | None

    @property
    def open(self) -> bool:
        return bool(self.marks) and self.yes is None

    def plain(self, cell: Cell) -> Cell:
        """The cell in words; an open mark is unknown, a dash beside crosses is «no»."""
        if cell not in self.marks:
            return "нет" if self.yes and is_dash(cell) else cell
        return None if self.yes is None else "да" if self.yes else "нет"


def crosses_in(cells: Collection[Cell]) -> Crosses:
    """What the crosses among a column's cells mean; a lone empty ballot says as little as lone crosses."""
    different = set(cells)
    marks = frozenset(cell for cell in different if isinstance(cell, str) and text_of(cell).lower() in CROSSES)
    said = {_said(cell) for cell in different - marks if not is_unknown(cell)} - {None}
    if not marks:
        ballots = frozenset(cell for cell in different if isinstance(cell, str) and text_of(cell) == _BALLOT)
        return (
            Crosses(ballots, None)
            if ballots and said == {False} and len(different - {None}) == 1
            else Crosses(marks, None)
        )
    if True in said:
        return Crosses(marks, False)
    if {text_of(mark) for mark in marks} <= _ONLY_NO:
        return Crosses(marks, False if said else None)
    if said:
        return Crosses(marks, True)
    empty = any(is_unknown(cell) for cell in different)
    return Crosses(marks, True if empty else None)


def _said(cell: Cell) -> bool | None:
    if is_dash(cell):
        return False
    try:
        return read_flag(cell)
    except BadValue:
        return True  # a number above one


def says_both(cells: Collection[Cell]) -> bool:
    """Whether a column has a plain yes and a plain no, and nothing else that is known."""
    crosses = crosses_in(cells)
    plain = {crosses.plain(cell) for cell in set(cells)}
    known = {cell for cell in plain if not is_unknown(cell) and not is_dash(cell)}
    if not all(text_of(cell) in ("0", "1") or is_flag(text_of(cell)) for cell in known):
        return False
    return {read_flag(cell) for cell in known} == {True, False} or (any(map(is_dash, plain)) and {"+"} == known)
