"""What the child that understands a file says of it. The child itself loads this and nothing of the program's side."""

from dataclasses import dataclass

from indicators.file.understood import Understanding
from indicators.rows import PersonRow, SummaryRow


@dataclass(slots=True)
class Outline:
    """A file without its rows. `counts`: how many rows each school has that the file names; rows without a
    school stand under an empty name."""

    about: Understanding
    counts: dict[str, int]


@dataclass(slots=True)
class Rows:
    people: list[PersonRow]
    summaries: list[SummaryRow]
