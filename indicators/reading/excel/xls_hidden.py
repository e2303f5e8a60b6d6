"""Rows and columns of an xls that are hidden: they are read like the others, and that is said."""

import struct
from collections.abc import Iterator
from typing import Final

from indicators.reading.excel.hidden import note_on
from indicators.reading.excel.ole import Container, NoContainer

_STREAM: Final = "workbook"  # of Excel 97 and later; what is older names its sheets otherwise
_BOUND_SHEET, _COLUMNS, _ROW, _END = 0x0085, 0x007D, 0x0208, 0x000A
_RECORD: Final = struct.Struct("<HH")
_SHEET: Final = struct.Struct("<IBBBB")  # where it begins, visibility, type, length of the name, whether it is wide
_OF_COLUMNS: Final = struct.Struct("<HH4xH")
_OF_ROW: Final = struct.Struct("<2xHH6xH")
_COLUMN_HIDDEN, _ROW_HIDDEN = 0x0001, 0x0020


def notes_on_hidden(data: bytes) -> list[str]:
    try:
        container = Container(data)
        found = next((entry for entry in container.entries() if entry[0].lower() == _STREAM), None)
        if found is None or found[3] < container.cutoff:
            return []
        stream = container.content(container.places(found[2]), found[3])
        return [note for name, start in _sheets(stream) if (note := _note(stream, name, start))]
    except (NoContainer, struct.error, IndexError):  # what is wrong with the file is said elsewhere
        return []


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, at, _ in _records(stream, 0):
        if kind == _BOUND_SHEET:
            start, _, _, length, wide = _SHEET.unpack_from(stream, at)
            text = stream[at + _SHEET.size : at + _SHEET.size + length * (1 + (wide & 1))]
            yield text.decode("utf-16-le" if wide & 1 else "latin-1", "replace"), start


def _note(stream: bytes, name: str, start: int) -> str:
    rows, columns = 0, set[int]()
    for kind, at, _ in _records(stream, start):
        if kind == _COLUMNS:
            first, last, options = _OF_COLUMNS.unpack_from(stream, at)
            if options & _COLUMN_HIDDEN:
                columns.update(range(first + 1, last + 2))
        elif kind == _ROW:
            first, after_last, options = _OF_ROW.unpack_from(stream, at)
            rows += bool(options & _ROW_HIDDEN) and after_last > first
    return note_on(name, rows, columns)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """(kind, offset of the content, length) of each record of one part of the workbook."""
    while at + 4 <= len(stream):
        kind, length = _RECORD.unpack_from(stream, at)
        yield kind, at + 4, length
        if kind == _END:
            return
        at += 4 + length
