"""Lists that stand one below another in one sheet, each under headings of its own: each becomes a table of its own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from indicators.cells.values import is_flag, text_of
from indicators.headings.layout.finding import find_layout
from indicators.headings.layout.heading_rows import IDENTITY
from indicators.headings.meaning import meaning_of
from indicators.headings.plain import plain_heading
from indicators.reading.tables import Cell, Table
from indicators.russian.names import is_person

# What may say whom a row is about: a quick look before a heading is understood.
_WHO: Final = re.compile(
    r"\W*(?:ф\W{0,2}и\W{0,2}о|фам|имя|кто\b|педаг|учител|препод|сотруд|работн|коллег|кл\w*\W+рук|\w*id\b)",
    re.IGNORECASE,
)
_WORDS_OF_A_NAME: Final = 2  # spaces between them
_LONGEST = 80
_SEARCHED_BELOW = 4
_LEAST = 2


def lists_below(table: Table, mapping: Mapping[str, str | None], today: date) -> list[Table]:
    """From top to bottom; mostly it is one, the table itself."""
    heads = list(_heads(table))
    starts = [0, *(_with_titles(table, above, head) for above, head in pairwise(heads))]
    if len(starts) < _LEAST:
        return [table]
    ends = [*starts[1:], len(table.rows)]
    titles = table.rows[: heads[0]]
    blocks = []
    first = _texts(table.rows[heads[0]])
    for start, end, head in zip(starts, ends, heads, strict=True):
        own = any(cell is not None for row in table.rows[start:head] for cell in row)
        above = [] if own or not start else titles
        blocks.append(
            replace(
                table,
                rows=[*above, *table.rows[start:end]],
                first_row=table.first_row + start - len(above),
                notes=table.notes if not start else [],
                beside=start > 0 and _texts(table.rows[head]) <= first,
                place=f"строка {table.first_row + head}" if start else table.place,
            )
        )
    return blocks if all(_names_people(block, mapping, today) for block in blocks) else [table]


def _heads(table: Table) -> Iterator[int]:
    """The first row of headings, and those further below that say something else."""
    column, last, among_data = -1, frozenset[tuple[int, str]](), True
    for index, row in enumerate(table.rows):
        cell = row[column] if column >= 0 else None
        if cell is not None and (type(cell) is not str or _is_like_a_name(cell)):
            among_data = True
            continue  # as nearly all rows of data are
        among_data = among_data or (cell is not None and is_person(text_of(cell)))
        found = _anchor(row) if among_data else None
        if found is None or not _stands_above_people(table, index, found):
            continue
        texts = frozenset((place, plain_heading(text_of(cell))) for place, cell in enumerate(row) if cell is not None)
        if texts != last and not (last and texts <= last):
            yield index
            column, last, among_data = found, texts, False


def _is_like_a_name(cell: str) -> bool:
    """A quick look at thousands of rows; «Фамилия, имя, отчество» is a heading."""
    return cell.count(" ") == _WORDS_OF_A_NAME and cell[:1] not in "Фф"


def _anchor(row: list[Cell]) -> int | None:
    """The column that says whom the rows below are about, where the whole row is made of headings."""
    if any(cell is not None and type(cell) is not str for cell in row):
        return None
    for index, cell in enumerate(row):
        if type(cell) is str and len(cell) < _LONGEST and _WHO.match(cell):
            filled = set(row) - {None}
            if len(filled) < _LEAST or not all(map(_may_be_heading, filled)):
                return None
            meaning = meaning_of(text_of(cell))
            if meaning and meaning.code in IDENTITY:
                return index
    return None


def _may_be_heading(cell: Cell) -> bool:
    return isinstance(cell, str) and not is_flag(cell) and not is_person(cell)


def _stands_above_people(table: Table, head: int, column: int) -> bool:
    below = [row[column] for row in table.rows[head + 1 : head + 1 + _SEARCHED_BELOW] if row[column] is not None]
    return any(not isinstance(cell, str) or is_person(cell) for cell in below)


def _with_titles(table: Table, above: int, head: int) -> int:
    """Where the titles begin that stand right above the headings, and the line of groups over them."""
    start = head
    while start - 1 > above and _is_title(table.rows[start - 1]):
        start -= 1
    return start


def _is_title(row: list[Cell]) -> bool:
    """Nothing, one text, or words of which none is somebody's name or an answer."""
    filled = [cell for cell in row if cell is not None]
    if not all(map(_may_be_heading, filled)):
        return False
    return len(set(filled)) < _LEAST or row[0] is None


def _texts(row: list[Cell]) -> set[str]:
    return {plain_heading(text_of(cell)) for cell in row if cell is not None}


def _names_people(table: Table, mapping: Mapping[str, str | None], today: date) -> bool:
    layout = find_layout(table, mapping, today)
    return layout is not None and any(meaning and meaning.code in IDENTITY for meaning in layout.meanings)
