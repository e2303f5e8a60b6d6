"""The week in title rows whose first and last day stand in cells, or even rows, of their own."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from indicators.cells.values import text_of
from indicators.reading.tables import Cell
from indicators.russian.periods import Period, period_in

_DAY: Final = r"(?:\d{1,2}[./]\d{1,2}[./](?:20)?\d\d|20\d\d-\d\d-\d\d)(?!\d)"
_PAIR: Final = re.compile(
    rf"(?:нач\w*|период\w*|недел\w*|(?<!\w)с)(?!\w)[^\d\n]{{0,40}}\n?[^\d\n]{{0,40}}?({_DAY})"
    rf"([^\d]{{0,60}}?)({_DAY})",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"[\s;,:.|г—–-]*|.*(?:кон[её]?ц|оконч|заверш|\bпо\b|\bдо\b).*", re.IGNORECASE | re.DOTALL)


def days_of_titles(rows: list[list[Cell]], today: date) -> Iterator[Period]:
    """«Период с | 09.11.2026 | по | 15.11.2026», «Начало: 09.11.2026» over «Окончание: 15.11.2026»."""
    text = "\n".join(" ".join(dict.fromkeys(filter(None, map(text_of, row)))) for row in rows)
    for first, between, last in _PAIR.findall(text):
        if _TO.fullmatch(between) and (period := period_in(f"{first} - {last}", today)) and period.kind == "week":
            yield period
