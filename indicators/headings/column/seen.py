"""One column in its table: what its heading promises, and what stands there."""

from dataclasses import dataclass

from indicators.headings.about import said_in
from indicators.headings.column.evidence import Profile
from indicators.headings.layout.layout import Layout
from indicators.reading.tables import Cell


@dataclass(frozen=True, slots=True)
class Seen:
    """`code` is the fact that the heading promises, `sample` its cells without unknown ones."""

    code: str
    sample: list[Cell]
    index: int
    layout: Layout
    profile: Profile

    @property
    def heading(self) -> str:
        return self.layout.lined[self.index]

    @property
    def said(self) -> frozenset[str]:
        return said_in(self.heading)

    def lacks(self, code: str) -> bool:
        """Whether no heading of the table promises that fact."""
        return all(meaning is None or meaning.code != code for meaning in self.layout.meanings)
