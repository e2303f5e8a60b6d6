"""Excel's XML of 2003, which 1C still writes."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from indicators.reading.limits import ReadLimits
from indicators.reading.markup import parsed
from indicators.reading.refusals import refused
from indicators.reading.tables import Cell, Table

_SS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"


def read(xml: bytes, limits: ReadLimits) -> list[Table]:
    tables = []
    for sheet in parsed(xml).iter(f"{_SS}Worksheet"):
        rows = list(_sheet_rows(sheet, limits))
        width = max((len(row) for row in rows), default=0)
        for row in rows:
            row.extend([None] * (width - len(row)))
        tables.append(Table(sheet.get(f"{_SS}Name", ""), rows))
    return tables


def _sheet_rows(sheet: Element, limits: ReadLimits) -> Iterator[list[Cell]]:
    number = 0
    for row in sheet.iter(f"{_SS}Row"):
        target = _count_long(row.get(f"{_SS}Index"), number + 1)
        if target > limits.rows:
            raise refused("too_long")
        for _ in range(number + 1, target):
            yield []
        number = max(target, number + 1)
        yield _sheet_row(row, limits)


def _sheet_row(row: Element, limits: ReadLimits) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row.findall(f"{_SS}Cell"):
        start = _count_long(cell.get(f"{_SS}Index"), len(cells) + 1) - 1
        across = _count_long(cell.get(f"{_SS}MergeAcross"), 0)
        if start + across > limits.columns:
            raise refused("too_wide")
        cells.extend([None] * (start - len(cells)))
        content = cell.find(f"{_SS}Data")
        text = "".join(content.itertext()).strip() if content is not None else ""
        kind = content.get(f"{_SS}Type", "") if content is not None else ""
        cells.extend([text[:10] if kind == "DateTime" else text] * (1 + across))
    return cells


def _count_long(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else otherwise
