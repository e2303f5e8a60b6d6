"""Reading statistics, side by side with openpyxl's read-only pass over the same file in the same run.

Aim: a 40,000-row × 14-column xlsx from file to committed facts in no more time than openpyxl needs
just to read it, under 400 MB over both processes, growing linearly from 1,000 to 160,000 rows.
"""

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import xlsxwriter
from openpyxl import load_workbook

from benchmarks.tables import Table
from indicators.file.understanding import understand
from indicators.file.understood import Understanding
from indicators.reading.child import ReadLimits, read_tables

SIZES = (1_000, 10_000, 40_000, 160_000)
COMPARED = 40_000
TODAY = date(2026, 11, 18)
HEADINGS = (
    "№",
    "VK ID",
    "ФИО",
    "Школа",
    "Должность",
    "Класс",
    "Зарегистрирован",
    "Статус профиля",
    "Создано групповых чатов",
    "Сообщений в групповых чатах за неделю",
    "Звонков за неделю",
    "Связан с ЭЖД",
    "Моя школа",
    "Последняя активность",
)
_LAST = ("Иванова", "Петрова", "Алиева", "Гаджиева", "Каримова", "Орлова", "Белова", "Чернова")
_SYLLABLES = ("ба", "ве", "ги", "до", "жу", "за", "ки", "ло", "му", "на", "пе", "ри", "со", "ту", "фа", "хи")
_FIRST = ("Анна", "Мария", "Патимат", "Ольга", "Заира", "Нина", "Ася")
_PATRONYMIC = ("Петровна", "Ивановна", "Ахмедовна", "Магомедовна", "Ильинична")
# A growing pass takes more memory than the default child has: the limit is not what is measured here.
LIMITS = ReadLimits(memory_bytes=2 * 2**30, seconds=120)


@dataclass(frozen=True, slots=True)
class Pass:
    """One file through reading, understanding and, where given, the database. Times in seconds."""

    rows: int
    reading: float
    understanding: float
    finishing: float
    parent_mb: float
    child_mb: float

    @property
    def total(self) -> float:
        return self.reading + self.understanding + self.finishing


@dataclass(frozen=True, slots=True)
class Result:
    passes: Sequence[Pass]
    openpyxl: float
    ratio: float
    """Our time by openpyxl's, at 40,000 rows: below 1 is faster."""
    peak_mb: float
    """Both processes together at 40,000 rows."""
    growth: float
    """Time a row at the largest size by time a row at 40,000: 1 is linear."""


