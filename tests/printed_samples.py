"""`python -m tests.printed_samples` makes the leaflets and posters of docs/samples anew, from the demo school."""

import asyncio
import itertools
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image

from indicators.weeks import Week
from reports.leaflets import SchoolLeaflets, draw_leaflets, make_leaflets
from reports.posters import SchoolPosters, draw_posters, school_posters
from sandbox.demo import OFFICERS, SCHOOL, demo_people_file
from storage.database import open_database
from storage.imports import ImportRequest, import_file
from storage.roles import ensure_officers
from storage.schools import find_school
from storage.tables import Chat
from tests.reports.paper import picture_of

FOLDER = Path(__file__).parent.parent / "docs" / "samples"
WEEK = Week.parse("2026-W46")
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
CLASSES = ("1А", "5А", "9А")
KINDS = ("parents_with_teacher", "parents_without_teacher")


def invented_codes() -> Callable[[], str]:
    """The same at every run, so that a sample changes only when its look does."""
    numbers = itertools.count(23)
    return lambda: f"PR3MER{next(numbers) * 37 % 97:02d}".translate(str.maketrans("0158", "2346"))


async def made(folder: Path) -> tuple[SchoolLeaflets, SchoolPosters]:
    """The demo school's people really imported, with an officer, a room, a deadline and chats of three classes."""
    database = await open_database(f"sqlite+aiosqlite:///{folder / 'demo.db'}")
    people = folder / "people.csv"
    demo_people_file(WEEK.monday, people)
    request = ImportRequest(path=people, today=NOW.date(), now=NOW, school=SCHOOL, week=WEEK, create_schools=True)
    await import_file(database, request, write=True)
    async with database.writing() as session:
        await ensure_officers(session, "vk", OFFICERS, NOW)
        school = await find_school(session, SCHOOL)
        school.registration_deadline = date(2026, 12, 25)
        school.settings = {**school.settings, "room": "12"}
        for number, (name, kind) in enumerate(itertools.product(CLASSES, KINDS)):
            link = f"https://vk.me/join/Primer_{number:02d}_vydumannaya_ssylka="
            session.add(Chat(school_id=school.id, platform="vk", peer_id=number, kind=kind, class_name=name, link=link))
        await session.flush()
        link = "https://vk.me/club219000001"
        leaflets = await make_leaflets(session, school, invented_codes(), NOW, NOW.date(), dialog_link=link)
        posters = await school_posters(session, school)
    await database.close()
    return leaflets, posters


def save_picture(path: Path) -> None:
    grey = picture_of(path, scale=1.25)
    grey.quantize(16, dither=Image.Dither.NONE).save(path.with_suffix(".png"), optimize=True)


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        leaflets, posters = asyncio.run(made(Path(folder)))
    with (FOLDER / "leaflets.pdf").open("wb") as file:
        draw_leaflets([leaflets], file)
    with (FOLDER / "posters.pdf").open("wb") as file:
        draw_posters(posters.posters, file)
    for name in ("leaflets.pdf", "posters.pdf"):
        save_picture(FOLDER / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
