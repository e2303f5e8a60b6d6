"""«11/10», «20/25»: a part of what was to be reached, or of all, where the whole column says so."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from indicators.reading.tables import Cell

_SLASHED: Final = re.compile(r"\s*(\d{1,6})\s*[/\\]\s*(\d{1,6})\s*")
_LEAST = 3


def parts_in_words(cells: Collection[Cell], norms: Collection[int]) -> Mapping[Cell, Cell]:
    """The cells with a slash as «11 из 10». With `norms` the second figure has to be one of them, the same everywhere;
    without, no part may be greater than its whole: «8/12» beside «14/9» are boys and girls."""
    found = {
        cell: (int(m[1]), int(m[2])) for cell in cells if isinstance(cell, str) and (m := _SLASHED.fullmatch(cell))
    }
    wholes = {whole for _, whole in found.values()}
    if norms:
        are_parts = len(wholes) == 1 and wholes <= set(norms)
    else:
        are_parts = len(found) >= _LEAST and all(part <= whole for part, whole in found.values())
    return {cell: f"{part} из {whole}" for cell, (part, whole) in found.items()} if are_parts else {}
