"""Weeks that stand one under another in one sheet: each becomes a table of its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from indicators.file.sheets import read_sheet
from indicators.headings.layout.finding import find_layout
from indicators.reading.tables import Cell, Table
from indicators.rows import lone_text
from indicators.russian.periods import period_in
from indicators.weeks import Week


def weeks_of(table: Table, mapping: Mapping[str, str | None], today: date) -> list[Table]:
    """The blocks of a sheet, from top to bottom; mostly it is one, the table itself.

    A block has headings of its own, or those of the first one hold for it as well.
    """
    marks = _marks(table, today)
    if len(set(marks.values())) < 2:
        return [table]
    starts = [start for start in marks if start == min(marks) or _has_data(table.rows[_before(marks, start) : start])]
    titles = table.rows[: starts[0]]
    ends = [*starts[1:], len(table.rows)]
    first = replace(table, rows=table.rows[: ends[0]])
    headings = _heading_rows(first, mapping, today)
    blocks = [first]
    for start, end in list(zip(starts, ends, strict=True))[1:]:
        block = _block(table, titles, start, end)
        if not _is_read(block, mapping, today):
            block = _block(table, [*titles, table.rows[start], *headings], start + 1, end)
        blocks.append(block)
    return blocks if len(blocks) > 1 and all(_is_read(block, mapping, today) for block in blocks) else [table]


def _marks(table: Table, today: date) -> dict[int, Week]:
    """Rows that say nothing but a week."""
    found = {}
    for index, row in enumerate(table.rows):
        if not row:
            continue
        first, last = row[0], row[-1]
        if first is not None and last is not None and first != last:
            continue  # a row of data, as nearly all are
        text = lone_text(row)
        if text and (period := period_in(text, today)) and period.kind == "week":
            found[index] = period.week
    return found


def _before(marks: Mapping[int, Week], start: int) -> int:
    return max(mark for mark in marks if mark < start)


def _has_data(rows: list[list[Cell]]) -> bool:
    return any(len(set(row) - {None}) > 1 for row in rows)


def _heading_rows(table: Table, mapping: Mapping[str, str | None], today: date) -> list[list[Cell]]:
    layout = find_layout(table, mapping, today)
    return table.rows[layout.top : layout.start] if layout else []


def _block(table: Table, above: list[list[Cell]], start: int, end: int) -> Table:
    """The rows from `start` keep the numbers that the person sees beside them."""
    rows = [*above, *table.rows[start:end]]
    return replace(table, rows=rows, first_row=table.first_row + start - len(above), notes=[])


def _is_read(table: Table, mapping: Mapping[str, str | None], today: date) -> bool:
    sheet = read_sheet(table, mapping, today)
    return sheet is not None and sheet.size > 0
