"""Lists that stand side by side in one sheet, as on a page printed in two columns: each becomes a table of its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from indicators.catalogue import ACCOUNTS
from indicators.cells.values import text_of
from indicators.headings.column.looks import mostly_names
from indicators.headings.layout.finding import find_layout
from indicators.headings.layout.layout import Layout
from indicators.headings.meaning import meaning_of
from indicators.headings.plain import plain_heading
from indicators.reading.tables import Cell, Table, column_letters

_SEARCHED_ROWS = 80
# The column that a list is about, the first of these that a table has twice.
_ANCHORS: Final = (frozenset({"full_name", "last_name"}), ACCOUNTS, frozenset({"school"}))
_ANY_ANCHOR: Final = frozenset().union(*_ANCHORS)


def lists_of(table: Table, mapping: Mapping[str, str | None], today: date) -> list[Table]:
    """The lists of a sheet, from left to right; mostly it is one, the table itself."""
    if not _may_hold_several(table):
        return [table]
    layout = find_layout(table, mapping, today)
    if layout is None or layout.weeks:
        return [table]
    starts = _starts(layout)
    if len(starts) < 2:
        return [table]
    ends = [*starts[1:], len(layout.headings)]
    bounds = list(zip([0, *starts[1:]], ends, strict=True))
    first = _headings(layout, *bounds[0])
    return [_slice(layout, start, end, _headings(layout, start, end) <= first) for start, end in bounds]


def _may_hold_several(table: Table) -> bool:
    """A cheap look: whether some row says «ФИО» (or «Школа») twice, with something in between."""
    for row in table.rows[:_SEARCHED_ROWS]:
        places: dict[str, int] = {}
        for index, cell in enumerate(row):
            if not isinstance(cell, str) or len(cell) > 60 or index - places.setdefault(cell, index) < 2:
                continue
            meaning = meaning_of(text_of(cell))
            if meaning and meaning.code in _ANY_ANCHOR:
                return True
    return False


def _base(layout: Layout, index: int) -> str:
    """The lowest line of a heading: the upper one may name the list."""
    return plain_heading(layout.headings[index].rpartition(" / ")[2]) if 0 <= index < len(layout.headings) else ""


def _starts(layout: Layout) -> list[int]:
    """The first columns of the lists: each begins as far left of its «ФИО» as it is like the first one."""
    anchors = _anchors(layout)
    if len(anchors) < 2:
        return []
    starts = [anchors[0]]
    for before, anchor in pairwise(anchors):
        back = 0
        while anchor - back - 1 > before and _same(layout, anchors[0] - back - 1, anchor - back - 1):
            back += 1
        if _same(layout, anchors[0] + 1, anchor + 1) or mostly_names(layout.sample(anchor)):
            starts.append(anchor - back)
    return starts


def _same(layout: Layout, one: int, other: int) -> bool:
    return bool(_base(layout, one)) and _base(layout, one) == _base(layout, other)


def _anchors(layout: Layout) -> list[int]:
    """Columns with one and the same heading that says whom a row is about; a heading over two columns counts once."""
    for codes in _ANCHORS:
        found = [index for index, meaning in enumerate(layout.meanings) if meaning and meaning.code in codes]
        if not found:
            continue
        same = [index for index in found if _base(layout, index) == _base(layout, found[0])]
        return [index for index in same if index - 1 not in same]
    return []


def _headings(layout: Layout, start: int, end: int) -> set[str]:
    return {_base(layout, index) for index in range(start, end)} - {""}


def _slice(layout: Layout, start: int, end: int, beside: bool) -> Table:
    table = layout.table
    rows = [row[start:end] for row in table.rows]
    for index in range(layout.top if start else 0):
        if not any(cell is not None for cell in rows[index]):
            rows[index] = [_left_of(table.rows[index], start), *rows[index][1:]]
    place = f"столбец {column_letters(start)}" if start else ""
    return replace(table, rows=rows, notes=[], beside=beside and start > 0, place=place, first_column=start)


def _left_of(row: list[Cell], start: int) -> Cell:
    """A title mostly stands once, over all lists."""
    return next((cell for cell in reversed(row[:start]) if cell is not None), None)
