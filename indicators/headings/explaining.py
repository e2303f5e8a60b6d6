"""Why each column of a file was understood as it was, in words for the officer."""

from collections.abc import Sequence

from indicators.catalogue import FACT, INDICATOR
from indicators.rows import Column


def explain(columns: Sequence[Column], kind: str = "people") -> list[tuple[str, str, str]]:
    """(heading, what it was taken for, the parts of the decision), a column each, in the file's order."""
    return [(column.heading, _decision(column, kind), "; ".join(column.why)) for column in columns if column.heading]


def _decision(column: Column, kind: str) -> str:
    if column.said:
        return f"{_title(column.fact, kind)}, как вы сказали"
    if column.fact is None and column.asked:
        return f"не взят, похоже на «{_title(column.asked, kind)}»"
    return _title(column.fact, kind)


def _title(code: str | None, kind: str) -> str:
    if code is None:
        return "не используется"
    if kind == "summary" and code in INDICATOR:
        return INDICATOR[code].short
    return FACT[code].title if code in FACT else INDICATOR[code].short if code in INDICATOR else code


def questions(columns: Sequence[Column]) -> list[Column]:
    """The columns that nobody has decided: they may well hold a fact."""
    return [column for column in columns if column.asked and column.fact is None and not column.said]
