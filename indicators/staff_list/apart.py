"""Matching of large lists, in the guarded child: who chooses the names chooses how long it takes."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.errors import UnusableFile
from indicators.guarded.process import BROKEN, guarded
from indicators.guarded.records import plain, unpacked
from indicators.rows import PersonRow
from indicators.staff_list.matching import How, Known, Match, Matches, match

# Pairs of rows and people that may have to be compared; a school of 300 has fewer.
_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """A `Match` without its row."""

    how: How
    person_id: int | None
    candidates: tuple[int, ...]
    why: str
    note: str


@dataclass(slots=True)
class Verdicts:
    of_rows: list[Verdict]
    missing: list[int]


async def matched(
    rows: Sequence[PersonRow],
    roster: Sequence[Known],
    remembered: Mapping[str, int | None],
    *,
    memory_bytes: int,
    seconds: int,
) -> Matches:
    """See `matching.match`.

    Raises:
        UnusableFile: the names of the list cannot be compared within the limits.
    """
    if len(rows) * max(len(rows), len(roster)) <= _AT_ONCE:
        return match(rows, roster, remembered)
    async with guarded("indicators.staff_list", memory_bytes=memory_bytes, seconds=seconds) as child:
        plain_rows = await asyncio.to_thread(plain, list[PersonRow], list(rows))
        plain_roster = await asyncio.to_thread(plain, list[Known], list(roster))
        answer = await child.ask(rows=plain_rows, roster=plain_roster, remembered=dict(remembered))
    return await asyncio.to_thread(_matches, rows, answer)


def _matches(rows: Sequence[PersonRow], answer: bytes) -> Matches:
    try:
        verdicts = unpacked(Verdicts, answer)
        found = [
            Match(row, one.how, one.person_id, one.candidates, one.why, one.note)
            for row, one in zip(rows, verdicts.of_rows, strict=True)
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise UnusableFile(BROKEN) from error
    return Matches(found, verdicts.missing)
