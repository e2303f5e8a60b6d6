"""The whole set of a school's weekly report: xlsx, docx, pdf and png.

Aim: under three seconds for a school of 60.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator

from benchmarks.tables import Table
from reports.make import FORMATS, make_report
from storage.database.opening import open_database
from tests.reports.school import WEEK, demo_school

REPEATS = 5


async def measure(people: int) -> dict[str, float]:
    """Seconds for each form, the median of several; the first round loads the libraries and counts too."""
    with tempfile.TemporaryDirectory() as folder:
        database = await open_database(f"sqlite+aiosqlite:///{folder}/reports.db")
        async with database.writing() as session:
            made = await demo_school(session, people)
        seconds: dict[str, list[float]] = {form: [] for form in FORMATS}
        for _ in range(REPEATS):
            for form in FORMATS:
                started = time.perf_counter()
                await make_report(database, schools=[made.school], weeks=[WEEK], format=form)
                seconds[form].append(time.perf_counter() - started)
        await database.close()
    first = sum(times[0] for times in seconds.values())
    return {form: statistics.median(times) for form, times in seconds.items()} | {"first set, with loading": first}


def tables() -> Iterator[Table]:
    found = asyncio.run(measure(60))
    forms = [found[form] for form in FORMATS]
    rows = [(name, f"{seconds:.2f}") for name, seconds in found.items()] + [("set", f"{sum(forms):.2f}")]
    yield Table("Weekly report of a school of 60", ("form", "seconds"), rows)
