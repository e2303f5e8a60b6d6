"""Mutated statistics files through reading, understanding and matching.

Only our own error may come out, and no process of ours may end: the child that parses may.
"""

import asyncio
import io
import random
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from indicators.comparing.checks import indicators_of
from indicators.errors import UsageError
from indicators.file.understanding import understand
from indicators.guarded.process import BROKEN
from indicators.reading.child import ReadLimits, read_tables
from indicators.staff_list.matching import match

CORPUS = Path(__file__).parents[1] / "corpus"
TODAY = date(2026, 11, 18)
COUNT = 5_000
PARALLEL = 3
_AGAIN = """
import sys
from pathlib import Path
from indicators.guarded.confinement import confine
from indicators.reading.limits import ReadLimits
from indicators.reading.parse import tables_in
confine(memory_bytes=int(sys.argv[2]), seconds=int(sys.argv[3]))
tables_in(Path(sys.argv[1]), ReadLimits())
"""
LIMITS = ReadLimits(seconds=3, memory_bytes=400 * 2**20)
# What a spreadsheet's XML is made of, and what it should not be.
XML_SWAPS = (
    (b'r="A1"', b'r="XFD1048576"'),
    (b'r="B', b'r="ZZZZ'),
    (b"<v>1", b"<v>99999999999999999999"),
    (b"<v>", b"<v>-"),
    (b't="s"', b't="b"'),
    (b't="s"', b't="e"'),
    (b't="s"', b't="d"'),
    (b"</row>", b""),
    (b"<c ", b"<c><c "),
    (b"</sheetData>", b"</sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"),
    (b"count=", b'count="9999999999" x='),
    (b"<table:table-cell", b'<table:table-cell table:number-columns-repeated="1000000"'),
    (b"<table:table-row", b'<table:table-row table:number-rows-repeated="100000000"'),
    (b"<w:tc>", b"<w:tc><w:tcPr><w:gridSpan w:val='99999'/></w:tcPr>"),
    (b"<w:t>", b"<w:sym w:font='Wingdings' w:char='F0FC'/><w:t>"),
    (b"<w:t>", b"<w:fldChar><w:ffData><w:ddList><w:result w:val='7'/></w:ddList></w:ffData></w:fldChar><w:t>"),
    (b"<w:r>", b"<w:r><w:rPr><w:vanish/><w:rFonts w:ascii='Symbol'/></w:rPr>"),
    (b"<w:tr>", b"<w:tr><w:trPr><w:gridBefore w:val='9999'/><w:hidden w:val='0'/></w:trPr>"),
    (b"<w:tbl>", b"<w:sdt><w:sdtContent><w:altChunk/></w:sdtContent></w:sdt><w:tbl>"),
    (b"<w:tc>", b"<w:customXml><w:tc/></w:customXml><w:tc>"),
    (b"<dimension ref=", b'<dimension ref="#REF!" x='),
    (b't="s"', b't="e"><f>A1#</f><v>#SPILL!</v></c><c t="s"'),
    (b'r:id="rId1"', b'r:id="rId77"'),
    (b"relationships/worksheet", b"relationships/xlMacrosheet"),
    (b'numFmtId="14"', b'numFmtId="58"'),
    ("Анна".encode(), "О".encode()),
    ("Петровна".encode(), "Петровна Маркович 9А +7 928 123".encode()),
    (b"<?xml version", b"<!DOCTYPE a [<!ENTITY b 'c'>]><?xml version"),
    (b"UTF-8", b"UTF-32"),
    ("да".encode(), "\u202e\x00".encode()),
    ("ФИО".encode(), b"VK ID"),
    ("Иванова".encode(), b"1e999"),
    ("Звонков".encode(), "ФИО".encode()),
    ("Сообщений".encode(), "Период по".encode()),
    ("нет".encode(), "3–5".encode()),
    (b"2026", b"9999"),
    (b"700000001", b"-0"),
)


class ForeignError(Exception):
    """Something that is not our own error came out of a mutated file."""


