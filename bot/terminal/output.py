"""What commands print: one JSON document, or tables for people. Standard output is for this alone."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table


def print_json(document: Any) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")
    sys.stdout.flush()


def console() -> Console:
    # A pipe has no width; 100 columns keep tables whole in a file.
    return Console(width=None if sys.stdout.isatty() else 100, highlight=False, markup=False)


def print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    table = Table(title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading)
    for row in rows:
        table.add_row(*("—" if cell is None else str(cell) for cell in row))
    console().print(table)


def say(text: str) -> None:
    console().print(text)