def name_of(number: int) -> str:
    """An invented full name; numbers up to 160,000 have different ones."""
    middle = _SYLLABLES[number // 8 % 16] + _SYLLABLES[number // 128 % 16] + _SYLLABLES[number // 2048 % 16]
    tail = _SYLLABLES[number // 32_768 % 16]
    last = _LAST[number % 8]
    return f"{last[:-1]}{middle}{tail}ва {_FIRST[number % 7]} {_PATRONYMIC[number % 5]}"


def write_file(path: Path, rows: int) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Активность")
        sheet.write(0, 0, "Статистика активности за 09.11.2026–15.11.2026")
        sheet.write_row(1, 0, HEADINGS)
        for number in range(rows):
            sheet.write_row(number + 2, 0, _row(number))


def _row(number: int) -> tuple[str | int, ...]:
    return (
        number + 1,
        100_000_000 + number * 7,
        name_of(number),
        f"МБОУ «СОШ № {number // 60 + 1}»",
        "учитель" if number % 9 else "педагог-психолог",
        f"{number % 11 + 1}А",
        "да" if number % 7 else "нет",
        "Активен" if number % 5 else "Не активен",
        number % 4,
        number % 23,
        number % 3,
        "да" if number % 6 else "нет",
        "+" if number % 2 else "-",
        f"{number % 7 + 9:02d}.11.2026",
    )


def openpyxl_pass(path: Path) -> float:
    started = time.perf_counter()
    book = load_workbook(path, read_only=True)
    for _ in book.active.iter_rows(values_only=True):
        pass
    book.close()
    return time.perf_counter() - started


def our_pass(path: Path, rows: int, finish: Callable[[Understanding], None] | None = None) -> Pass:
    """`finish` is the rest of the way, from an understood file to committed facts."""
    started = time.perf_counter()
    tables = asyncio.run(read_tables(path, limits=LIMITS))
    read = time.perf_counter()
    found = understand(tables, file_name=path.name, today=TODAY)
    understood = time.perf_counter()
    if len(found.people) != rows:
        raise ValueError(f"{len(found.people)} of {rows} people were read")
    if finish:
        finish(found)
    ended = time.perf_counter()
    return Pass(
        rows,
        read - started,
        understood - read,
        ended - understood,
        _own_peak_mb(),
        _peak_mb(resource.RUSAGE_CHILDREN),
    )


def _own_peak_mb() -> float:
    """Linux counts what stood in memory before the program was started into `ru_maxrss`, not into this."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    return _peak_mb(resource.RUSAGE_SELF)


def _peak_mb(who: int) -> float:
    peak = resource.getrusage(who).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def measured(path: Path, rows: int, finish: str = "") -> Pass:
    """One pass in a fresh process, so that its memory is its own. `finish` is `module:function`."""
    command = [sys.executable, "-m", "benchmarks.reading", str(path), str(rows), finish]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Pass(**json.loads(done.stdout))


def run(finish: str = "", sizes: Sequence[int] = SIZES, repeats: int = 3, say: Callable[[str], None] = print) -> Result:
    """Measure all sizes; of several passes the fastest counts, ours and the rival's.

    `finish` names a function, `module:function`, that takes an `Understanding`.
    """
    passes: list[Pass] = []
    rival = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            path = Path(folder) / f"{rows}.xlsx"
            write_file(path, rows)
            ours, theirs = [], []
            for _ in range(repeats):  # in turn, so that a busy moment of the machine meets both
                ours.append(measured(path, rows, finish))
                if rows == COMPARED:
                    theirs.append(openpyxl_pass(path))
            passes.append(min(ours, key=lambda p: p.total))
            say(_line(passes[-1]))
            if theirs:
                rival = min(theirs)
                say(f"{rows:>8} rows: openpyxl only reads in {rival:.2f} s")
    middle = next((p for p in passes if p.rows == COMPARED), passes[-1])
    growth = (passes[-1].total / passes[-1].rows) / (middle.total / middle.rows)
    ratio = middle.total / rival if rival else 0.0
    result = Result(passes, rival, ratio, middle.parent_mb + middle.child_mb, growth)
    say(f"our time by openpyxl's {ratio:.2f}, {result.peak_mb:.0f} MB, time a row grows {growth:.2f}-fold")
    return result


def tables(finish: str = "") -> Iterator[Table]:
    """For `python -m benchmarks`; `finish` as in `run`."""
    result = run(finish, say=lambda line: None)
    yield Table(
        "From an xlsx of 14 columns to facts",
        ("rows", "reading, s", "understanding, s", "database, s", "total, s", "MB, parent + child"),
        [
            (p.rows, f"{p.reading:.2f}", f"{p.understanding:.2f}", f"{p.finishing:.2f}", f"{p.total:.2f}", _memory(p))
            for p in result.passes
        ],
        (
            f"openpyxl's read-only pass over the {COMPARED:,} rows alone: {result.openpyxl:.2f} s; "
            f"ours by it: {result.ratio:.2f} (aim: at most 1).",
            f"Both processes at {COMPARED:,} rows: {result.peak_mb:.0f} MB (aim: under 400).",
            f"Time a row at the largest size by that at {COMPARED:,}: {result.growth:.2f} (linear: 1).",
        ),
    )


def _memory(p: Pass) -> str:
    return f"{p.parent_mb:.0f} + {p.child_mb:.0f}"


def _line(p: Pass) -> str:
    times = f"read {p.reading:.2f} s, understand {p.understanding:.2f} s, finish {p.finishing:.2f} s"
    return f"{p.rows:>8} rows: {times}; {p.parent_mb:.0f} + {p.child_mb:.0f} MB"


def _main() -> None:
    path, rows, finish = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    function = None
    if finish:
        from importlib import import_module

        module, _, name = finish.partition(":")
        function = getattr(import_module(module), name)
    print(json.dumps(asdict(our_pass(path, rows, function))))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _main()
    else:
        run()
