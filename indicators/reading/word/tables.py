"""The tables of a Word document, each with the paragraphs above it: the week stands there."""

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from xml.etree.ElementTree import Element

from indicators.reading import archives
from indicators.reading.limits import ReadLimits
from indicators.reading.markup import parsed
from indicators.reading.refusals import Refused, refused
from indicators.reading.tables import Cell, Table
from indicators.reading.word.names import STRICT, W, is_on, opened, value
from indicators.reading.word.styles import Styles
from indicators.reading.word.text import REMARKS, Reader

_USUAL: Final = "word/document.xml"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WIDEST = 500


def read(archive: zipfile.ZipFile, limits: ReadLimits) -> list[Table]:
    main = _main_part(archive, limits)
    styles = str(PurePosixPath(main).with_name("styles.xml"))
    has_styles = styles in archive.namelist()
    reader = Reader(Styles(_part(archive, styles, limits) if has_styles else None))
    tables = _Document(reader, limits).read(_part(archive, main, limits).find(f"{W}body"))
    tables[0].notes.extend(sentence for code, sentence in REMARKS.items() if code in reader.remarks)
    return tables


def _main_part(archive: zipfile.ZipFile, limits: ReadLimits) -> str:
    """Word in the browser calls it `word/document2.xml`."""
    names = archive.namelist()
    if _USUAL not in names and "_rels/.rels" in names:
        for relation in parsed(archives.content(archive, "_rels/.rels", limits)).iter(_RELATION):
            target = relation.get("Target", "").lstrip("/")
            if relation.get("Type", "").endswith("/officeDocument") and target in names:
                return target
    return _USUAL


def _part(archive: zipfile.ZipFile, name: str, limits: ReadLimits) -> Element:
    content = archives.content(archive, name, limits)
    return parsed(content.replace(STRICT[1:-1].encode(), W[1:-1].encode()))


class _Document:
    def __init__(self, reader: Reader, limits: ReadLimits) -> None:
        self._reader = reader
        self._limits = limits
        self._tables: list[Table] = []
        self._above: list[str] = []

    def read(self, body: Element | None) -> list[Table]:
        self._walk(body)
        if not self._tables:
            raise self._nothing()
        return self._tables

    def _nothing(self) -> Refused:
        return refused("inserted_document" if "inserted" in self._reader.remarks else "no_document_table")

    def _walk(self, parent: Element | None) -> None:
        for block in self._reader.blocks(parent):
            if block.tag == f"{W}tbl":
                self._table(block)
            elif block.tag == f"{W}p" and (text := self._title(block)):
                self._above.append(text)

    def _title(self, paragraph: Element) -> str:
        """A picture in the letterhead is nobody's loss: of what stands outside of tables nothing is said."""
        before = set(self._reader.remarks)
        text = self._reader.paragraph(paragraph)
        self._reader.remarks = before
        return text

    def _table(self, table: Element) -> None:
        rows = [row for row in opened(table, "tr") if not self._is_gone(row)]
        nested = [one for row in rows for cell in opened(row, "tc") for one in opened(cell, "tbl")]
        cells = list(self._rows(rows))
        if len(cells) > self._limits.rows:
            raise refused("too_long")
        self._add(cells)
        for one in nested:
            self._table(one)

    def _is_gone(self, row: Element) -> bool:
        if row.find(f"{W}trPr/{W}del") is not None:
            self._reader.remarks.add("changes")
            return True
        if is_on(row.find(f"{W}trPr/{W}hidden")):
            self._reader.remarks.add("hidden")
            return True
        return False

    def _rows(self, rows: list[Element]) -> Iterator[list[Cell]]:
        above: list[Cell] = []
        for row in rows:
            cells: list[Cell] = [None] * _count(value(row.find(f"{W}trPr/{W}gridBefore")), 0)
            for cell in opened(row, "tc"):
                self._cell(cell, cells, above)
            above = cells
            yield list(cells)

    def _cell(self, cell: Element, cells: list[Cell], above: list[Cell]) -> None:
        properties = cell.find(f"{W}tcPr")
        text: Cell = self._reader.cell(cell)
        down, across = (
            properties.find(f"{W}{name}") if properties is not None else None for name in ("vMerge", "hMerge")
        )
        if down is not None and value(down, otherwise="continue") == "continue" and len(cells) < len(above):
            text = above[len(cells)]
        if across is not None and value(across, otherwise="continue") == "continue" and cells:
            text = cells[-1]
        span = properties.find(f"{W}gridSpan") if properties is not None else None
        cells.extend([text] * _count(value(span), 1))
        if len(cells) > self._limits.columns:
            raise refused("too_wide")

    def _add(self, rows: list[list[Cell]]) -> None:
        width = max((len(row) for row in rows), default=0)
        for row in rows:
            row.extend([None] * (width - len(row)))
        tables, above = self._tables, self._above
        if not any(cell for row in rows for cell in row):
            return
        self._above = []
        if tables and not above and tables[-1].rows and len(tables[-1].rows[-1]) == width:
            tables[-1].rows.extend(rows)  # a table that was cut at a page break
            return
        titles: list[list[Cell]] = [[text, *[None] * (width - 1)] for text in above]
        tables.append(Table(f"Таблица {len(tables) + 1}", [*titles, *rows], first_row=1 - len(titles)))


def _count(text: str, otherwise: int) -> int:
    return min(int(text), _WIDEST) if text.isdecimal() and len(text) < 5 else otherwise
