"""Rows and columns of an xlsx that are hidden: they are read like the others, and that is said."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final

from indicators.reading.excel.package import Package
from indicators.reading.limits import ReadLimits
from indicators.reading.refusals import Refused
from indicators.reading.tables import column_letters

_COLUMNS: Final = re.compile(rb"<(?:\w+:)?col\b[^<>]*>")
# With cells in it: programs hide empty rows below a table as well.
_ROWS: Final = re.compile(rb"<(?:\w+:)?row\b[^<>]*\bhidden=\"(?:1|true)\"[^<>]*>\s*<(?:\w+:)?c\b")
_ATTRIBUTE: Final = re.compile(rb"\b(min|max|hidden)=\"(\w+)\"")
_WIDEST = 100  # further to the right nobody hides a column of a table
_NAMED = 5


def notes_on_hidden(archive: zipfile.ZipFile, limits: ReadLimits) -> list[str]:
    try:
        package = Package(archive, limits)
        return [note for sheet in package.sheets() if (note := _note(sheet.name, package.content(sheet.part) or b""))]
    except Refused:  # what is wrong with the file is said elsewhere
        return []


def _note(sheet: str, content: bytes) -> str:
    return note_on(sheet, sum(1 for _ in _ROWS.finditer(content)), _hidden_columns(content))


def note_on(sheet: str, rows: int, numbers: Iterable[int]) -> str:
    """`rows` is how many of them are hidden, `numbers` count the columns from one; empty where nothing is hidden."""
    columns = [column_letters(number - 1) for number in sorted({number for number in numbers if number <= _WIDEST})]
    parts = [f"строки ({rows})"] if rows else []
    if columns:
        parts.append(f"столбцы ({', '.join(columns[:_NAMED])}{' и другие' if len(columns) > _NAMED else ''})")
    return f"Лист «{sheet}»: скрытые {' и '.join(parts)} тоже прочитаны." if parts else ""


def _hidden_columns(content: bytes) -> Iterator[int]:
    """From one."""
    for column in _COLUMNS.findall(content):
        said = dict(_ATTRIBUTE.findall(column))
        first, last = said.get(b"min", b""), said.get(b"max", b"")
        if said.get(b"hidden") in (b"1", b"true") and first.isdigit() and last.isdigit() and len(last) < 4:
            yield from range(int(first), min(int(last), _WIDEST) + 1)
