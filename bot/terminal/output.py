"""What commands print: one JSON document, or tables for people. Standard output is for this alone."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def print_json(document: Any) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")
    sys.stdout.flush()


def console() -> "Console":
    from rich.console import Console

    # A pipe has no width; 100 columns keep tables whole in a file.
    return Console(width=None if sys.stdout.isatty() else 100, highlight=False, markup=False)


def print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from rich.table import Table  # who asks for JSON need not wait for it

    table = Table(title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading)
    for row in rows:
        table.add_row(*("—" if cell is None else str(cell) for cell in row))
    console().print(table)


def say(text: str) -> None:
    console().print(text)
