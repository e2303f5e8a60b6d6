"""When a list was made: what it tells as «вчера» counts from that day, and not from the day it is loaded."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from indicators.headings.layout.layout import Layout
from indicators.rows import lone_text
from indicators.russian.periods import only_day
from indicators.weeks import Week

_MADE: Final = re.compile(
    r"сформирован|формировани|выгруж|выгрузк|составлен|обновл[её]н|по\s+состоянию|\bданные\s+на\b|дата\s+отч[её]та|"
    r"отч[её]т\s+(?:на|от)\b|получен\w*\s+\d",
    re.IGNORECASE,
)
_BELOW = 12
# So long after its week a list is loaded that was made right then.
_SOON: Final = timedelta(days=6)


def day_of_making(layout: Layout, week: Week | None, today: date) -> date | None:
    """The day that stands beside the table, else the day of the load, unless the list is of a week long gone."""
    told = {day for text in _texts(layout) if _MADE.search(text) and (day := only_day(text, today)) and day <= today}
    if len(told) == 1:
        return told.pop()
    return today if week is None or today <= week.sunday + _SOON else None


def _texts(layout: Layout) -> Iterator[str]:
    """The lines above the headings, and those at the end that say one thing only."""
    rows = layout.table.rows
    for row in rows[: layout.top]:
        yield from (cell for cell in row if isinstance(cell, str))
    yield from filter(None, map(lone_text, rows[max(layout.start, len(rows) - _BELOW) :]))
