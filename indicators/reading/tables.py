"""A table as it stands in a file, before anybody has asked what it means."""

from dataclasses import dataclass, field
from datetime import date

Cell = str | float | int | bool | date | None


@dataclass(slots=True)
class Table:
    """One sheet, one table of a document, or one text file.

    `source` is the member's name when the file was an archive, else empty. `first_row` is the number
    that the person sees beside `rows[0]`. `notes` are Russian sentences about the reading itself.
    All rows are equally long; a merged area holds its text in each of its cells. `beside` goes on with
    the list to the left of it in the same sheet, and `place` says where such a list begins.
    """

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    source: str = ""
    first_row: int = 1
    notes: list[str] = field(default_factory=list)
    beside: bool = False
    place: str = ""
    first_column: int = 0
    """What `rows[…][0]` is in the sheet: 0 is column A."""
    uncounted: int = 0
    """Cells with a formula that no program has counted yet."""
    tidied: bool = False
    """Its cells are already what `tidying` makes of them."""


def column_letters(index: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
