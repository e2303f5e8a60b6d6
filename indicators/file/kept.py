"""What was understood of a file, kept beside it until it is imported or dropped: so a file is read once.

The child's answers are kept as they came, plain JSON, and are checked again when they are read. Whoever drops the
file drops them with it.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from indicators.errors import UnusableFile
from indicators.file.child import Ask, Groups, UnderstoodFile, Wishes, unpacked_answer
from indicators.file.outline import Outline
from indicators.weeks import Week


class NotKept(Exception):
    """Rows are asked for that were not asked for when the answers were kept: the file must be read again."""


@asynccontextmanager
async def keeping(path: Path, wishes: Wishes, file: UnderstoodFile) -> AsyncIterator[UnderstoodFile]:
    """The same file; what is asked of it in the block is kept when the block ends well."""
    beside, part = _beside(path), _beside(path).with_suffix(".part")
    with await asyncio.to_thread(_create, part) as out:
        _write(out, {"mapping": dict(wishes.mapping), "week": str(wishes.week or "")}, file.packed_outline)

        async def ask(schools: Groups) -> bytes:
            answer = await file.ask(schools)
            await asyncio.to_thread(_write, out, {"rows_of": _key(schools)}, answer)
            return answer

        yield UnderstoodFile(file.packed_outline, Outline(file.about, file.counts), ask)
    await asyncio.to_thread(part.replace, beside)


async def kept_file(path: Path, wishes: Wishes) -> UnderstoodFile | None:
    """The file as it was understood with the same wishes; None when nothing of the kind is kept."""
    places = await asyncio.to_thread(_places, _beside(path))
    if places is None or places.mapping != dict(wishes.mapping):
        return None
    try:
        outline = await unpacked_answer(Outline, places.outline)
    except UnusableFile:
        return None
    if wishes.week not in (places.week, outline.about.week):
        return None
    return UnderstoodFile(places.outline, outline, _answers(_beside(path), places.rows))


@dataclass(frozen=True, slots=True)
class _Places:
    """The head of what is kept, and where in it each answer begins and how long it is."""

    mapping: Mapping[str, str | None]
    week: Week | None
    outline: bytes
    rows: Mapping[str, tuple[int, int]]


def _answers(beside: Path, places: Mapping[str, tuple[int, int]]) -> Ask:
    def read(start: int, size: int) -> bytes:
        with beside.open("rb") as kept:
            kept.seek(start)
            return kept.read(size)

    async def ask(schools: Groups) -> bytes:
        place = places.get(_key(schools))
        if place is None:
            raise NotKept
        return await asyncio.to_thread(read, *place)

    return ask


def _create(path: Path) -> BinaryIO:
    """For the owner only, whatever the umask: it holds names."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.understood")


def _key(schools: Groups) -> str:
    return json.dumps([list(names) for names in schools], ensure_ascii=False)


def _write(out: BinaryIO, about: Mapping[str, Any], answer: bytes) -> None:
    """A line that says what follows and how long it is, then the answer itself."""
    out.write(json.dumps({**about, "bytes": len(answer)}).encode() + b"\n" + answer)


def _places(beside: Path) -> _Places | None:
    try:
        with beside.open("rb") as kept:
            head = json.loads(kept.readline())
            outline = kept.read(head["bytes"])
            rows: dict[str, tuple[int, int]] = {}
            while line := kept.readline():
                about = json.loads(line)
                rows[about["rows_of"]] = kept.tell(), about["bytes"]
                kept.seek(about["bytes"], 1)
            return _Places(head["mapping"], Week.parse(head["week"]) if head["week"] else None, outline, rows)
    except (OSError, ValueError, KeyError, TypeError):
        return None  # nothing is kept, or what is there was damaged: the file itself is still there
