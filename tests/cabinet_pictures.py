"""`python -m tests.cabinet_pictures` makes the cabinet's pictures of docs/pictures anew."""

import asyncio
import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import Page

from indicators.weeks import Week
from services.actor import Actor, the_program
from services.rounds.starting import Chosen, start
from services.targets import Goal, set_targets
from storage.people.roles import Role
from tests.bot.web.cabinet import LIST, OTHER_SCHOOL, SCHOOL, WEEK_45, WEEK_46, Office, office
from tests.bot.web.walking import walk

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
COLOURS = 96
_PAGES = {
    "overview": "/",
    "people": "/people",
    "person": "/people/1",
    "rounds": "/rounds",
    "preview": "/rounds/new",
    "round": "/rounds/1",
    "announce": "/rounds/announce",
    "chats": "/chats",
    "schedule": "/schedule",
    "reports": "/reports",
    "settings": "/settings",
    "log": "/log",
    "schools": "/schools",
}


async def _photograph(page: Page, name: str) -> None:
    picture = Image.open(io.BytesIO(await page.screenshot(full_page=True)))
    plain = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    plain.save(FOLDER / f"cabinet-{name}.png", optimize=True)


async def _furnish(opened: Office) -> int:
    """Two weeks, targets, a round, another school."""
    school = opened.schools[SCHOOL]
    account = await opened.give(Role.OFFICER, school)
    await opened.load(SCHOOL, WEEK_45, LIST.replace(";2;14;1;да", ";2;8;0;да").replace(";3;21;2;да", ";0;1;0;нет"))
    await opened.load(SCHOOL, WEEK_46)
    await opened.add_school(OTHER_SCHOOL)
    await opened.load(OTHER_SCHOOL, WEEK_46)
    codes = ["teachers_called", "teachers_10_messages", "teachers_created_chats"]
    async with opened.database.writing() as session:
        goal, today = Goal(90, True), opened.now.date()
        await set_targets(session, the_program(school), codes, goal, opened.now, today=today)
    officer = Actor(account, school, frozenset({Role.OFFICER}))
    week = Week.parse("2026-W46")
    zone = "Europe/Moscow"
    await start(opened.database, officer, Chosen("no_call"), week, "manual-1", opened.now, default_zone=zone)
    return account


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with office(Path(folder)) as opened:
            account = await _furnish(opened)
            async with walk(opened, account, viewport={"width": 1100, "height": 700}) as page:
                await _photograph_import(page, opened, Path(folder))
                for name, path in _PAGES.items():
                    if name == "schools":
                        await opened.give(Role.MUNICIPAL, None)
                    await page.goto(opened.address + path, wait_until="domcontentloaded")
                    await page.wait_for_timeout(6000 if name == "reports" else 300)  # its picture is drawn
                    await _photograph(page, name)


async def _photograph_import(page: Page, opened: Office, folder: Path) -> None:
    sent = folder / "Статистика.csv"
    sent.write_text(LIST.format(period="16.11.2026–22.11.2026"), encoding="utf-8")
    await page.goto(opened.address + "/import")
    await page.get_by_label("Перетащите файл").set_input_files(sent)
    await page.get_by_role("button", name="Показать, что в файле").click()
    await page.get_by_role("heading", name="Как я понял столбцы").wait_for()
    await _photograph(page, "import")


if __name__ == "__main__":
    asyncio.run(main())
