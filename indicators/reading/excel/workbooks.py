"""Workbooks: xlsx, xlsm, xlsb, xls and ods. Values only: formulas and macros are never run."""

import io
from itertools import islice

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from indicators.reading.excel.merged import spread_merged
from indicators.reading.limits import ReadLimits
from indicators.reading.refusals import SENTENCES, Refused, refused
from indicators.reading.tables import Cell, Table
from indicators.reading.tidying import Cells

_PANIC = "PanicException"  # of the library's own language; it can be caught by its name only
_STRAY_CELLS = 20


class Unexpected(Refused):
    """The library does not get on with the file; that need not be the file's fault."""


def read(data: bytes, limits: ReadLimits) -> list[Table]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return _sheets(workbook, limits)
    except PasswordError as error:
        raise refused("password") from error
    except CalamineError as error:
        raise refused("password") if "assword" in str(error) else Unexpected(SENTENCES["damaged"]) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:  # no fault of the library's: handed on, and so is an interruption
            raise
        raise Unexpected(SENTENCES["damaged"]) from error


def _sheets(workbook: CalamineWorkbook, limits: ReadLimits) -> list[Table]:
    tables = []
    cells = 0
    for number, about in enumerate(workbook.sheets_metadata[: limits.tables]):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_index(number)
        cells += sheet.height * sheet.width
        if cells > limits.cells:
            raise refused("too_long" if sheet.height > sheet.width else "too_wide")
        table = _table(sheet, limits)
        table.hidden = about.visible is not SheetVisibleEnum.Visible
        tables.append(table)
    return tables


def _table(sheet: CalamineSheet, limits: ReadLimits) -> Table:
    start = sheet.start
    if start is None:
        return Table(sheet.name, [])
    cells = Cells()  # row by row, so that equal cells are never there twice
    rows = [cells.row(row) for row in islice(sheet.iter_rows(), start[0], None)]
    if len(rows) > limits.rows:
        rows = _without_empty_tail(rows, limits)
    notes = _cut_far_columns(rows, limits) if rows and len(rows[0]) > limits.columns else []
    spread_merged(rows, sheet.merged_cell_ranges or [], start)
    return Table(sheet.name, rows, first_row=start[0] + 1, notes=notes, tidied=True)


def _cut_far_columns(rows: list[list[Cell]], limits: ReadLimits) -> list[str]:
    """A few stray cells far to the right are left out; a table that is really so wide is no statistics."""
    far = sum(1 for row in rows for cell in islice(row, limits.columns, None) if cell is not None)
    if far > _STRAY_CELLS:
        raise refused("too_wide")
    for row in rows:
        del row[limits.columns :]
    return [f"Правее столбца {limits.columns} стоят отдельные ячейки: они не прочитаны."] if far else []


def _without_empty_tail(rows: list[list[Cell]], limits: ReadLimits) -> list[list[Cell]]:
    """A sheet may be formatted, or hold a stray space, a million rows down."""
    if any(cell is not None for row in islice(rows, limits.rows, None) for cell in row):
        raise refused("too_long")
    return rows[: limits.rows]
