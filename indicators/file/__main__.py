"""The child process that understands a file: `python -m indicators.file`. See `indicators.file.child`."""

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from indicators.errors import UnusableFile
from indicators.guarded.serving import serve


class _File:
    """The file that was asked for first; then its rows are handed out."""

    def __init__(self) -> None:
        self._unused: Any = None

    def answer(self, request: dict[str, Any]) -> Iterable[bytes]:
        if "tables" in request:
            return self._bare_tables(request)
        if "rows_of" in request:
            return self._rows(request["rows_of"])
        return self._outline(request)

    def _outline(self, request: dict[str, Any]) -> Iterable[bytes]:
        from indicators.file.outline import Outline
        from indicators.guarded.records import packed

        tables = _tables(request)
        try:
            found = _understood(tables, request["wishes"])
        except UnusableFile:
            self._unused = tables  # somebody may make something else of them
            raise
        self._people, self._summaries = found.people, found.summaries
        self._places = _by_school(self._people), _by_school(self._summaries)
        counts = Counter(row.school for rows in (self._people, self._summaries) for row in rows)
        return [packed(Outline, Outline(replace(found, people=[], summaries=[]), dict(counts)))]

    def _bare_tables(self, request: dict[str, Any]) -> Iterable[bytes]:
        from indicators.reading.packing import pack

        return pack(self._unused if self._unused is not None else _tables(request))

    def _rows(self, groups: list[list[str]]) -> Iterable[bytes]:
        from indicators.file.outline import Rows
        from indicators.guarded.records import packed

        people, summaries = self._places
        rows = [Rows(_at(self._people, people, group), _at(self._summaries, summaries, group)) for group in groups]
        return [packed(list[Rows], rows)]


def _at(rows: Sequence[Any], places: Mapping[str, Iterable[int]], schools: list[str]) -> list[Any]:
    """The rows of these schools in the file's order."""
    return [rows[place] for place in sorted(chain.from_iterable(places.get(school, ()) for school in schools))]


def _by_school(rows: Sequence[Any]) -> defaultdict[str, "array[int]"]:
    """Where each school's rows are."""
    places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for place, row in enumerate(rows):
        places[row.school].append(place)
    return places


def _tables(request: Mapping[str, Any]) -> Any:
    from indicators.reading.limits import ReadLimits
    from indicators.reading.parse import tables_in

    return tables_in(Path(request["path"]), ReadLimits(**request["limits"]))


def _understood(tables: Any, wishes: Mapping[str, Any]) -> Any:
    from indicators.file.understanding import understand
    from indicators.weeks import Week

    mapping = wishes["mapping"]
    said: dict[str, Any] = {
        "file_name": wishes["file_name"],
        "today": date.fromisoformat(wishes["today"]),
        "week": Week.parse(wishes["week"]) if wishes["week"] else None,
    }
    found = understand(tables, mapping=mapping, **said)
    if remembered := _agreed(wishes["remembered"].get(found.shape, ()), found.schools):
        return understand(tables, mapping={**remembered, **mapping}, **said)
    return found


def _agreed(corrections: Sequence[Mapping[str, Any]], schools: Sequence[str]) -> dict[str, str | None]:
    """The corrections that every school of the file has made."""
    from indicators.summary.schools import school_key

    keys = {school_key(school) for school in schools}
    taken = [one for one in corrections if one["schools"] is None or (keys and keys <= set(one["schools"]))]
    return {one["heading"]: one["fact"] for one in taken}


if __name__ == "__main__":
    sys.exit(serve(_File().answer))
