"""Cells as the rest of the program expects them, each distinct one kept once."""

import math
from datetime import date, time, timedelta
from typing import Any

from indicators.reading.tables import Cell, Table


class Cells(dict[Any, Cell]):
    """Cell → the one that is kept for all that are equal to it: a column of «да» is one text, not 40,000.

    `True` and `1` are one cell: they mean the same in every column. Empty texts become `None`.
    """

    def __missing__(self, cell: Any) -> Cell:
        kept = self[cell] = _tidy(cell)
        return kept

    def row(self, cells: list[Any]) -> list[Cell]:
        return list(map(self.__getitem__, cells))


def _tidy(cell: Any) -> Cell:
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, time | timedelta):
        return str(cell)
    if cell is None or isinstance(cell, bool | int | date):
        return cell
    raise TypeError(f"no cell: {type(cell)}")


def tidy(tables: list[Table]) -> list[Table]:
    """Without empty columns on the right and empty rows at the end, all rows equally long."""
    cells = Cells()
    for table in tables:
        rows = table.rows
        for index, row in enumerate(rows if not table.tidied else ()):
            rows[index] = cells.row(row)
        while rows and not any(cell is not None for cell in rows[-1]):
            rows.pop()
        width = max(map(_length, rows), default=0)
        for row in rows:
            del row[width:]
            row.extend([None] * (width - len(row)))
    return tables


def _length(row: list[Cell]) -> int:
    length = len(row)
    while length and row[length - 1] is None:
        length -= 1
    return length
