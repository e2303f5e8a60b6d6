"""A table with its headings: where they stand, what each column means, and of which weeks they are."""

from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final

from indicators.headings.scoring import Meaning
from indicators.reading.tables import Cell, Table
from indicators.rows import is_total
from indicators.weeks import Week

_SAMPLED: Final = 400


@dataclass(slots=True)
class Layout:
    """`top` to `start` are the heading rows (indexes into `table.rows`), data begins at `start`."""

    table: Table
    top: int
    start: int
    headings: list[str]
    lined: list[str]
    """What they say: with their upper lines before a « / », also those that were written into one cell; empty where a
    heading only counts the columns."""
    meanings: list[Meaning | None]
    said: set[int] = field(default_factory=set)
    """Columns whose meaning was said by the officer."""
    weeks: dict[int, Week] = field(default_factory=dict)
    """Weeks that headings name, where columns of several weeks stand side by side."""
    single_days: set[int] = field(default_factory=set)
    """Columns that are a day of one week each."""
    long_ago: set[int] = field(default_factory=set)
    """Columns that say how it was weeks before the one that the title names."""
    today: date | None = None
    """Or the end of the week that the title names, where that is later."""
    told_on: date | None = None
    """The day from which «вчера» counts; None where nobody knows when the list was made."""
    week: Week | None = None
    """The week that is wanted, or the newest of `weeks`."""

    _rows: dict[int | None, list[list[Cell]]] = field(default_factory=dict, repr=False)

    def other_week(self, index: int) -> bool:
        return self.weeks.get(index, self.week) != self.week

    def column(self, index: int, most: int | None = None) -> list[Cell]:
        """The cells below the heading; «Итого» counts people and is no value of theirs, nor is a repeated heading."""
        if most not in self._rows:
            heads = self.table.rows[self.top : self.start]
            rows = islice(self.table.rows, self.start, most)
            self._rows[most] = [row for row in rows if not is_total(row) and row not in heads]
        return [row[index] for row in self._rows[most]]

    def sample(self, index: int) -> list[Cell]:
        """The first of the column's cells: enough to tell what stands in it."""
        return self.column(index, self.start + _SAMPLED)
