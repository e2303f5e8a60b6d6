"""A real Chromium in the cabinet."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.bot.web.cabinet import Office
from tests.chromium import CHROMIUM, FLAGS

expect.set_options(timeout=60_000)  # milliseconds: how busy the machine is proves nothing about a page

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def walk(browser: Browser, office: Office, account_id: int, **context: Any) -> AsyncIterator[Page]:
    """A page of somebody who has come in; whatever a script complains of fails the test."""
    faults: list[str] = []
    opened = await browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "ru-RU"} | context)
    try:
        page = await opened.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        await page.goto(office.address + await office.link(account_id))
        yield page
    finally:
        await opened.close()
    assert not faults


async def fits(page: Page, box: str = "html") -> bool:
    """Nothing has to be scrolled sideways but, of the whole page, tables in their own boxes."""
    wide: int = await page.locator(box).evaluate("one => one.scrollWidth - one.clientWidth")
    return wide <= 0


_UNSEEN = """() => {
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
  return all.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled).filter((one) => {
    one.focus();
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const seen = box.right > 4 && box.left < innerWidth - 4 && box.bottom > 0 && box.top < innerHeight;
    return document.activeElement !== one || !seen || style.outlineStyle === "none" || one.tabIndex !== 0;
  }).map((one) => one.outerHTML.slice(0, 120));
}"""


async def unseen_by_keyboard(page: Page) -> list[str]:
    """What the Tab key goes to without showing where it is."""
    await page.keyboard.press("Tab")
    found: list[str] = await page.evaluate(_UNSEEN)
    return found
