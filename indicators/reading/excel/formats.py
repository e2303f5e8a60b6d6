"""Formats of numbers: which of them show a day."""

import re
from typing import Final

# Numbers of formats that mean dates and times when a file does not say otherwise, as the library takes them.
DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general', re.IGNORECASE)
_DATE_LETTERS: Final = re.compile(r"[dmyhs]", re.IGNORECASE)


def is_date(code: str) -> bool:
    """Whether a format shows a day or a time: «dd.mm.yyyy», and not «0" дн."»."""
    return bool(_DATE_LETTERS.search(_LITERAL.sub("", code)))
