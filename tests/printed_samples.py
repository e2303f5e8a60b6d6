"""`python -m tests.printed_samples` makes docs/samples anew from the demo school: reports, leaflets and posters."""

import asyncio
import io
import itertools
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from PIL import Image
from sqlalchemy import update

from indicators.weeks import Week
from reports.make import FORMATS, make_report
from reports.printed.leaflets import SchoolLeaflets, draw_leaflets, make_leaflets
from reports.printed.posters import SchoolPosters, draw_posters, school_posters
from reports.weekly.template import default_template
from sandbox.demo import OFFICERS, SCHOOL, demo_people_file, demo_summary_file
from sandbox.demo_school import REFUSING
from storage.campaigns.rounds import plan_campaign
from storage.database.connection import Database
from storage.database.opening import open_database
from storage.imports import ImportRequest, import_file
from storage.people.first_officers import ensure_officers
from storage.schools.registry import find_school
from storage.tables import Chat, OutboxRow, School, Target
from tests.reports.paper import picture_of

FOLDER = Path(__file__).parent.parent / "docs" / "samples"
WEEK, WEEKS = Week.parse("2026-W44"), 8
TARGETS = {
    "pupils_total": 90.0,
    "teachers_total": 100.0,
    "teachers_3_messages": 70.0,
    "teachers_10_messages": 60.0,
    "teachers_called": 50.0,
    "teachers_journal_linked": 80.0,
}
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
CLASSES = ("1А", "5А", "9А")
KINDS = ("parents_with_teacher", "parents_without_teacher")


def invented_codes() -> Callable[[], str]:
    """The same at every run, so that a sample changes only when its look does."""
    numbers = itertools.count(23)
    return lambda: f"PR3MER{next(numbers) * 37 % 97:02d}".translate(str.maketrans("0158", "2346"))


def _links(school: School, code: str) -> dict[str, str]:
    return {"vk": f"https://vk.me/club219000001?ref={code}"}


async def import_week(database: Database, folder: Path, week: Week) -> None:
    """What comes on the Tuesday after a week: the list by name and the summary."""
    came = at_noon(week)
    for kind, write in (("people", demo_people_file), ("summary", demo_summary_file)):
        path = folder / f"{kind}.csv"
        write(week.monday, path)
        request = ImportRequest(path=path, today=came.date(), now=came, school=SCHOOL, week=week, create_schools=True)
        await import_file(database, request, write=True)


def at_noon(week: Week) -> datetime:
    return datetime.combine(week.sunday + timedelta(days=2), time(9), UTC)


async def remind(database: Database, school: School, week: Week) -> None:
    """The week's reminders really planned, and taken for delivered where the demo school allows it."""
    sent_at = at_noon(week)
    await plan_campaign(database, school, week, now=sent_at)
    async with database.writing() as session:
        planned = update(OutboxRow).where(OutboxRow.state == "planned")
        closed = {"state": "unreachable", "reason": "сообщения сообщества не разрешены"}
        refused = OutboxRow.peer_id.in_(REFUSING)
        await session.execute(planned.where(refused).values(finished_at=sent_at, **closed))
        await session.execute(planned.where(~refused).values(finished_at=sent_at, state="sent"))


def save(name: str, content: bytes) -> None:
    """Unless nothing but the moment of its making is new."""
    path = FOLDER / name
    if not path.exists() or _timeless(path.read_bytes()) != _timeless(content):
        path.write_bytes(content)


def _timeless(content: bytes) -> object:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}
    return re.sub(rb"/(?:CreationDate|ModDate) \(.*?\)|/ID\s*\[.*?\]", b"", content, flags=re.DOTALL)


async def save_reports(database: Database, school: School) -> None:
    for form in FORMATS:
        content = await make_report(database, schools=[school], weeks=[WEEK], format=form)
        save(f"report.{form}", content)
    save("template.docx", default_template())


async def made(folder: Path) -> tuple[SchoolLeaflets, SchoolPosters]:
    """The demo school's files really imported, with an officer, a room, targets and chats of three classes."""
    database = await open_database(f"sqlite+aiosqlite:///{folder / 'demo.db'}")
    for back in range(WEEKS - 1, -1, -1):
        await import_week(database, folder, WEEK.shift(-back))
    async with database.writing() as session:
        await ensure_officers(session, [("vk", one) for one in OFFICERS], NOW)
        school = await find_school(session, SCHOOL)
        school.registration_deadline = date(2026, 12, 25)
        school.settings = {**school.settings, "room": "12"}
        for number, (name, kind) in enumerate(itertools.product(CLASSES, KINDS)):
            link = f"https://vk.me/join/Primer_{number:02d}_vydumannaya_ssylka="
            session.add(Chat(school_id=school.id, platform="vk", peer_id=number, kind=kind, class_name=name, link=link))
        for code, percent in TARGETS.items():
            session.add(Target(school_id=school.id, code=code, value=percent, is_percent=True))
    for week in (WEEK.shift(-2), WEEK.shift(-1), WEEK):
        await remind(database, school, week)
    await save_reports(database, school)
    async with database.writing() as session:
        school = await find_school(session, SCHOOL)
        leaflets = await make_leaflets(session, school, invented_codes(), NOW, NOW.date(), links=_links)
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
    papers = {"leaflets.pdf": io.BytesIO(), "posters.pdf": io.BytesIO()}
    draw_leaflets([leaflets], papers["leaflets.pdf"])
    draw_posters(posters.posters, papers["posters.pdf"])
    for name, paper in papers.items():
        save(name, paper.getvalue())
        save_picture(FOLDER / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
