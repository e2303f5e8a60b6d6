"""What the cabinet's pages cost: a school of 3,000 people, and a municipality of 300 schools, after a school year of
weekly files.

Aim: under 100 ms of the server's processor time at the median.
"""

import asyncio
import re
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, literal, select
from sqlalchemy.orm import aliased

from benchmarks._pages import PROCESSOR_TIME, serving
from benchmarks.tables import Table
from indicators.catalogue import FACTS
from indicators.weeks import Week
from services.actor import the_program
from services.imports.receiving import import_at_once
from storage.imports import ImportRequest
from storage.people.roles import Role
from storage.tables import PersonWeek, StatisticsImport
from tests.bot.web.cabinet import HEAD, SCHOOL, WEEK_45, WEEK_46, Office, office

PEOPLE, SCHOOLS, PER_SCHOOL, TIMES = 3000, 300, 40, 31
_EARLIER = 34  # weeks before the two that are loaded
FACT_CODES = [fact.code for fact in FACTS]
_FIRST_ID = 9_500_000
PATHS = (
    "/",
    "/people",
    "/people?gap=no_call&sort=gaps",
    "/people?text=примеров17",
    "/people?state=stuck",
    "/people/objections",
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
        f"{_FIRST_ID + number};Примеров{number} Иван Иванович;учитель;;да;Активен;{number % 4};"
        f"{number * 7919 % 61};{number % 3};{'да' if number % 4 else 'нет'}"
    )


def one_school() -> str:
    return "\n".join(["Статистика за {period}", HEAD, *(_cells(number) for number in range(PEOPLE))])


def municipality() -> str:
    rows = [f"Школа № {number % SCHOOLS + 1} (пример);{_cells(number)}" for number in range(SCHOOLS * PER_SCHOOL)]
    return "\n".join(["Статистика за {period}", f"Школа;{HEAD}", *rows])


@dataclass(frozen=True)
class Taken:
    """Medians in milliseconds: the server's processor time, and what the asker waits by the clock."""

    processor: float
    clock: float


async def taken(opened: Office, path: str) -> Taken:
    await opened.text(path)
    asking = await _spent(opened)
    asking = await _spent(opened) - asking  # what it costs to be asked for the time
    processor, clock = [], []
    for _ in range(TIMES):
        before, began = await _spent(opened), time.perf_counter()
        await (await opened.get(path)).read()
        clock.append((time.perf_counter() - began) * 1000)
        processor.append((await _spent(opened) - before - asking) * 1000)
    return Taken(statistics.median(processor), statistics.median(clock))


async def _spent(opened: Office) -> float:
    """Seconds of processor time of the server, all its threads, since it began."""
    return float(await (await opened.get(PROCESSOR_TIME)).text())


@asynccontextmanager
async def _asked(opened: Office) -> AsyncIterator[None]:
    """Pages come from a server that does nothing else, in a process that is not the asker's."""
    file, usual = opened.database.file, opened.address
    if file is None:
        raise RuntimeError("the pages are measured on SQLite")
    with serving(file, opened.folder / "uploads", opened.now) as opened.address:
        yield
    opened.address = usual


async def _a_year_before(opened: Office, like: Week) -> None:
    """Weeks as they were in that one, for every school."""
    same, facts = StatisticsImport, [getattr(PersonWeek, code) for code in FACT_CODES]
    kept = [column for column in same.__table__.columns if column.name not in ("id", "week")]
    async with opened.database.writing() as session:
        for back in range(1, _EARLIER + 1):
            week, made = literal(str(like.shift(-back))), aliased(same)
            files = select(week, *kept).where(same.week == str(like))
            await session.execute(insert(same).from_select(["week", *(column.name for column in kept)], files))
            rows = select(PersonWeek.person_id, week, made.id, *facts).join(same, same.id == PersonWeek.import_id)
            rows = rows.join(made, (made.school_id == same.school_id) & (made.week == week))
            names = ["person_id", "week", "import_id", *FACT_CODES]
            await session.execute(insert(PersonWeek).from_select(names, rows.where(same.week == str(like))))


async def _of_a_school() -> dict[str, Taken]:
    """Two lists, a round by each; the second list shows whether the first round helped."""
    async with _opened() as opened:
        now = opened.now
        opened.now = now - timedelta(days=6)
        await opened.load(SCHOOL, WEEK_45, one_school())
        await _a_year_before(opened, Week.parse("2026-W45"))
        officer = await opened.give(Role.OFFICER, opened.schools[SCHOOL])
        await opened.enter(officer)
        await opened.post("/rounds", week="2026-W45", kind="manual-1")
        await opened.settle(*["sent"] * PEOPLE)
        opened.now = now
        await opened.enter(officer)
        await opened.load(SCHOOL, WEEK_46, one_school())
        async with _asked(opened):
            unsent = {path: await taken(opened, path) for path in UNSENT}
            await opened.post("/rounds", gap="no_call", week="2026-W46", kind="manual-1")
            return unsent | {path: await taken(opened, path) for path in PATHS}


async def _of_a_municipality() -> dict[str, Taken]:
    async with _opened() as opened:
        for period in (WEEK_45, WEEK_46):
            path = opened.folder / "Район.csv"
            path.write_text(municipality().format(period=period), encoding="utf-8")
            request = ImportRequest(path, opened.now.date(), opened.now, create_schools=True)
            await import_at_once(opened.database, the_program, request)
        await _a_year_before(opened, Week.parse("2026-W45"))
        await opened.enter(await opened.give(Role.MUNICIPAL, None))
        async with _asked(opened):
            found = {path: await taken(opened, path) for path in MUNICIPAL}
            entered = re.search(r'name="school" value="(\d+)"', await opened.text("/schools"))
            await opened.post("/school", school=entered[1] if entered else 0)
            return found | {f"{path} of one of them": await taken(opened, path) for path in ("/", "/people")}


@asynccontextmanager
async def _opened() -> AsyncIterator[Office]:
    with tempfile.TemporaryDirectory() as folder:
        async with office(Path(folder)) as opened:
            yield opened


def _rows(found: dict[str, Taken]) -> Iterable[tuple[str, float, float]]:
    return [(f"`{path}`", one.processor, one.clock) for path, one in found.items()]


def tables() -> Iterator[Table]:
    note = f"The server's processor time, all its threads; the asker is another process. Median of {TIMES}."
    headings = ("page", "processor, ms", "clock, ms")
    yield Table(f"Pages of a school of {PEOPLE:,} people", headings, _rows(asyncio.run(_of_a_school())), [note])
    title = f"Pages of a municipality of {SCHOOLS} schools with {PER_SCHOOL} people each"
    yield Table(title, headings, _rows(asyncio.run(_of_a_municipality())), [note])
