"""Tables of documents: docx, odt is not one of them; and Excel's XML of 2003, which 1C still writes."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from indicators.reading.limits import ReadLimits
from indicators.reading.refusals import refused
from indicators.reading.tables import Cell, Table

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"


def parsed(xml: bytes) -> Element:
    try:
        return fromstring(xml)
    except DefusedXmlException as error:
        raise refused("bomb") from error
    except (ParseError, ValueError, LookupError) as error:
        raise refused("damaged") from error


def read_docx(xml: bytes, limits: ReadLimits) -> list[Table]:
    """The tables of `word/document.xml`, each with the paragraphs above it: the week stands there."""
    body = parsed(xml.replace(_STRICT[1:-1].encode(), _W[1:-1].encode())).find(f"{_W}body")
    tables: list[Table] = []
    above: list[str] = []
    for block in _blocks(body):
        if block.tag == f"{_W}tbl":
            _add(tables, above, list(_docx_rows(block)), limits)
            above = []
        elif text := _text(block):
            above.append(text)
    if not tables:
        raise refused("no_document_table")
    return tables


def _blocks(body: Element | None) -> Iterator[Element]:
    """Paragraphs and tables, also those inside a content control."""
    for block in body if body is not None else ():
        if block.tag == f"{_W}sdt":
            yield from _blocks(block.find(f"{_W}sdtContent"))
        else:
            yield block


def _add(tables: list[Table], above: list[str], rows: list[list[Cell]], limits: ReadLimits) -> None:
    width = max((len(row) for row in rows), default=0)
    if width > limits.columns:
        raise refused("too_wide")
    for row in rows:
        row.extend([None] * (width - len(row)))
    if tables and not above and rows and len(tables[-1].rows[-1]) == width:
        tables[-1].rows.extend(rows)  # a table that was cut at a page break
        return
    titles: list[list[Cell]] = [[text, *[None] * (width - 1)] for text in above] if width else []
    if rows:
        number = len(tables) + 1
        tables.append(Table(f"Таблица {number}", [*titles, *rows], first_row=1 - len(titles)))


def _docx_rows(table: Element) -> Iterator[list[Cell]]:
    above: list[Cell] = []
    for row in table.findall(f"{_W}tr"):
        cells: list[Cell] = []
        for cell in row.iter(f"{_W}tc"):
            _docx_cell(cell, cells, above)
        above = cells
        yield list(cells)


def _docx_cell(cell: Element, cells: list[Cell], above: list[Cell]) -> None:
    text: Cell = _text(cell)
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and len(cells) < len(above):
        text = above[len(cells)]
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    cells.extend([text] * (_count(span.get(f"{_W}val")) if span is not None else 1))


def _count(text: str | None) -> int:
    return min(int(text), 500) if text and text.isdecimal() and len(text) < 5 else 1


def _text(block: Element) -> str:
    paragraphs = [block] if block.tag == f"{_W}p" else block.iter(f"{_W}p")
    return "\n".join(filter(None, (_runs(paragraph) for paragraph in paragraphs))).strip()


def _runs(paragraph: Element) -> str:
    parts = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{_W}tab", f"{_W}br"):
            parts.append(" ")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def read_xml_spreadsheet(xml: bytes, limits: ReadLimits) -> list[Table]:
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