def change_bytes(rng: random.Random, data: bytes) -> bytes:
    content = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 10, 60))):
        at = rng.randrange(len(content) or 1)
        match rng.randrange(5):
            case 0:
                content[at : at + 1] = bytes((rng.randrange(256),))
            case 1:
                del content[at : at + rng.choice((1, 2, 16, 400))]
            case 2:
                content[at:at] = rng.randbytes(rng.choice((1, 4, 64)))
            case 3:
                content[at:at] = content[at : at + rng.choice((8, 200, 4000))]
            case _:
                content[at : at + 4] = rng.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff"))
    return bytes(content)


def cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def change_xml(rng: random.Random, data: bytes) -> bytes:
    for _ in range(rng.choice((1, 2, 4))):
        old, new = rng.choice(XML_SWAPS)
        data = data.replace(old, new, rng.choice((1, 1, 5, 1000)))
    return data


def noise(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.choice((4, 8, 30))] + rng.randbytes(rng.randrange(4000))


PLAIN: Sequence[Callable[[random.Random, bytes], bytes]] = (change_bytes, change_bytes, cut, change_xml, noise)


def change_members(rng: random.Random, data: bytes) -> bytes:
    """The members of a zip changed and packed again, so that the parser behind the zip sees them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        members = source.infolist()
        chosen = rng.choice(members).filename
        sheets = [m.filename for m in members if "sheet" in m.filename or "content" in m.filename]
        chosen = rng.choice(sheets) if sheets and rng.random() < 0.7 else chosen
        for member in members:
            content = source.read(member)
            if member.filename == chosen:
                if rng.random() < 0.1:
                    continue
                content = rng.choice((change_xml, change_xml, change_bytes, cut))(rng, content)
            target.writestr(member.filename, content)
    return out.getvalue()


def mutated(rng: random.Random, data: bytes) -> bytes:
    if zipfile.is_zipfile(io.BytesIO(data)) and rng.random() < 0.7:
        return change_members(rng, data)
    return rng.choice(PLAIN)(rng, data)


def sources() -> list[Path]:
    """Small files of the corpus; the bombs are tried as they are, elsewhere."""
    return sorted(p for p in CORPUS.iterdir() if p.suffix not in (".py", ".toml", "") and p.stat().st_size < 60_000)


def _check_the_end(path: Path) -> None:
    """The child ended without a word: by its limits it may, by a mistake of ours it may not."""
    command = [sys.executable, "-c", _AGAIN, str(path), str(LIMITS.memory_bytes), str(LIMITS.seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    error = (done.stderr.strip().splitlines() or [""])[-1]
    if "Traceback" in done.stderr and not error.startswith(("indicators.errors.", "MemoryError", "RecursionError")):
        raise ForeignError(f"the child ended with {error}")


async def try_one(path: Path, name: str) -> str:
    """`read` or `refused`; anything else is a `ForeignError`."""
    try:
        found = understand(await read_tables(path, limits=LIMITS), file_name=name, today=TODAY)
        match(found.people, [])
        indicators_of(found.people)
    except UsageError as error:
        if not error.sentence:
            raise ForeignError("an error without a sentence") from error
        if error.sentence == BROKEN:
            await asyncio.to_thread(_check_the_end, path)
        return "refused"
    return "read"


async def survey(count: int, seed: int, folder: Path) -> Counter[str]:
    """Try `count` mutated files, `PARALLEL` at a time. Raises `ForeignError` with the file that did it."""
    rng = random.Random(seed)
    originals = [(path.name, path.read_bytes()) for path in sources()]
    jobs = iter([(number, *rng.choice(originals), rng.random()) for number in range(count)])
    tally: Counter[str] = Counter()

    async def worker() -> None:
        for number, name, data, own_seed in jobs:
            path = folder / f"{number}-{name}"
            path.write_bytes(mutated(random.Random(own_seed), data))
            try:
                tally[await try_one(path, name)] += 1
            except Exception as error:
                raise ForeignError(f"seed {seed}, file {number} ({name}) kept as {path}: {error!r}") from error
            path.unlink()

    async with asyncio.TaskGroup() as group:
        for _ in range(PARALLEL):
            group.create_task(worker())
    return tally


def run(count: int, seed: int) -> str:
    """What came of it, in one line."""
    folder = Path(tempfile.mkdtemp(prefix="dezhurny-fuzz-"))
    tally = asyncio.run(survey(count, seed, folder))
    folder.rmdir()
    return f"read {tally['read']}, refused {tally['refused']}; nothing else"
