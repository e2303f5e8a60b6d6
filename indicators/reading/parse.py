"""Bytes of any file to its tables."""

import contextlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from indicators.errors import UnusableFile
from indicators.reading import archives, delimited
from indicators.reading.detection import kind_of
from indicators.reading.limits import ReadLimits
from indicators.reading.refusals import SENTENCES, UNCOUNTED, Refused, refused
from indicators.reading.tables import Table
from indicators.reading.tidying import tidy


def tables_in(path: Path, limits: ReadLimits) -> list[Table]:
    """The tables of a file. Raises `UnusableFile` with the sentence that says what to send instead."""
    try:
        tables = tidy(tables_of(path.read_bytes(), limits))
    except Refused as error:
        raise UnusableFile(error.sentence) from error
    _give_back_memory()
    return tables


def _give_back_memory() -> None:
    """Where the C library can: a spreadsheet's parser leaves behind twice what the tables take."""
    with contextlib.suppress(ImportError, OSError, AttributeError, TypeError):
        import ctypes

        ctypes.CDLL(None).malloc_trim(0)


def tables_of(data: bytes, limits: ReadLimits, *, nested: bool = False) -> list[Table]:
    """Raises `Refused` when nothing in the file can be a table."""
    kind = kind_of(data)
    if kind in SENTENCES:
        raise refused(kind)
    tables = _READERS[kind](data, limits) if kind != "zip" else _zip(data, limits, nested)
    if not any(cell not in (None, "") for table in tables for row in table.rows for cell in row):
        raise refused("empty")
    return tables


def _xls(data: bytes, limits: ReadLimits) -> list[Table]:
    from indicators.reading.excel import workbooks, xls_hidden
    from indicators.reading.excel.xls_mending import mended

    tables = workbooks.read(mended(data), limits)
    if tables:
        tables[0].notes.extend(xls_hidden.notes_on_hidden(data))
    return tables


def _html(data: bytes, limits: ReadLimits) -> list[Table]:
    from indicators.reading import pages

    return pages.read(data, limits)


def _web_archive(data: bytes, limits: ReadLimits) -> list[Table]:
    from indicators.reading import pages

    return pages.read_web_archive(data, limits)


def _xml_spreadsheet(data: bytes, limits: ReadLimits) -> list[Table]:
    from indicators.reading.excel import xml_of_2003

    return xml_of_2003.read(data, limits)


# The kinds that `detection` finds; each reader is imported when it is needed.
_READERS: Final[dict[str, Callable[[bytes, ReadLimits], list[Table]]]] = {
    "text": delimited.read,
    "xls": _xls,
    "html": _html,
    "web_archive": _web_archive,
    "xml_spreadsheet": _xml_spreadsheet,
}


def _zip(data: bytes, limits: ReadLimits, nested: bool) -> list[Table]:
    archive = archives.opened(data, limits)
    kind = archives.package_kind(archive)
    if kind == "workbook":
        return _workbook(data, archive, limits)
    if kind == "docx":
        from indicators.reading.word import tables

        return tables.read(archive, limits)
    if kind != "archive_of_files":
        raise refused(kind if kind in SENTENCES else "not_table")
    if nested:
        raise refused("nested")
    return _archive(archive, limits)


def _workbook(data: bytes, archive: zipfile.ZipFile, limits: ReadLimits) -> list[Table]:
    from indicators.reading.excel import hidden, struck, workbooks

    inside = archives.unfolded(archive, limits)
    try:
        tables = workbooks.read(data, limits)
    except workbooks.Unexpected as error:
        tables = _second_reading(archive, limits, error)
    tables = tables or _second_reading(archive, limits)
    if inside.struck and tables:
        struck.correct(tables, archive, inside.struck, limits)
    if inside.hides and tables:
        tables[0].notes.extend(hidden.notes_on_hidden(archive, limits))
    if inside.uncounted and tables:
        if not any(cell not in (None, "") for table in tables for row in table.rows for cell in row):
            raise refused("formulas")
        tables[0].uncounted = inside.uncounted
        tables[0].notes.append(UNCOUNTED.format(count=inside.uncounted))
    return tables


def _second_reading(archive: zipfile.ZipFile, limits: ReadLimits, why: Exception | None = None) -> list[Table]:
    from indicators.reading.excel import tolerant

    if "content.xml" in archive.namelist():
        raise refused("damaged") from why
    return tolerant.read(archive, limits)


def _archive(archive: zipfile.ZipFile, limits: ReadLimits) -> list[Table]:
    """Tables of all members; a member that is no table is left out with a note."""
    tables: list[Table] = []
    left_out: list[str] = []
    for member in archives.members(archive, limits):
        name = archives.member_name(member)
        try:
            found = tables_of(archives.content(archive, member.filename, limits), limits, nested=True)
        except Refused as error:
            left_out.append(f"Из архива не взят файл «{name}». {error.sentence}")
            continue
        for table in found:
            table.source = name
        tables.extend(found)
    if not tables:
        raise Refused(left_out[0]) if len(left_out) == 1 else refused("no_tables")
    tables[0].notes.extend(left_out)
    return tables
