"""What writers of xls say differently from Excel, set right before the library reads it."""

import struct
from collections.abc import Iterator
from typing import Final

from indicators.reading.excel.formats import DATES, is_date
from indicators.reading.excel.ole import Container, NoContainer

_NAMES: Final = {"workbook": "Workbook", "book": "Book"}
_BOF, _CODEPAGE, _FORMAT, _XF, _SHEET_BOF_AFTER = 0x0809, 0x0042, 0x041E, 0x00E0, 0x0A
_BIFF8 = 0x0600
_UTF16 = 1200
_GENERAL, _DATE = 0, 14
_OWN_FORMATS = 164


def mended(data: bytes) -> bytes:
    """The same file, or one that the library reads as Excel does."""
    try:
        container = Container(data)
        found = next((entry for entry in container.entries() if entry[0].lower() in _NAMES), None)
        if found is None:
            return data
        name, at, first, size = found
        content = bytearray(data)
        usual = _NAMES[name.lower()].encode("utf-16-le")
        content[at : at + len(usual)] = usual
        if size >= container.cutoff:
            places = container.places(first)
            for offset, two_bytes in _changes(container.content(places, size)):
                for shift, byte in enumerate(two_bytes.to_bytes(2, "little")):
                    content[container.place_of(places, offset + shift)] = byte
    except (NoContainer, struct.error, IndexError):
        return data  # the library says what is wrong
    return bytes(content)


def _changes(stream: bytes) -> Iterator[tuple[int, int]]:
    """(offset, two bytes that should stand there) in the records before the first sheet."""
    records = list(_globals(stream))
    if not records or struct.unpack_from("<H", stream, 4)[0] != _BIFF8:
        return
    contradicted: dict[int, int] = {}  # a number of a format → the one that the library understands as meant
    for kind, offset, length in records:
        # Texts are UTF-16 in this version; the code page of the writer's system means nothing for them.
        if kind == _CODEPAGE and length >= 2 and struct.unpack_from("<H", stream, offset)[0] != _UTF16:
            yield offset, _UTF16
        elif kind == _FORMAT and length >= 5:
            number = struct.unpack_from("<H", stream, offset)[0]
            dated = is_date(_text(stream[offset + 2 : offset + length]))
            if number < _OWN_FORMATS and dated != (number in DATES):
                contradicted[number] = _DATE if dated else _GENERAL
    for kind, offset, length in records:
        if kind == _XF and length >= 4:
            number = struct.unpack_from("<H", stream, offset + 2)[0]
            if number in contradicted:
                yield offset + 2, contradicted[number]


def _globals(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """(kind, offset of the content, length) of each record up to the end of the workbook's own part."""
    offset = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        if kind == _SHEET_BOF_AFTER or (offset == 0 and kind != _BOF):
            return
        yield kind, offset + 4, length
        offset += 4 + length


def _text(content: bytes) -> str:
    length, wide = struct.unpack_from("<HB", content)
    if wide & 1:
        return content[3 : 3 + length * 2].decode("utf-16-le", "replace")
    return content[3 : 3 + length].decode("latin-1")
