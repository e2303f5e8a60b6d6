"""Upper lines that are but the title of a part of the table: «Учётная запись» over «Звонки» and «Учеников»."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from indicators.headings.about import is_band, said_in
from indicators.headings.definitions import IGNORED
from indicators.headings.lines import says_something
from indicators.headings.meaning import meaning_of
from indicators.headings.scoring import ASKED, TAKEN, Meaning

_OF_CLASS: Final = frozenset({"pupils_count", "pupils_in", "pupils_journal", "parents_connected"})
_OF_PLACES: Final = frozenset({"registered", "max_registered", "my_school", "journal_linked"})
# «Учителя» over «в Сферуме» says whom that counts.
_PEOPLE: Final = frozenset({"teacher", "person_word", "user", "total"})
_LEAST = 2


def tell_bands(headings: Sequence[str], meanings: list[Meaning | None], known: Collection[int]) -> None:
    """Below a line over columns of different things each is what it says itself; where it says with that line something
    else, it is asked about. In place; `known` are columns that somebody decided about."""
    below: defaultdict[str, list[int]] = defaultdict(list)
    for index, heading in enumerate(headings):
        if " / " in heading:
            below[heading.rpartition(" / ")[0]].append(index)
    for upper, columns in below.items():
        if len(columns) < _LEAST:
            continue
        band = is_band(upper) and not said_in(upper) & _PEOPLE
        own = {index: _own(headings[index]) if band else None for index in columns}
        for index in set(columns) - set(known):
            if not says_something(headings[index].rpartition(" / ")[2]):
                meanings[index] = None  # «кол. 7» below a line over several columns
            elif band:
                meanings[index] = _told(meanings[index], index, own, upper)


def _own(heading: str) -> Meaning | None:
    found = meaning_of(heading.rpartition(" / ")[2])
    return found if found and found.code != IGNORED and found.score >= TAKEN else None


def _told(with_line: Meaning | None, index: int, own: dict[int, Meaning | None], upper: str) -> Meaning | None:
    alone = own[index]
    beside = {one.code for other, one in own.items() if one and other != index} - _OF_CLASS - _OF_PLACES
    if alone is None or with_line is None or with_line.code in (IGNORED, alone.code) or not beside:
        return with_line
    sure = alone.code in _OF_CLASS
    return replace(alone, score=alone.score if sure else ASKED, why=(*alone.why, f"«{upper}» — название части таблицы"))
