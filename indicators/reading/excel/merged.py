"""Merged areas: each of their cells says what the area says."""

from collections.abc import Iterable
from itertools import product

from indicators.reading.refusals import refused
from indicators.reading.tables import Cell

Place = tuple[int, int]
_MERGED_CELLS = 300_000  # more than that is a bomb, not a layout


def spread_merged(rows: list[list[Cell]], ranges: Iterable[tuple[Place, Place]], start: Place) -> None:
    """Give each cell of a merged area its text: a heading over three columns is the heading of each."""
    budget = _MERGED_CELLS
    height, width = len(rows), len(rows[0]) if rows else 0
    for (top, left), (bottom, right) in ranges:
        top, left = top - start[0], left - start[1]
        bottom, right = min(bottom - start[0], height - 1), min(right - start[1], width - 1)
        if not (0 <= top <= bottom and 0 <= left <= right) or not isinstance(rows[top][left], str):
            continue
        budget -= (bottom - top + 1) * (right - left + 1)
        if budget < 0:
            raise refused("bomb")
        for row, column in product(range(top, bottom + 1), range(left, right + 1)):
            rows[row][column] = rows[top][left]
