"""Counts that are given as a bound: «более 10», «10+», «не менее 3», «до 5», «3–5».

A bound decides something only where it leaves no doubt: «более 10» reaches the norm of 10, «менее 3»
misses it, and «до 15» says neither. Whoever it leaves in doubt is never reminded by it.
"""

import re
from dataclasses import dataclass
from typing import Final

from indicators.cells.counted import figure_of, in_figures
from indicators.cells.values import GROUPS, BadValue, number_in, text_of
from indicators.reading.tables import Cell

UNDECIDED: Final = "по такой границе не видно, выполнена ли норма"

_NUMBER: Final = r"(\d{1,6})"
_OVER: Final = r"(?:более|больше|выше|свыше|>)(?:\s+чем)?"
_AT_LEAST: Final = r"(?:не\s+(?:менее|меньше|ниже)(?:\s+чем)?|(?:как\s+)?минимум|хотя\s+бы|от|min|мин\.?|>=|=>|≥|⩾)"
_UNDER: Final = r"(?:менее|меньше|ниже|<)(?:\s+чем)?"
_AT_MOST: Final = r"(?:не\s+(?:более|больше|выше)(?:\s+чем)?|максимум|до|max|макс\.?|<=|=<|≤|⩽)"
_MORE: Final = r"(?:\+|(?:и|или)\s+(?:более|больше|выше))"
_LESS: Final = r"(?:и|или)\s+(?:менее|меньше|ниже)"
# (pattern of the whole text, what is added to its number for the least, and for the most)
_ONE_SIDED: Final = tuple(
    (re.compile(pattern), least, most)
    for pattern, least, most in (
        (rf"{_OVER}\s*{_NUMBER}", 1, None),
        (rf"{_AT_LEAST}\s*{_NUMBER}", 0, None),
        (rf"{_NUMBER}\s*{_MORE}", 0, None),
        (rf"{_UNDER}\s*{_NUMBER}", None, -1),
        (rf"{_AT_MOST}\s*{_NUMBER}", None, 0),
        (rf"{_NUMBER}\s*{_LESS}", None, 0),
    )
)
_BETWEEN: Final = re.compile(rf"(?:от\s*)?{_NUMBER}\s*(?:-|до|\.\.+|…)\s*{_NUMBER}")
_DASHES: Final = re.compile(r"[‐‑‒–—―−]")
_MAYBE: Final = re.compile(r"\d.*[+<>≥≤⩾⩽а-я.…‐‑‒–—―−-]|[+<>≥≤⩾⩽а-я.].*\d")


@dataclass(frozen=True, slots=True)
class Bounds:
    """At least `least`, at most `most` (None: no upper bound)."""

    least: int
    most: int | None

    def reaches(self, norm: int) -> bool | None:
        """Whether the count is `norm` or more; None when the bounds do not tell."""
        if self.least >= norm:
            return True
        return False if self.most is not None and self.most < norm else None

    @property
    def words(self) -> str:
        if self.most is None:
            return f"не меньше {self.least}"
        return f"от {self.least} до {self.most}" if self.least else f"не больше {self.most}"


def bounds_in(cell: Cell) -> Bounds | None:
    """The bounds a text gives instead of a number, or None.

    Raises:
        BadValue: no count lies between them.
    """
    if not isinstance(cell, str) or len(cell) > 60:
        return None
    text = in_figures(_DASHES.sub("-", GROUPS.sub("", text_of(cell)).lower()))
    if not _MAYBE.search(text):
        return None
    text = figure_of(text) or text
    if between := _BETWEEN.fullmatch(text):
        return _checked(int(between[1]), int(between[2]))
    for pattern, least, most in _ONE_SIDED:
        if found := pattern.fullmatch(text):
            number = int(found[1])
            return _checked(number + least if least is not None else 0, number + most if most is not None else None)
    return None


def _checked(least: int, most: int | None) -> Bounds:
    if most is not None and most < least:
        raise BadValue("такого числа не бывает")
    return Bounds(least, most)


def is_count(cell: Cell) -> bool:
    """A figure above one, or a bound: no flag can be meant."""
    text = text_of(cell)
    try:
        return (number_in(text) or 0) > 1 or bounds_in(cell) is not None
    except BadValue:
        return True
