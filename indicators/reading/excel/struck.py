"""Cells of an xlsx in which a part is struck out: what it was corrected to is what they say."""

import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from indicators.reading import archives
from indicators.reading.excel.package import descendants
from indicators.reading.limits import ReadLimits
from indicators.reading.markup import parsed
from indicators.reading.refusals import Refused
from indicators.reading.tables import Table

NOTE: Final = "В ячейках есть зачёркнутое: прочитано то, чем его исправили; зачёркнутое целиком — как обычный текст."
_ENDS: Final = re.compile(rb"</(si|is)>")
_OFF: Final = ("0", "false")


def correct(tables: list[Table], archive: zipfile.ZipFile, parts: list[str], limits: ReadLimits) -> None:
    """In place. `parts` are the members of the archive in which something is struck out."""
    said = {full: kept for part in parts for full, kept in _corrections(archives.content(archive, part, limits))}
    found = False
    for table in tables if said else ():
        for row in table.rows:
            for index, cell in enumerate(row):
                if isinstance(cell, str) and cell.strip() in said:
                    row[index], found = said[cell.strip()], True
    if found:
        tables[0].notes.append(NOTE)


def _corrections(content: bytes) -> list[tuple[str, str]]:
    """(the whole text, what of it is not struck out)"""
    found = []
    for item in _items(content):
        try:
            runs = [(_is_struck(run), _text(run)) for run in descendants(parsed(item), "r")]
        except Refused:  # the workbook's own reader says what is wrong with it
            continue
        kept = " ".join("".join(text for struck, text in runs if not struck).split())
        if kept and any(struck and text.strip() for struck, text in runs):
            found.append(("".join(text for _, text in runs).strip(), kept))
    return found


def _items(content: bytes) -> Iterator[bytes]:
    """The texts in which the word for it stands at all."""
    start = 0
    for end in _ENDS.finditer(content):
        item = content[start : end.end()]
        if b"strike" in item and (begun := item.rfind(b"<" + end[1] + b">")) >= 0:
            yield item[begun:]
        start = end.end()


def _is_struck(run: Element) -> bool:
    marks = [*descendants(run, "strike"), *descendants(run, "dstrike")]
    return any(mark.get("val", "1") not in _OFF for mark in marks)


def _text(run: Element) -> str:
    return "".join(text.text or "" for text in descendants(run, "t"))
