"""What columns of figures have to do with each other: one is the share or the difference of two others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import Final

from indicators.cells.values import number_in
from indicators.reading.tables import Cell

Figures = Sequence[float | None]
_LEAST_ROWS = 4
_ROWS = 60
_MOST_COLUMNS = 16  # of figures: beyond that only headings tell
_ROUNDED = 0.6


def figures_of(cells: Sequence[Cell]) -> list[float | None]:
    return [number_in(cell) if cell is not None else None for cell in cells[:_ROWS]]


def derived(columns: Mapping[int, Figures]) -> Iterator[tuple[int, int, int, str]]:
    """(column, the two it follows from, how): «выполнение» is the share of fact and plan, «+/–» the later week less
    the earlier one. A difference without a sign may as well be a part of a whole, and says nothing here."""
    if len(columns) > _MOST_COLUMNS:
        return
    for column, first, second in permutations(columns, 3):
        own = columns[column]
        for how, holds in _WAYS.items():
            if _follows(own, columns[first], columns[second], holds):
                yield column, first, second, how


def _follows(own: Figures, first: Figures, second: Figures, holds: Callable[[float, float, float], bool]) -> bool:
    """Whether it holds in every row, and says something: there are enough rows, and they differ."""
    rows = []
    for value, one, other in zip(own, first, second, strict=True):
        if value is None or one is None or other is None:
            continue
        if not holds(value, one, other):
            return False
        rows.append((value, one, other))
    if len(rows) < _LEAST_ROWS or len({value for value, _, _ in rows}) < _LEAST_ROWS - 1:
        return False
    signed = any(value < 0 for value, _, _ in rows)
    return signed if holds is _is_difference else any(value != one for value, one, _ in rows)


def _is_difference(value: float, one: float, other: float) -> bool:
    return abs(value - (one - other)) < _ROUNDED / 100


def _is_share(value: float, one: float, other: float) -> bool:
    if not other:
        return not value
    share = one / other
    return abs(value - 100 * share) < _ROUNDED or (0 < value < 1 and abs(value - share) < _ROUNDED / 100)


_WAYS: Final[Mapping[str, Callable[[float, float, float], bool]]] = {
    "difference": _is_difference,
    "share": _is_share,
}
