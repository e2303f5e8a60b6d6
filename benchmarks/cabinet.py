"""What the cabinet's pages cost: a school of 3,000 people, and a municipality of 300 schools.

Aim: under 100 ms of the server's processor time at the median.
"""

import asyncio
import re
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.tables import Table
from bot.process.heap import set_apart_what_stays
from services.actor import the_program
from services.imports.receiving import import_at_once
from storage.imports import ImportRequest
from storage.people.roles import Role
from tests.bot.web.cabinet import HEAD, SCHOOL, WEEK_45, WEEK_46, Office, office

PEOPLE, SCHOOLS, PER_SCHOOL, TIMES = 3000, 300, 40, 15
_FIRST_ID = 9_500_000
PATHS = (
    "/",
    "/people",
    "/people?gap=no_call&sort=gaps",
    "/people?text=примеров17",
    "/people/1",
    "/import",
    "/rounds",
    "/rounds/1",
    "/chats",
    "/schedule",
    "/reports",
    "/settings",
    "/log",
)
UNSENT = ("/rounds/new", "/rounds/new?gap=no_call")  # asked before a round has gone, when there is somebody to write to
MUNICIPAL = ("/schools", "/schools?sort=teachers_called")


def _cells(number: int) -> str:
    return (
        f"{_FIRST_ID + number};Примеров{number} Иван Иванович;учитель;;да;Активен;{number % 3};{number % 23};"
        f"{number % 2};{'да' if number % 4 else 'нет'}"
    )


def one_school() -> str:
    return "\n".join(["Статистика за {period}", HEAD, *(_cells(number) for number in range(PEOPLE))])


def municipality() -> str:
    rows = [f"Школа № {number % SCHOOLS + 1} (пример);{_cells(number)}" for number in range(SCHOOLS * PER_SCHOOL)]
    return "\n".join(["Статистика за {period}", f"Школа;{HEAD}", *rows])


async def median(opened: Office, path: str) -> float:
    """Milliseconds of this process's processor time, from the request to the last byte of the answer."""
    await opened.text(path)
    taken = []
    for _ in range(TIMES):
        began = time.process_time()
        await opened.text(path)
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


@asynccontextmanager
async def _opened() -> AsyncIterator[Office]:
    with tempfile.TemporaryDirectory() as folder:
        async with office(Path(folder)) as opened:
            set_apart_what_stays()  # as the running program does
            yield opened


async def _of_a_school() -> dict[str, float]:
    async with _opened() as opened:
        for period in (WEEK_45, WEEK_46):
            await opened.load(SCHOOL, period, one_school())
        await opened.enter(await opened.give(Role.OFFICER, opened.schools[SCHOOL]))
        unsent = {path: await median(opened, path) for path in UNSENT}
        await opened.post("/rounds", gap="no_call", week="2026-W46", kind="manual-1")
        return unsent | {path: await median(opened, path) for path in PATHS}


async def _of_a_municipality() -> dict[str, float]:
    async with _opened() as opened:
        for period in (WEEK_45, WEEK_46):
            path = opened.folder / "Район.csv"
            path.write_text(municipality().format(period=period), encoding="utf-8")
            request = ImportRequest(path, opened.now.date(), opened.now, create_schools=True)
            await import_at_once(opened.database, the_program, request)
        await opened.enter(await opened.give(Role.MUNICIPAL, None))
        found = {path: await median(opened, path) for path in MUNICIPAL}
        entered = re.search(r'name="school" value="(\d+)"', await opened.text("/schools"))
        await opened.post("/school", school=entered[1] if entered else 0)
        return found | {f"{path} of one of them": await median(opened, path) for path in ("/", "/people")}


def _rows(found: dict[str, float]) -> Iterable[tuple[str, float]]:
    return [(f"`{path}`", milliseconds) for path, milliseconds in found.items()]


def tables() -> Iterator[Table]:
    note = "Processor time of all threads of the process, the asking client in it included."
    headings = ("page", "CPU, ms")
    yield Table(f"Pages of a school of {PEOPLE:,} people", headings, _rows(asyncio.run(_of_a_school())), [note])
    title = f"Pages of a municipality of {SCHOOLS} schools with {PER_SCHOOL} people each"
    yield Table(title, headings, _rows(asyncio.run(_of_a_municipality())), [note])
