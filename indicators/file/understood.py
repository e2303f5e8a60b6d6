"""What comes of understanding a file; who only asks for it loads nothing of how it is done."""

from dataclasses import dataclass
from typing import Literal

from indicators.rows import Column, PersonRow, Rejected, SummaryRow
from indicators.weeks import Week

Kind = Literal["people", "summary"]


@dataclass(slots=True)
class Understanding:
    """A file, understood. `week` is `None` when nothing names it or `week_doubt` speaks against it: the caller asks.

    `week_source` is argument, title, file_name, column, as_of, activity, or empty. `shape` is the same for files with
    the same headings: a correction of the columns is remembered under it. `facts` are the codes that some column
    gives; all other facts are unknown for everybody.
    """

    kind: Kind
    week: Week | None
    week_source: str
    columns: list[Column]
    people: list[PersonRow]
    summaries: list[SummaryRow]
    rejected: list[Rejected]
    warnings: list[str]
    schools: list[str]
    shape: str
    facts: list[str]
    week_doubt: str = ""

    @property
    def rows(self) -> int:
        """Rows of the file's kind with something in them, those that were rejected whole included."""
        accepted = self.people if self.kind == "people" else self.summaries
        whole = {(r.sheet, r.row) for r in self.rejected} - {(a.sheet, a.row) for a in accepted}
        return len(accepted) + len(whole)
