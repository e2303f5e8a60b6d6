"""Files to tables, in a child process that a hostile file may kill and that dies alone."""

import asyncio
from dataclasses import asdict
from pathlib import Path

from indicators.errors import UnusableFile
from indicators.guarded.process import BROKEN, guarded
from indicators.reading.collector import collector_paused
from indicators.reading.limits import ReadLimits
from indicators.reading.packing import unpack
from indicators.reading.refusals import SENTENCES
from indicators.reading.tables import Cell, Table

__all__ = ["Cell", "ReadLimits", "Table", "check_size", "read_tables", "tables_of"]

DEFAULT_LIMITS = ReadLimits()


async def read_tables(path: Path, *, limits: ReadLimits = DEFAULT_LIMITS) -> list[Table]:
    """Read the tables of any statistics file.

    Raises:
        UnusableFile: with the Russian sentence that says what to send instead.
    """
    check_size(path, limits)
    async with guarded("indicators.reading", memory_bytes=limits.memory_bytes, seconds=limits.seconds) as child:
        answer = await child.ask(path=str(path.resolve()), limits=asdict(limits))
    return await asyncio.to_thread(tables_of, answer)


def check_size(path: Path, limits: ReadLimits) -> None:
    """A file that is not there or too large is not even opened."""
    try:
        size = path.stat().st_size if path.is_file() else None
    except (OSError, ValueError) as error:
        raise UnusableFile(SENTENCES["missing"].format(name=path.name)) from error
    if size is None:
        raise UnusableFile(SENTENCES["missing"].format(name=path.name))
    if size > limits.file_bytes:
        raise UnusableFile(SENTENCES["too_big"].format(megabytes=limits.file_bytes // 2**20))


def tables_of(answer: bytes) -> list[Table]:
    try:
        with collector_paused():
            return unpack(answer)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise UnusableFile(BROKEN) from error
