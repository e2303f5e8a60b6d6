"""What a line below a table says its abbreviated headings stand for: «КГЧ – количество групповых чатов»."""

import re
from collections.abc import Sequence
from typing import Final

from indicators.reading.tables import Table
from indicators.rows import lone_text

_BELOW = 30
_SHORT: Final = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Z\d]{1,6}")
_TOLD: Final = re.compile(r"(?:^|[;,\n])\s*\W?([А-ЯЁA-Z][А-ЯЁA-Z\d]{1,6})\W?\s*(?:[–—=:]|\s-\s)\s*([^\W\d][^;\n]{5,})")


def in_full(headings: Sequence[str], table: Table, start: int) -> list[str]:
    """The headings, with the words of the legend in place of an abbreviation that is the whole line."""
    short = {line for heading in headings if _SHORT.fullmatch(line := heading.rpartition(" / ")[2].strip())}
    if not short:
        return list(headings)
    below = (lone_text(row) for row in table.rows[max(start, len(table.rows) - _BELOW) :])
    told = {found[1]: found[2].strip(" .") for text in below if text for found in _TOLD.finditer(text)}
    return [_in_full(heading, told) for heading in headings]


def _in_full(heading: str, told: dict[str, str]) -> str:
    upper, line, lower = heading.rpartition(" / ")
    return f"{upper}{line}{told.get(lower.strip(), lower)}"
