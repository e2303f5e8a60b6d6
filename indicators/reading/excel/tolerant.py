"""The second reader of xlsx: what every office program passes over stops the library, and not this one."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from indicators.reading.excel.cell_values import CellValues, whole
from indicators.reading.excel.merged import Place, spread_merged
from indicators.reading.excel.package import Package, SheetPart, local
from indicators.reading.limits import ReadLimits
from indicators.reading.refusals import Refused, refused
from indicators.reading.tables import Cell, Table
from indicators.reading.tidying import Cells

_NO_PART = "Лист «{name}» не прочитан: в файле от него осталось только название."
_BROKEN = "Лист «{name}» обрывается на строке {row}: скачайте файл заново и пришлите ещё раз."
_PLACE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)
_SHEETS: Final = frozenset({"worksheet", ""})


def read(archive: zipfile.ZipFile, limits: ReadLimits) -> list[Table]:
    """Raises `Refused` with the sentence that says what is wrong with the file."""
    package = Package(archive, limits)
    sheets = [sheet for sheet in package.sheets() if sheet.kind in _SHEETS][: limits.tables]
    values = CellValues(package)
    tables = [_Sheet(package, sheet, values, limits).table() for sheet in sheets if sheet.part]
    notes = [_NO_PART.format(name=sheet.name) for sheet in sheets if not sheet.part]
    if not tables:
        raise Refused(notes[0]) if notes else refused("no_sheets")
    tables[0].notes.extend(notes)
    return tables


class _Sheet:
    def __init__(self, package: Package, sheet: SheetPart, values: CellValues, limits: ReadLimits) -> None:
        self._sheet = sheet
        self._limits = limits
        self._values = values
        self._content = package.content(sheet.part) or b""
        self._rows: dict[int, list[Cell]] = {}
        self._cells = Cells()
        self._count = 0
        self._merged: list[tuple[Place, Place]] = []

    def table(self) -> Table:
        number = 0
        try:
            for element in _elements(self._content):
                name = local(element.tag)
                if name == "row":
                    number = whole(element.get("r"), number + 1)
                    self._row(number, element)
                    element.clear()
                elif name == "mergeCell":
                    self._merge(element.get("ref", ""))
        except DefusedXmlException as error:
            raise refused("bomb") from error
        except (ParseError, ValueError, LookupError) as error:
            raise Refused(_BROKEN.format(name=self._sheet.name, row=number + 1)) from error
        return self._assembled()

    def _row(self, number: int, row: Element) -> None:
        cells: list[Cell] = []
        for cell in row:
            if local(cell.tag) != "c":
                continue
            place = _place(cell.get("r", ""))
            column = place[1] if place else len(cells)
            if column < self._limits.columns:
                cells.extend([None] * (column + 1 - len(cells)))
                cells[column] = self._cells[self._values.of(cell)]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            return
        self._count += len(cells)
        if number > self._limits.rows:
            raise refused("too_long")
        if self._count > self._limits.cells:
            raise refused("bomb")
        self._rows[number] = cells

    def _merge(self, area: str) -> None:
        first, _, last = area.partition(":")
        corners = _place(first), _place(last)
        if corners[0] and corners[1]:
            self._merged.append((corners[0], corners[1]))

    def _assembled(self) -> Table:
        if not self._rows:
            return Table(self._sheet.name, [], self._sheet.hidden)
        first, last = min(self._rows), max(self._rows)
        width = max(map(len, self._rows.values()))
        rows = [self._rows.get(number, []) for number in range(first, last + 1)]
        rows = [row + [None] * (width - len(row)) for row in rows]
        spread_merged(rows, self._merged, (first - 1, 0))
        return Table(self._sheet.name, rows, self._sheet.hidden, first_row=first)


def _elements(content: bytes) -> Iterator[Element]:
    return (element for _, element in iterparse(io.BytesIO(content), events=("end",)))


def _place(reference: str) -> Place | None:
    """Row and column, both from zero."""
    found = _PLACE.fullmatch(reference.strip())
    if found is None or found[2] == "0" * len(found[2]):
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
