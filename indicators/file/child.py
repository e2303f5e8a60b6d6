"""A file read and understood in the guarded child; its rows come over school by school.

The parent never holds a municipality's file as a whole.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from indicators.errors import UnusableFile
from indicators.file.understanding import PersonRow, SummaryRow, Understanding
from indicators.guarded.process import BROKEN, Guarded, guarded
from indicators.guarded.records import unpacked
from indicators.reading.child import check_size
from indicators.reading.limits import ReadLimits
from indicators.weeks import Week

T = TypeVar("T")
Mapped = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a file is to be understood. `mapping` and `week` win over what the file says; `remembered` are
    earlier corrections, by the shape of the files they were made in."""

    file_name: str
    today: date
    mapping: Mapped = field(default_factory=dict)
    week: Week | None = None
    remembered: Mapping[str, Mapped] = field(default_factory=dict)

    def as_request(self) -> dict[str, object]:
        said = {"file_name": self.file_name, "today": self.today.isoformat(), "mapping": dict(self.mapping)}
        return said | {"week": str(self.week) if self.week else None, "remembered": dict(self.remembered)}


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


class UnderstoodFile:
    """One file in its child. Understood once, its rows are asked for as they are needed."""

    def __init__(self, child: Guarded, outline: Outline) -> None:
        self._child = child
        self.about = outline.about
        self.counts = outline.counts

    async def rows_of(self, schools: Sequence[Sequence[str]]) -> list[Rows]:
        """All rows of each school, in the file's order; a school is all the names that the file has for it."""
        answer = await self._child.ask(rows_of=[list(names) for names in schools])
        return await _unpacked(list[Rows], answer)


@asynccontextmanager
async def understood_file(path: Path, wishes: Wishes, limits: ReadLimits) -> AsyncIterator[UnderstoodFile]:
    """Raises:
    UnusableFile: the file cannot be read or holds no statistics; the sentence says what to send instead.
    UsageError: the mapping names a fact or a heading that is not there.
    """
    check_size(path, limits)
    async with guarded("indicators.file", memory_bytes=limits.memory_bytes, seconds=limits.seconds) as child:
        answer = await child.ask(path=str(path.resolve()), limits=asdict(limits), wishes=wishes.as_request())
        yield UnderstoodFile(child, await _unpacked(Outline, answer))


async def _unpacked(kind: type[T], answer: bytes) -> T:
    try:
        return await asyncio.to_thread(unpacked, kind, answer)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnusableFile(BROKEN) from error
