"""A file read and understood in the guarded child; its rows come over school by school.

The parent never holds a municipality's file as a whole.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from indicators.errors import UnusableFile
from indicators.file.outline import Outline, Rows
from indicators.guarded.process import BROKEN, Guarded, guarded
from indicators.guarded.records import unpacked
from indicators.reading.child import check_size, tables_of
from indicators.reading.limits import ReadLimits
from indicators.reading.tables import Table
from indicators.weeks import Week

T = TypeVar("T")
Mapped = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Correction:
    """What an officer once said of a column. `schools` are the keys of those who did; None: whose file it is, did."""

    heading: str
    fact: str | None
    schools: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a file is to be understood. `mapping` and `week` win over what the file says; `remembered` are
    earlier corrections, by the shape of the files they were made in: taken where all schools of the file made them.
    """

    file_name: str
    today: date
    mapping: Mapped = field(default_factory=dict)
    week: Week | None = None
    remembered: Mapping[str, Sequence[Correction]] = field(default_factory=dict)

    def as_request(self) -> dict[str, object]:
        said = {"file_name": self.file_name, "today": self.today.isoformat(), "mapping": dict(self.mapping)}
        remembered = {shape: [asdict(one) for one in several] for shape, several in self.remembered.items()}
        return said | {"week": str(self.week) if self.week else None, "remembered": remembered}


Groups = Sequence[Sequence[str]]
# The packed rows of each school, for `rows_of`.
Ask = Callable[[Groups], Awaitable[bytes]]


class UnderstoodFile:
    """A file that was understood; its rows are asked for as they are needed.

    `packed_outline` is what the child said of it, as it came.
    """

    def __init__(self, packed_outline: bytes, outline: Outline, ask: Ask) -> None:
        self.packed_outline = packed_outline
        self.about = outline.about
        self.counts = outline.counts
        self.ask = ask

    async def rows_of(self, schools: Groups) -> list[Rows]:
        """All rows of each school, in the file's order; a school is all the names that the file has for it."""
        return await unpacked_answer(list[Rows], await self.ask(schools))


class OpenedFile:
    """One file in its child, which reads it once, whatever is asked of it."""

    def __init__(self, child: Guarded, path: Path, limits: ReadLimits) -> None:
        self._child = child
        self._file = {"path": str(path.resolve()), "limits": asdict(limits)}

    async def understand(self, wishes: Wishes) -> UnderstoodFile:
        """Raises:
        UnusableFile: the file cannot be read or holds no statistics; the sentence says what to send instead.
        UsageError: the mapping names a fact or a heading that is not there.
        """
        answer = await self._child.ask(**self._file, wishes=wishes.as_request())
        return UnderstoodFile(answer, await unpacked_answer(Outline, answer), self._ask)

    async def tables(self) -> list[Table]:
        """The bare tables of a file that holds no statistics.

        Raises:
            UnusableFile: it cannot be read at all.
        """
        return await asyncio.to_thread(tables_of, await self._child.ask(**self._file, tables=True))

    async def _ask(self, schools: Groups) -> bytes:
        return await self._child.ask(rows_of=[list(names) for names in schools])


@asynccontextmanager
async def opened_file(path: Path, limits: ReadLimits) -> AsyncIterator[OpenedFile]:
    """Raises:
    UnusableFile: it is not there, or too large to be opened.
    """
    check_size(path, limits)
    async with guarded("indicators.file", memory_bytes=limits.memory_bytes, seconds=limits.seconds) as child:
        yield OpenedFile(child, path, limits)


async def unpacked_answer(kind: type[T], answer: bytes) -> T:
    try:
        return await asyncio.to_thread(unpacked, kind, answer)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnusableFile(BROKEN) from error
