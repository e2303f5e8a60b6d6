"""From a file to committed facts: the whole way of `import`, beside openpyxl's read-only pass over the same file.

Aim: 40,000 rows × 14 columns in no more than 0.85 of the processor time that openpyxl needs just to read them,
under 400 MB over both processes, growing linearly from 1,000 to 160,000 rows.
"""

import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.reading import COMPARED, LIMITS, SIZES, TODAY, openpyxl_pass, write_file
from benchmarks.tables import Table
from storage.database.opening import open_database
from storage.imports import ImportRequest, import_file

REPEATS = 3
_RIVAL = "--openpyxl"
_WRITTEN = "--write"


def _processor() -> float:
    """Seconds of processor time of this process and of its children that have ended: a busy machine changes
    them less than the clock's."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


async def import_once(path: Path, folder: Path) -> float:
    """Processor time from the file to the commit, with a new database on disk."""
    database = await open_database(f"sqlite+aiosqlite:///{folder / 'bench.db'}")
    request = ImportRequest(path, TODAY, datetime.now(UTC), create_schools=True, limits=LIMITS)
    started = _processor()
    report = await import_file(database, request, write=True)
    seconds = _processor() - started
    await database.close()
    if not report.imported or not report.accepted:
        raise ValueError("nothing was imported")
    return seconds


def in_own_process(path: Path, *arguments: str) -> tuple[float, float]:
    """Seconds of processor time, and the peak memory of parent and child together in MB.

    Everything large runs so: a process begins with the peak of the one that starts it, which has to stay small.
    """
    command = [sys.executable, "-m", "benchmarks.importing", str(path), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def rival(path: Path) -> float:
    """Processor time of openpyxl, which does it all in one process."""
    return in_own_process(path, _RIVAL)[0]


def _write(path: Path, size: int) -> None:
    subprocess.run([sys.executable, "-m", "benchmarks.importing", str(path), _WRITTEN, str(size)], check=True)


def _openpyxl_once(path: Path) -> float:
    started = _processor()
    openpyxl_pass(path)
    return _processor() - started


def tables() -> Iterator[Table]:
    rows: list[list[object]] = []
    notes: list[str] = []
    per_row: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.xlsx"
            _write(path, size)
            # In turn, so that a slow moment of the machine falls on both.
            pairs = [(in_own_process(path), rival(path)) for _ in range(REPEATS)]
            ours = statistics.median(seconds for (seconds, _), _ in pairs)
            theirs = statistics.median(seconds for _, seconds in pairs)
            memory = max(megabytes for (_, megabytes), _ in pairs)
            per_row[size] = ours / size
            rows.append([f"{size:,}", f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.2f}", f"{memory:.0f}"])
    growth = per_row[SIZES[-1]] / per_row[COMPARED]
    notes.append(f"Time a row at {SIZES[-1]:,} rows is {growth:.2f} of that at {COMPARED:,}.")
    headings = ("rows", "import, processor s", "openpyxl reads, processor s", "ratio", "memory of both processes, MB")
    yield Table("From an xlsx file to committed facts", headings, rows, notes)


def _main() -> None:
    path = Path(sys.argv[1])
    if _WRITTEN in sys.argv:
        write_file(path, int(sys.argv[-1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        is_rival = _RIVAL in sys.argv
        seconds = _openpyxl_once(path) if is_rival else asyncio.run(import_once(path, Path(folder)))
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    unit = 2**20 if sys.platform == "darwin" else 2**10
    print(json.dumps([seconds, sum(peaks) / unit]))


if __name__ == "__main__":
    _main()
