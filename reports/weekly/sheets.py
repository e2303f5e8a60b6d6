"""Sheets of a workbook with one look: typed cells, frozen headings with filters, pages that print."""

import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from reports.figures.wording import legible

_NARROWEST, _WIDEST = 9, 44  # characters in a column
_LINE = 15  # points
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))

Book = Any
Sheet = Any


class Page:
    """A sheet after another, all with the same look; rows are lists of plain values."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#EEEEEE"}
        )
        self._title = book.add_format({"bold": True, "font_size": 14, "text_wrap": True, "valign": "vcenter"})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._number = book.add_format({"num_format": "#,##0", "valign": "top", "align": "center"})
        self._step = book.add_format({"num_format": "+#,##0;−#,##0;0", "valign": "top", "align": "center"})
        self._percent = book.add_format({"num_format": "0.0%", "valign": "top", "align": "center"})
        self._points = book.add_format(
            {"num_format": '+0.0" п. п.";−0.0" п. п.";0', "valign": "top", "align": "center"}
        )
        self._day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"})
        self._moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm", "valign": "top", "align": "left"})

    def add_list(self, name: str, title: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """A list without lines, and in it a column without values, are left out: they would only cost paper."""
        filled = [column for column in range(len(headings)) if any(_is_said(row[column]) for row in rows)]
        if filled:
            self.add(name, title, [headings[one] for one in filled], [[row[one] for one in filled] for row in rows])

    def add(self, name: str, title: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        sheet = self._book.add_worksheet(name.translate(_FORBIDDEN)[:31])
        widths = [_width(heading, [row[column] for row in rows]) for column, heading in enumerate(headings)]
        # Across all columns, so that a long name of a school does not make the printed page wider.
        sheet.merge_range(0, 0, 0, len(headings) - 1, "", self._title)
        sheet.write_string(0, 0, legible(title), self._title)
        sheet.set_row(0, 1.4 * _LINE * _lines(legible(title), sum(widths) / 1.4))
        for column, heading in enumerate(headings):
            sheet.write_string(1, column, heading, self._head)
        sheet.set_row(1, _LINE * max(map(_lines, headings, widths)) + 6)
        for number, row in enumerate(rows, start=2):
            for column, value in enumerate(row):
                self._write(sheet, number, column, value)
            # Not every program makes a row as high as its text.
            tallest = max(_lines(_shown(value), width) for value, width in zip(row, widths, strict=True))
            sheet.set_row(number, _LINE * tallest)
        self._arrange(sheet, widths, len(rows))

    def _write(self, sheet: Sheet, row: int, column: int, value: Any) -> None:
        if not _is_said(value):
            sheet.write_blank(row, column, None, self._text)
        elif isinstance(value, Share):
            sheet.write_number(row, column, value.part, self._percent)
        elif isinstance(value, Step):
            sheet.write_number(row, column, value.size, self._points if value.is_points else self._step)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, column, value.replace(tzinfo=None), self._moment)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self._day)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(row, column, value, self._number)
        else:
            sheet.write_string(row, column, legible(str(value)), self._text)

    def _arrange(self, sheet: Sheet, widths: Sequence[float], rows: int) -> None:
        """Frozen headings with filters, a page that prints."""
        sheet.freeze_panes(2, 1)
        sheet.autofilter(1, 0, max(1, rows + 1), len(widths) - 1)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.set_footer("&L&A&RСтраница &P из &N")


def _is_said(value: Any) -> bool:
    return value is not None and value != ""


def _width(heading: str, values: Sequence[Any]) -> float:
    """In characters: as wide as what stands in the column, and no word of its heading is torn."""
    word = max(len(word) for word in heading.replace("\u00a0", " ").split()) * 1.2 + 3  # bold, and the filter's arrow
    longest = max((len(_shown(value)) for value in values), default=0) + 2
    return max(_NARROWEST, word, min(_WIDEST, longest))


def _lines(text: str, width: float) -> int:
    """A word that does not fit goes to the next line, so a line is seldom filled to its end."""
    return 1 if len(text) <= width else min(20, math.ceil(len(text) * 1.15 / width))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return "17.11.2026 12:00" if isinstance(value, date) else str(value)


class Share:
    """A fraction shown as a percent; 0.85 is 85 %."""

    __slots__ = ("part",)

    def __init__(self, part: float) -> None:
        self.part = part

    def __str__(self) -> str:
        return f"{self.part:.1%}"


class Step:
    """A change, shown with its sign: of people, or of percentage points."""

    __slots__ = ("is_points", "size")

    def __init__(self, size: float, *, is_points: bool = False) -> None:
        self.size, self.is_points = size, is_points

    def __str__(self) -> str:
        return f"{self.size:+.1f} п. п." if self.is_points else f"{self.size:+.0f}"
