"""The columns that say which week a row is about: one for the whole period, or one for each of its ends."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from indicators.cells.values import day_in
from indicators.headings.definitions import PERIODS

__all__ = ["PERIODS", "are_single_days", "week_texts"]


_DAY: Final = re.compile(r"\d{1,2}[./]\d{1,2}(?:[./](?:20)?\d\d)?|20\d\d-\d\d-\d\d")
_LEADING: Final = re.compile(r"^(?:с|со|от|по|до)\s+(?=\d)", re.IGNORECASE)

_Column = Sequence[str | None] | None


def week_texts(whole: _Column, first: _Column, last: _Column) -> list[str] | None:
    """One text a row that `periods.period_in` can read; None without such a column."""
    told = next((column for column in (whole, first, last) if column is not None), None)
    if told is None:
        return None
    if whole is not None and first is None and last is None:
        return [text or "" for text in whole]
    empty = [None] * len(told)
    columns = (empty if column is None else column for column in (whole, first, last))
    return [text or _between(_plain(start), _plain(end)) for text, start, end in zip(*columns, strict=True)]


def _plain(text: str | None) -> str:
    return _LEADING.sub("", text or "")


def _between(start: str, end: str) -> str:
    """«09.11.2026 - 15.11.2026», also where one of the days is missing."""
    if start and end:
        return f"{start} - {end}"
    if start:
        return f"неделя с {start}"
    day = day_in(end.lower())
    return f"{day - timedelta(days=6):%d.%m.%Y} - {day:%d.%m.%Y}" if day and day.year > 1999 else end


def are_single_days(texts: Sequence[str]) -> bool:
    """Several different days, each by itself: «09.11.2026», «10.11.2026»."""
    different = {text for text in texts if text}
    return len(different) > 1 and all(_DAY.fullmatch(text) for text in different)
