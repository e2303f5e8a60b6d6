"""Where the rows of data begin, by the cells alone: a heading is not what stands below it."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from indicators.cells.marks import is_mark
from indicators.cells.values import day_in, is_flag, is_unknown, number_in, text_of
from indicators.reading.tables import Cell, Table
from indicators.russian.names import is_plain_name

_BELOW = 12
_LEAST = 2
_MOST = 0.7
_PAGE: Final = re.compile(r"\b(?:vk\.(?:com|ru)|sferum\.ru)/", re.IGNORECASE)
_INITIALS: Final = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.(?:\s*[А-ЯЁ]\.)?")
_FIGURE: Final = re.compile(r"[+−–-]?\d.{0,7}")  # «26 из 32», «85,3 %», «5 «А»»
_OTHER: Final = "other"


class Body:
    """Of each row whether it looks like others. Looked at when somebody asks, and once."""

    def __init__(self, table: Table) -> None:
        self._rows = table.rows
        self._known: dict[tuple[int, int], bool | None] = {}

    def begins_at(self, start: int, top: int) -> bool:
        """Whether the data surely begins at `start`, right under rows from `top` that are none."""
        above = range(start - 1, top - 1, -1)  # within the data the nearest row already says no
        return self._is_like(start, start + 1) is True and all(self._is_like(row, start) is False for row in above)

    def _is_like(self, row: int, first: int) -> bool | None:
        """Whether the row looks like those from `first` on; `None` where the columns do not tell."""
        if (row, first) not in self._known:
            self._known[row, first] = self._compared(row, first) if first < len(self._rows) else None
        return self._known[row, first]

    def _compared(self, row: int, first: int) -> bool | None:
        below = self._rows[first : first + _BELOW]
        alike = unlike = 0
        for index, cell in enumerate(self._rows[row]):
            if cell is None or is_unknown(cell):
                continue
            told = _is_one_of([other[index] for other in below], cell)
            alike += told is True
            unlike += told is False
        return None if alike == unlike else alike > unlike


def _is_one_of(cells: Sequence[Cell], cell: Cell) -> bool | None:
    """Figures, days, answers, pages and names show; of words only those that come again and again."""
    told = [other for other in cells if other is not None and not is_unknown(other)]
    if len(told) < _LEAST:
        return None
    kind, count = Counter(map(_kind, told)).most_common(1)[0]
    if count < _MOST * len(told):
        return None
    if kind != _OTHER:
        return _kind(cell) == kind
    texts = set(told)
    return cell in texts if len(texts) * 2 <= len(told) else None


def _kind(cell: Cell) -> str:
    return _of_text(cell) if isinstance(cell, str) else "value"


@lru_cache(maxsize=20_000)
def _of_text(cell: str) -> str:
    text = text_of(cell)
    if is_plain_name(text) or _INITIALS.fullmatch(text):
        return "name"
    told = is_flag(text) or is_mark(text) or _FIGURE.fullmatch(text) or _is_number(text) or day_in(text)
    return "value" if told or _PAGE.search(text) else _OTHER


def _is_number(text: str) -> bool:
    return not text[:1].isalpha() and number_in(text) is not None  # «Сообщений 3» may be a heading
