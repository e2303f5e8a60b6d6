"""The container around an xls: where in the file the bytes of its workbook stand."""

import struct
from collections.abc import Iterator
from typing import Final

_HEADER: Final = struct.Struct(
    "<30xH16xI4xI8xI"
)  # sector shift, directory, smallest stream of its own, more of the table
_ENTRY_BYTES = 128
_END_OF_CHAIN = 0xFFFFFFF8  # this and above are no sectors
_HEADER_SECTORS = 109
_LONGEST_CHAIN = 200_000


class NoContainer(ValueError):
    """Not an OLE file, or one whose parts lead nowhere."""


class Container:
    """The streams of an OLE file, by their place in it."""

    def __init__(self, data: bytes) -> None:
        try:
            self._read_header(data)
        except (struct.error, IndexError, OverflowError) as error:
            raise NoContainer("a header cut short") from error

    def _read_header(self, data: bytes) -> None:
        self._data = data
        shift, first_directory, self.cutoff, first_more = _HEADER.unpack_from(data)
        if not 7 <= shift <= 16:
            raise NoContainer("no such sectors")
        self._sector: int = 1 << shift
        self._table = self._sectors_of_table(first_more)
        self.directory = self.places(first_directory)

    def _sectors_of_table(self, more: int) -> list[int]:
        """The file allocation table: of each sector the one that follows."""
        numbers = list(struct.unpack_from(f"<{_HEADER_SECTORS}I", self._data, 76))
        per_sector = self._sector // 4
        for _ in range(_LONGEST_CHAIN // per_sector):
            if more >= _END_OF_CHAIN:
                break
            *some, more = struct.unpack_from(f"<{per_sector}I", self._data, self._at(more))
            numbers += some
        table: list[int] = []
        for number in numbers:
            if number < _END_OF_CHAIN:
                table += struct.unpack_from(f"<{per_sector}I", self._data, self._at(number))
        return table

    def _at(self, sector: int) -> int:
        return (sector + 1) * self._sector

    def places(self, sector: int) -> list[int]:
        """Where the sectors of a stream begin in the file, in their order."""
        found: list[int] = []
        while sector < _END_OF_CHAIN:
            if sector >= len(self._table) or len(found) > _LONGEST_CHAIN:
                raise NoContainer("a chain that leads nowhere")
            found.append(self._at(sector))
            sector = self._table[sector]
        return found

    def entries(self) -> Iterator[tuple[str, int, int, int]]:
        """Name, place of the entry in the file, first sector and size of each stream."""
        for place in self.directory:
            for at in range(place, min(place + self._sector, len(self._data) - _ENTRY_BYTES + 1), _ENTRY_BYTES):
                length = struct.unpack_from("<H", self._data, at + 64)[0]
                first, size = struct.unpack_from("<II", self._data, at + 116)
                name = self._data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                if name:
                    yield name, at, first, size

    def content(self, places: list[int], size: int) -> bytes:
        return b"".join(self._data[at : at + self._sector] for at in places)[:size]

    def place_of(self, places: list[int], offset: int) -> int:
        """Where in the file a byte of a stream stands."""
        return places[offset // self._sector] + offset % self._sector
