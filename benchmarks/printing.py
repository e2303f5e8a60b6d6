"""Class chats' posters and leaflets: seconds and the peak of memory, few beside many.

Aim: 500 posters under 20 seconds, with memory that does not grow with their number.
"""

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.tables import Table

ROOT = Path(__file__).parents[1]
COUNTS = (50, 500)
_NOTE = "Each row is a process of its own that loads the libraries, draws and writes the file; peak of its memory."


def tables() -> Iterator[Table]:
    rows = []
    for kind in ("posters", "leaflets"):
        for count in COUNTS:
            seconds, peak, size = _measured(kind, count)
            rows.append((kind, count, f"{seconds:.1f}", f"{peak:.0f}", f"{size / 1024:.0f}"))
    yield Table("Printing", ("what", "how many", "seconds", "peak memory, MB", "file, KB"), rows, [_NOTE])


def _measured(kind: str, count: int) -> tuple[float, float, int]:
    command = [sys.executable, "-m", "benchmarks.printing", kind, str(count)]
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    seconds, peak, size = json.loads(ended.stdout)
    return seconds, peak, size


def _draw_posters(count: int, out: io.FileIO) -> None:
    from reports.printed.posters import Poster, draw_posters

    kinds = ("parents_with_teacher", "parents_without_teacher")
    link = "https://vk.me/join/Primer_{:05d}_vydumannaya_ssylka="
    draw_posters(
        (Poster("МБОУ «Школа Примерная № 1»", f"{n % 11 + 1}А", kinds[n % 2], link.format(n)) for n in range(count)),
        out,
    )


def _draw_leaflets(count: int, out: io.FileIO) -> None:
    from nudges.names import PersonName
    from reports.printed.leaflets import Leaflet, SchoolLeaflets, draw_leaflets

    name = PersonName.read("Выдумкина Марьям Ахмедовна")
    link = "https://vk.me/club219000001?ref=K7MF{:04d}"
    people = tuple(Leaflet(name, "учитель, 7Б", False, f"K7MF{n:04d}", link.format(n)) for n in range(count))
    school = SchoolLeaflets("МБОУ «Школа Примерная № 1»", "Ответова Ольга Петровна", "214", None, people)
    draw_leaflets([school], out)


DRAW: dict[str, Callable[[int, io.FileIO], None]] = {"posters": _draw_posters, "leaflets": _draw_leaflets}


def _peak() -> float:
    """In megabytes, of this process since its start."""
    if sys.platform == "linux":
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _child(kind: str, count: int) -> None:
    import tempfile

    started = time.perf_counter()
    with tempfile.TemporaryFile(buffering=0) as out:
        DRAW[kind](count, out)
        measured = (time.perf_counter() - started, _peak(), out.tell())
    print(json.dumps(measured))


if __name__ == "__main__":
    _child(sys.argv[1], int(sys.argv[2]))
