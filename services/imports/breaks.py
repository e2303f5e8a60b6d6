"""Days of rest in a file that holds no statistics: a calendar, or a small table.

Own patterns: a file's words, nobody's who types.
"""

import asyncio
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from indicators.reading.tables import Table
from nudges.breaks import ReadBreaks, from_calendar, from_rows

_CALENDAR = re.compile(rb"^(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
_SPEAKS_OF_BREAKS = re.compile(
    r"каникул|карантин|осенн|зимн|весенн|летн|выходн|праздни|отдых|дистанц|перерыв", re.IGNORECASE
)
_MOST_ROWS = 60  # a longer table is about people
_HEAD = 200  # bytes


async def in_calendar_file(path: Path) -> ReadBreaks | None:
    """The breaks of an iCalendar file; None when it is something else.

    Raises:
        UnusableFile: it begins like a calendar and is none.
    """
    return await asyncio.to_thread(_in_calendar, path)


def _in_calendar(path: Path) -> ReadBreaks | None:
    with path.open("rb") as file:
        head = file.read(_HEAD)
        return from_calendar(head + file.read()) if _CALENDAR.match(head) else None


def in_tables(tables: Sequence[Table], file_name: str, today: date) -> ReadBreaks | None:
    """The breaks of a table that holds no statistics; None when it does not speak of breaks."""
    rows = [row for table in tables for row in table.rows]
    words = " ".join([file_name, *(cell for row in rows for cell in row if isinstance(cell, str))])
    if len(rows) > _MOST_ROWS or not _SPEAKS_OF_BREAKS.search(words):
        return None
    found = from_rows(rows, today)
    return found if len(found.breaks) > len(found.rejected) else None
