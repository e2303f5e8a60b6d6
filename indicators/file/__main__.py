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

from indicators.guarded.serving import serve


class _File:
    """The file that was asked for first; then its rows are handed out."""

    def answer(self, request: dict[str, Any]) -> Iterable[bytes]:
        from indicators.guarded.records import packed

        if "rows_of" in request:
            return [packed(self._rows(request["rows_of"]))]
        return [packed(self._outline(request))]

    def _outline(self, request: dict[str, Any]) -> Any:
        from indicators.file.child import Outline

        found = _understood(Path(request["path"]), request["limits"], request["wishes"])
        self._people, self._summaries = found.people, found.summaries
        self._places = _by_school(self._people), _by_school(self._summaries)
        counts = Counter(row.school for rows in (self._people, self._summaries) for row in rows)
        return Outline(replace(found, people=[], summaries=[]), dict(counts))

    def _rows(self, groups: list[list[str]]) -> Any:
        from indicators.file.child import Rows

        people, summaries = self._places
        return [Rows(_at(self._people, people, group), _at(self._summaries, summaries, group)) for group in groups]


def _at(rows: Sequence[Any], places: Mapping[str, Iterable[int]], schools: list[str]) -> list[Any]:
    """The rows of these schools in the file's order."""
    return [rows[place] for place in sorted(chain.from_iterable(places.get(school, ()) for school in schools))]


def _by_school(rows: Sequence[Any]) -> defaultdict[str, "array[int]"]:
    """Where each school's rows are."""
    places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for place, row in enumerate(rows):
        places[row.school].append(place)
    return places


def _understood(path: Path, limits: Mapping[str, int], wishes: Mapping[str, Any]) -> Any:
    from indicators.file.understanding import understand
    from indicators.reading.limits import ReadLimits
    from indicators.reading.parse import tables_in
    from indicators.weeks import Week

    tables = tables_in(path, ReadLimits(**limits))
    mapping = wishes["mapping"]
    said: dict[str, Any] = {
        "file_name": wishes["file_name"],
        "today": date.fromisoformat(wishes["today"]),
        "week": Week.parse(wishes["week"]) if wishes["week"] else None,
    }
    found = understand(tables, mapping=mapping, **said)
    if remembered := wishes["remembered"].get(found.shape):
        return understand(tables, mapping={**remembered, **mapping}, **said)
    return found


if __name__ == "__main__":
    sys.exit(serve(_File().answer))
