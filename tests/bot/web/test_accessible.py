"""axe-core finds nothing serious on any page, in light and in dark."""

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from storage.people.roles import Role
from tests.bot.web.cabinet import SCHOOL, Office
from tests.bot.web.test_walks import STATIC
from tests.bot.web.walking import chromium, needs_chromium, walk

pytestmark = needs_chromium
SERIOUS = {"serious", "critical"}
# What depends on colours; all else is the same in the dark.
OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}


async def test_pages_are_accessible(desk: Office) -> None:
    await desk.post("/rounds", gap="no_call", week="2026-W46", kind="manual-1")
    account = await desk.give(Role.OFFICER, desk.schools[SCHOOL])
    await desk.give(Role.MUNICIPAL, None)
    async with chromium() as browser, walk(browser, desk, account, bypass_csp=True) as page:
        for path in [*STATIC, "/people/1", "/rounds/new", "/rounds/1", "/schools", "/enter/nothing"]:
            await page.emulate_media(color_scheme="light")
            await page.goto(desk.address + path, wait_until="domcontentloaded")
            assert not await _serious(page), path
            await page.emulate_media(color_scheme="dark")
            assert not await _serious(page, OF_COLOURS), path


async def _serious(page: Page, options: dict[str, list[str]] | None = None) -> list[tuple[str, list[str]]]:
    found = (await Axe().run(page, options=options)).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found if one["impact"] in SERIOUS]
