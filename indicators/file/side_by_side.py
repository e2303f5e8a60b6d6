"""Lists that stand side by side in one sheet, as on a page printed in two columns: each becomes a table of its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from indicators.catalogue import ACCOUNTS
from indicators.cells.values import is_flag, text_of
from indicators.file.one_below_other import lists_below
from indicators.headings.column.looks import mostly_names
from indicators.headings.layout.finding import find_layout
from indicators.headings.layout.layout import Layout
from indicators.headings.meaning import meaning_of
from indicators.headings.plain import plain_heading
from indicators.reading.tables import Cell, Table, column_letters
from indicators.russian.names import is_plain_name

_SEARCHED_ROWS = 80
_LONGEST = 60
_TWO = 2
# The column that a list is about, the first of these that a table has twice.
_ANCHORS: Final = (frozenset({"full_name", "last_name"}), ACCOUNTS, frozenset({"school"}))
_ANY_ANCHOR: Final = frozenset().union(*_ANCHORS)


def lists_of(table: Table, mapping: Mapping[str, str | None], today: date) -> list[Table]:
    """The lists of a sheet, from top to bottom and from left to right; mostly it is one, the table itself."""
    return [one for part in lists_below(table, mapping, today) for one in _beside(part, mapping, today)]


def _beside(table: Table, mapping: Mapping[str, str | None], today: date) -> list[Table]:
    if not _may_hold_several(table) and not _goes_on_unnamed(table):
        return [table]
    layout = find_layout(table, mapping, today)
    if layout is None or layout.weeks:
        return [table]
    if unnamed := _unnamed(layout):
        return unnamed
    starts = _starts(layout)
    if len(starts) < 2:
        return [table]
    ends = [*starts[1:], len(layout.headings)]
    bounds = list(zip([0, *starts[1:]], ends, strict=True))
    first = _headings(layout, *bounds[0])
    return [_slice(layout, start, end, _headings(layout, start, end) <= first) for start, end in bounds]


def _may_hold_several(table: Table) -> bool:
    """A cheap look: whether some row says «ФИО» (or «Школа») twice, with something in between, or «ФИО» and «Педагог»
    each with the same beside it."""
    for row in table.rows[:_SEARCHED_ROWS]:
        places: dict[str, int] = {}
        for index, cell in enumerate(row):
            if not isinstance(cell, str) or len(cell) > 60 or index - places.setdefault(cell, index) < 2:
                continue
            if _is_anchor(cell) or (_is_anchor(row[index - 1]) and _is_anchor(row[places[cell] - 1])):
                return True
    return False


def _is_anchor(cell: Cell) -> bool:
    meaning = (
        meaning_of(text_of(cell)) if isinstance(cell, str) and len(cell) < _LONGEST and not is_flag(cell) else None
    )
    return meaning is not None and meaning.code in _ANY_ANCHOR


def _goes_on_unnamed(table: Table) -> bool:
    """Whether names stand in two columns of a row, at both ends of it."""
    rows = table.rows[: _SEARCHED_ROWS // 4]
    return any(isinstance(row[-1], str | int) and sum(map(_is_name, row)) == _TWO for row in rows if len(row) > _TWO)


def _is_name(cell: Cell) -> bool:
    return type(cell) is str and cell.count(" ") == _TWO and is_plain_name(cell)


def _unnamed(layout: Layout) -> list[Table]:
    """A list that goes on to the right under no headings: those of the first part hold for it."""
    width = max((index + 1 for index, heading in enumerate(layout.headings) if heading), default=0)
    anchors = [i for i, m in enumerate(layout.meanings) if m and m.code == "full_name"]
    names = [i for i in range(width, len(layout.headings)) if mostly_names(layout.sample(i))]
    if len(anchors) != 1 or len(names) != 1 or not mostly_names(layout.sample(anchors[0])):
        return []
    start = names[0] - anchors[0]
    if start < width or start + width > len(layout.headings):
        return []
    rows = [row[:width] for row in layout.table.rows[: layout.start]]
    rows += [row[start : start + width] for row in layout.table.rows[layout.start :]]
    first = replace(layout.table, rows=[row[:start] for row in layout.table.rows])
    more = replace(first, rows=rows, notes=[], beside=True, place=_place(start), first_column=start)
    return [first, more]


def _place(start: int) -> str:
    return f"столбец {column_letters(start)}"


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
        same = [index for index in found if _is_the_same(layout, found[0], index)]
        return [index for index in same if index - 1 not in same]
    return []


def _is_the_same(layout: Layout, one: int, other: int) -> bool:
    """Called alike, or with the same right beside them: «ФИО», «Звонки», and «Педагог», «Звонки»."""
    return _base(layout, one) == _base(layout, other) or (
        _same(layout, one + 1, other + 1) and mostly_names(layout.sample(other))
    )


def _headings(layout: Layout, start: int, end: int) -> set[str]:
    return {_base(layout, index) for index in range(start, end)} - {""}


def _slice(layout: Layout, start: int, end: int, beside: bool) -> Table:
    table = layout.table
    rows = [row[start:end] for row in table.rows]
    for index in range(layout.top if start else 0):
        if not any(cell is not None for cell in rows[index]):
            rows[index] = [_left_of(table.rows[index], start), *rows[index][1:]]
    place = _place(start) if start else table.place
    return replace(table, rows=rows, notes=[], beside=beside and start > 0, place=place, first_column=start)


def _left_of(row: list[Cell], start: int) -> Cell:
    """A title mostly stands once, over all lists."""
    return next((cell for cell in reversed(row[:start]) if cell is not None), None)
