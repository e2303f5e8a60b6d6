"""Server time of the cabinet's pages: a school of 3,000 people, and a municipality of 300 schools."""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from storage.people.roles import Role
from tests.bot.web.cabinet import HEAD, SCHOOL, WEEK_45, WEEK_46, Office, office

PEOPLE, SCHOOLS, TIMES = 3000, 300, 9
PATHS = ("/", "/people", "/people?gap=no_call&sort=gaps", "/people/1", "/rounds", "/reports", "/settings", "/log")


def staff(count: int, first: int = 9_500_000, school: str = "") -> str:
    head, cell = (f"Школа;{HEAD}", f"{school};") if school else (HEAD, "")
    rows = [
        f"{cell}{first + number};Примеров{number} Иван Иванович;учитель;;да;Активен;{number % 3};{number % 23};"
        f"{number % 2};{'да' if number % 4 else 'нет'}"
        for number in range(count)
    ]
    return "\n".join(["Статистика за {period}", head, *rows])


async def median(opened: Office, path: str) -> float:
    """Milliseconds from the request to the last byte of the answer."""
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        await opened.text(path)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


async def measure() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with office(Path(folder)) as opened:
            for period in (WEEK_45, WEEK_46):
                await opened.load(SCHOOL, period, staff(PEOPLE))
            await opened.enter(await opened.give(Role.OFFICER, opened.schools[SCHOOL]))
            found = {path: await median(opened, path) for path in PATHS}
            for number in range(SCHOOLS):
                await opened.add_school(f"Школа № {number + 2} (пример)")
            await opened.give(Role.MUNICIPAL, None)
            return found | {"/schools": await median(opened, "/schools")}


def main() -> None:
    for path, milliseconds in asyncio.run(measure()).items():
        print(f"{milliseconds:8.1f} ms  {path}")


if __name__ == "__main__":
    main()
