"""Text with separators: csv as Excel, cabinets and scripts write it."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Final

from indicators.reading.limits import ReadLimits
from indicators.reading.refusals import refused
from indicators.reading.tables import Cell, Table
from indicators.reading.text import decode

_SEPARATORS: Final = ";\t,|"
_SAMPLE_LINES = 200
_LONGEST_CELL = 32_768  # what a spreadsheet cell can hold


def read(data: bytes, limits: ReadLimits) -> list[Table]:
    text = decode(data).lstrip("\ufeff")
    text, separator = _announced(text)
    separator = separator or _sniff(text)
    rows = _rows(text, separator, limits)
    if _swallowed(rows, separator):
        rows = _rows(text, separator, limits, by_line=True)
    return [Table("", rows)]


def _swallowed(rows: list[list[Cell]], separator: str) -> bool:
    """A quotation mark that is never closed makes one cell of all that follows: whole rows would be lost."""
    width = len(rows[0]) if rows else 0
    return width > 2 and any(
        isinstance(cell, str) and cell.count(separator) >= width - 1 for row in rows for cell in row if cell
    )


def _announced(text: str) -> tuple[str, str | None]:
    """Excel's own first line `sep=;`."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        return rest, first.strip()[-1]
    return text, None


def _sniff(text: str) -> str:
    """The separator under which the most lines have the same, largest number of cells."""
    sample = io.StringIO("\n".join(text.splitlines()[:_SAMPLE_LINES]))
    return max(_SEPARATORS, key=lambda separator: _evenness(sample, separator))


def _evenness(sample: io.StringIO, separator: str) -> float:
    sample.seek(0)
    try:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=separator))
    except csv.Error:
        return 0
    widths.pop(1, None)
    widths.pop(0, None)
    if not widths:
        return 0
    width, lines = max(widths.items(), key=lambda item: (item[1] * (item[0] - 1), item[0]))
    return lines * (width - 1) * (lines / widths.total())


def _by_line(text: str, separator: str) -> Iterator[list[str]]:
    """Each line by itself; in a line with an odd number of quotation marks they mean nothing."""
    for line in text.splitlines():
        if line.count('"') % 2:
            yield [cell.strip().strip('"') for cell in line.split(separator)]
        else:
            yield from csv.reader([line], delimiter=separator)


def _rows(text: str, separator: str, limits: ReadLimits, *, by_line: bool = False) -> list[list[Cell]]:
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[Cell]] = []
    width = 1
    try:
        whole = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for row in _by_line(text, separator) if by_line else whole:
            rows.append([*row])
            width = max(width, len(row))
            if len(rows) > limits.rows:
                raise refused("too_long")
            if width > limits.columns or width * len(rows) > limits.cells:
                raise refused("too_wide")
    except csv.Error as error:
        raise refused("not_table") from error
    for cells in rows:
        cells.extend([None] * (width - len(cells)))
    return rows
