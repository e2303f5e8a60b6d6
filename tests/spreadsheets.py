"""A spreadsheet for tests, as bytes: rows of cells for each sheet."""

import io
from collections.abc import Sequence

import xlsxwriter


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    for rows in sheets:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    book.close()
    return out.getvalue()


def summary_of(period: str, staff: str, called: str) -> list[list[object]]:
    """A school's summary as one sheet: how many of the staff are there, and have called in the week."""
    head: list[object] = ["Учителей всего", "Учителя, совершившие минимум 1 звонок за неделю"]
    return [[f"Свод за {period}"], head, [staff, called]]
