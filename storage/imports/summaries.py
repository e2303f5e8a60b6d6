"""One school's figures from the rows of a summary."""

from collections.abc import Sequence

from indicators.rows import SummaryRow, SummaryValue


def joined(rows: Sequence[SummaryRow]) -> dict[str, SummaryValue]:
    """One school's figures, should several rows (sheets of one file) hold a part each; the first says it."""
    figures: dict[str, SummaryValue] = {}
    for row in rows:
        for code, figure in row.values.items():
            figures.setdefault(code, figure)
    return figures
