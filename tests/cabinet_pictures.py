"""`python -m tests.cabinet_pictures` makes the cabinet's pictures of docs/pictures anew."""

import asyncio
import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import Page, expect
from sqlalchemy import select

from indicators.weeks import Week
from nudges.plan.standing import DONE, MISTAKE
from services.actor import Actor, the_program
from services.rounds.starting import Chosen, start
from services.targets import Goal, set_targets
from storage.people.roles import Role
from storage.people.threads import OFFICER, TEACHER, add_line
from storage.tables import Claim, OutboxRow
from tests.bot.web.cabinet import LIST, OTHER_SCHOOL, SCHOOL, WEEK_45, WEEK_46, Office, office
from tests.bot.web.walking import chromium, walk

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
COLOURS = 96
_PAGES = {
    "overview": "/",
    "people": "/people",
    "person": "/people/1",
    "objections": "/people/objections",
    "rounds": "/rounds",
    "preview": "/rounds/new",
    "round": "/rounds/1",
    "announce": "/rounds/announce",
    "move": "/rounds/move",
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
    """Two weeks, targets, a round and what was said to it, chats, another school."""
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
    await opened.settle("sent", "sent", "sent")
    await _talk_back(opened)
    return account


async def _talk_back(opened: Office) -> None:
    async with opened.database.writing() as session:
        rows = await session.scalars(select(OutboxRow.person_id).where(OutboxRow.state == "sent"))
        first, second, *_ = rows
        for person_id, kind in ((first, MISTAKE), (second, DONE)):
            session.add(Claim(person_id=person_id, week="2026-W46", gap="no_call", kind=kind, at=opened.now))
        await add_line(session, first, TEACHER, "Звонок был в среду, всем классом, 40 минут.", opened.now)
        await add_line(session, first, OFFICER, "Проверю по новому файлу в пятницу.", opened.now)


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with chromium() as browser, office(Path(folder), in_max=True) as opened:
            account = await _furnish(opened)
            await opened.enter(account)
            for kind in ("parents_with_teacher", "parents_without_teacher"):
                link = f"https://vk.me/join/AAAA-{kind}"
                await opened.post("/chats", act="add", link=link, kind=kind, class_name="7Б")
            async with walk(browser, opened, account, viewport={"width": 1100, "height": 700}) as page:
                await _photograph_import(page, opened, Path(folder))
                for name, path in _PAGES.items():
                    if name == "schools":
                        await opened.give(Role.MUNICIPAL, None)
                    await page.goto(opened.address + path, wait_until="domcontentloaded")
                    for picture in await page.locator("img.preview").all():
                        await expect(picture).to_have_js_property("complete", value=True, timeout=60_000)
                    if name == "chats":
                        await page.locator("summary").first.click()  # its QR code
                    await page.wait_for_timeout(300)
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
