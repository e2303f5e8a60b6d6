"""Tables on their way from the child to the parent: each distinct cell travels once, cells are numbers.

Nothing but JSON and plain numbers crosses, so a child that a file has taken over can say nothing
harmful. Tables are packed as `tidying` leaves them.
"""

import json
import sys
from array import array
from collections.abc import Iterable
from datetime import date, datetime
from itertools import chain
from typing import Any

from indicators.reading.tables import Cell, Table

_END = b"\n"


class _Numbering(dict[Any, int]):
    """Cell → its number in `values`; a cell seen for the first time gets the next one."""

    def __init__(self) -> None:
        super().__init__({None: 0})
        self.values_: list[Any] = [None]

    def __missing__(self, cell: Any) -> int:
        number = self[cell] = len(self.values_)
        self.values_.append(_to_json(cell))
        return number


def _to_json(cell: Cell) -> Any:
    if isinstance(cell, date):
        return ["t" if isinstance(cell, datetime) else "d", cell.isoformat()]
    return cell


def _from_json(value: Any) -> Cell:
    if isinstance(value, list):
        return datetime.fromisoformat(value[1]) if value[0] == "t" else date.fromisoformat(value[1])
    return value  # type: ignore[no-any-return]


def pack(tables: Iterable[Table]) -> list[bytes]:
    """Byte strings to be written one after another; see `unpack`."""
    numbering = _Numbering()
    heads: list[dict[str, Any]] = []
    bodies: list[bytes] = []
    for table in tables:
        codes = array("I", map(numbering.__getitem__, chain.from_iterable(table.rows)))
        heads.append(
            {
                "name": table.name,
                "hidden": table.hidden,
                "source": table.source,
                "first_row": table.first_row,
                "notes": table.notes,
                "uncounted": table.uncounted,
                "width": len(table.rows[0]) if table.rows else 0,
                "cells": len(codes),
            }
        )
        bodies.append(codes.tobytes())
    head = json.dumps({"tables": heads, "values": numbering.values_}).encode()
    return [head, _END, *bodies]


def unpack(data: bytes) -> list[Table]:
    """Raises ValueError when the data is no such answer, or not the whole of it."""
    at = data.find(_END) + 1
    if not at:
        raise ValueError("no answer")
    head = json.loads(data[:at])
    values = [_from_json(value) for value in head["values"]]
    tables = []
    for entry in head["tables"]:
        codes = array("I")
        size = entry["cells"] * codes.itemsize
        codes.frombytes(data[at : at + size])
        at += size
        tables.append(_table(entry, values, codes))
    return tables


def _table(entry: dict[str, Any], values: list[Cell], codes: "array[int]") -> Table:
    width = entry["width"]
    if len(codes) != entry["cells"]:
        raise ValueError("an answer cut short")
    value = values.__getitem__
    rows = [list(map(value, codes[at : at + width])) for at in range(0, len(codes), width)] if width else []
    about = {name: entry[name] for name in ("hidden", "source", "first_row", "notes", "uncounted")}
    return Table(sys.intern(entry["name"]), rows, **about)
