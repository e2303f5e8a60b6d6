"""Times in a heading that are not one week: «с 1 сентября», «за 24 часа», «за 2 недели»."""

import re
from typing import Final

from indicators.russian.calendar_words import LOOSE_MONTH

_DAY: Final = r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?"
_NO_WEEK: Final = r"(?<!нед\.\s)(?<!недел[яюи]\s)"  # «неделя с 9 ноября» is one
# A line each; a whole week («с 9 по 15 ноября») is none of them.
_SPANS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NO_WEEK}\bсо?\s+(?:\d{{1,2}}(?:-?го)?\s+)?{LOOSE_MONTH}(?!.*(?:\b(?:по|до)\b|[-–—]))",
        rf"^(?!.*(?:\b(?:со?|от)\s+\d|недел|период)).*\bдо\s+(?:{_DAY}|\d{{1,2}}(?:-?го)?\s+{LOOSE_MONTH})",
        r"\bс\s+(?:самого\s+)?начала\b(?!\s+(?:\w+\s+)?недел)",
        r"\bза\s+вс[её]\b|\bс\s+момента\b",
        rf"\bза\s+{LOOSE_MONTH}",
        r"\bза\s+(?:последн\w+\s+)?(?:\d+\s+)?час|\bпосле\s+\d",
        r"\bза\s+(?:последн\w+\s+)?(?!7\s)\d+\s+дн",
        rf"\bза\s+{_DAY}(?![./\d]|\s*(?:[-–—]|по\b))",
        r"\b(?:[2-9]|две|двух|три|тр[её]х|четыр\w+)\s+недел[иь]\b",
        rf"{_NO_WEEK}\bс\s+{_DAY}(?![./\d]|\s*(?:г\.?)?\s*(?:[-–—]|по\b))",
    )
)


def other_span(text: str) -> bool:
    return any(pattern.search(text) for pattern in _SPANS)


_LONE_YEAR: Final = re.compile(r"(?<![\d./-])20\d\d(?![\d./-]*\d[./-])(?:\s*[/–-]\s*(?:20)?\d\d)?(?!\d)")
_DATED: Final = re.compile(rf"\d[./]\d|{LOOSE_MONTH}|\bw\d|-\d\d-", re.IGNORECASE)


def lone_year(text: str) -> bool:
    """«Сообщений 2024», «2025/26»: all of a year, where no day of it is named."""
    return _LONE_YEAR.search(text) is not None and _DATED.search(text) is None
