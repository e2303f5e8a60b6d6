"""axe-core finds nothing serious on any page, in light and in dark."""

import pytest
from axe_playwright_python.async_playwright import Axe

from storage.people.roles import Role
from tests.bot.web.cabinet import SCHOOL, Office
from tests.bot.web.test_walks import STATIC
from tests.bot.web.walking import needs_chromium, walk

pytestmark = needs_chromium
SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_pages_are_accessible(desk: Office, scheme: str) -> None:
    await desk.post("/rounds", gap="no_call", week="2026-W46", kind="manual-1")
    account = await desk.give(Role.OFFICER, desk.schools[SCHOOL])
    await desk.give(Role.MUNICIPAL, None)
    async with walk(desk, account, color_scheme=scheme, bypass_csp=True) as page:
        for path in [*STATIC, "/people/1", "/rounds/new", "/rounds/1", "/schools", "/enter/nothing"]:
            await page.goto(desk.address + path, wait_until="domcontentloaded")
            found = (await Axe().run(page)).response["violations"]
            serious = [
                (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
                for one in found
                if one["impact"] in SERIOUS
            ]
            assert not serious, (path, serious)
