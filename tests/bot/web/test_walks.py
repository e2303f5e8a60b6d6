"""The officer's first evening, a Monday, the municipal officer's comparison: in a real browser, step by step."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.web.cabinet.routes import PAGES
from storage.campaigns.outbox import campaigns_of, outcomes
from storage.people.roles import Role
from tests.bot.web.cabinet import LIST, OTHER_SCHOOL, SCHOOL, WEEK_46, Office, office, office_at_work
from tests.bot.web.walking import chromium, fits, needs_chromium, unseen_by_keyboard, walk

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]  # the browser is started once
PHONE = {"width": 390, "height": 844}
_DROP = """async (place, [name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/csv" }));
  place.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
}"""
STATIC = [
    page.path
    for page in PAGES
    if page.method == "GET" and "{" not in page.path and not page.path.endswith((".pdf", ".svg", "/sample", "/schools"))
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def closed(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def desk(tmp_path: Path) -> AsyncIterator[Office]:
    async with office_at_work(tmp_path) as opened:
        yield opened


def _strange_list() -> str:
    """A heading that nobody can understand."""
    return LIST.format(period=WEEK_46).replace("Звонков", "Кол-во разг.")


@pytest.mark.parametrize("javascript", [True, False])
async def test_the_first_evening(browser: Browser, closed: Office, tmp_path: Path, *, javascript: bool) -> None:
    account = await closed.give(Role.OFFICER, closed.schools[SCHOOL])
    async with walk(browser, closed, account, java_script_enabled=javascript) as page:
        await page.get_by_role("link", name="Загрузить файл").click()
        await _send_file(page, tmp_path, javascript=javascript)
        await page.get_by_label("Что в столбце «Кол-во разг.»").select_option("calls")
        await page.get_by_role("button", name="Показать с поправками").click()
        await expect(page.get_by_label("Что в столбце «Кол-во разг.»")).to_have_value("calls")
        await page.get_by_role("button", name="Загрузить", exact=True).click()
        await expect(page.get_by_role("status")).to_contain_text("Загружено: 8 человек")
        await page.get_by_role("link", name="Сводка").click()
        await page.get_by_role("link", name="Напомните").click()
        await page.get_by_role("button", name="Показать, что уйдёт").click()
        await expect(page.get_by_text("здравствуйте!").first).to_be_visible()
        await page.get_by_role("button", name="Отправить:").click()
        await expect(page.get_by_role("status")).to_contain_text("Рассылка началась")
        await expect(page.get_by_role("progressbar")).to_be_visible()
        await _watch_to_the_end(closed, page, javascript=javascript)
        await page.get_by_role("link", name="Отчёты").click()
        async with page.expect_download() as download:
            await page.get_by_role("link", name="Excel").click()
        assert (await download.value).suggested_filename == "Отчёт за 9–15 ноября 2026.xlsx"
    assert closed.delivered


async def _watch_to_the_end(closed: Office, page: Page, *, javascript: bool) -> None:
    """The page tells by itself how it goes, and that it is over; without scripts it is looked at anew."""
    await closed.settle("sent", "sent")
    if javascript:
        await expect(page.locator("[data-count=sent]")).to_have_text("2")
        await expect(page.locator("[data-left]")).to_contain_text("очеред")
    await closed.settle(*["sent"] * 8)
    if not javascript:
        await page.get_by_role("link", name="Обновить").click()
    await expect(page.get_by_text("закончена")).to_be_visible()


async def _send_file(page: Page, folder: Path, *, javascript: bool) -> None:
    if javascript:
        await page.wait_for_url("**/import")
        await page.locator("[data-drop]").evaluate(_DROP, ["Список.csv", _strange_list()])
        return
    path = folder / "Список.csv"
    path.write_text(_strange_list(), encoding="utf-8")
    await page.get_by_label("Перетащите файл").set_input_files(path)
    await page.get_by_role("button", name="Показать, что в файле").click()


async def test_a_monday(browser: Browser, desk: Office) -> None:
    """Filter, leave some in peace, remind the others, and see how it stands."""
    account = await desk.give(Role.OFFICER, desk.schools[SCHOOL])
    async with walk(browser, desk, account) as page:
        await page.get_by_role("link", name="Учителя").click()
        await page.get_by_label("Чего не хватает").select_option("few_messages")
        await expect(page.get_by_text("4 человека")).to_be_visible()
        for name in ("Васильева", "Дмитриев"):
            await page.get_by_role("checkbox", name=name).check()
        await page.get_by_label("Не тревожить: почему").fill("курсы")
        await page.get_by_label("по какой день").fill("2020-01-01")
        await page.get_by_role("button", name="Не тревожить").click()
        await expect(page.get_by_text("уже прошло")).to_be_visible()
        await expect(page.get_by_label("Не тревожить: почему")).to_have_value("курсы")
        await page.get_by_label("по какой день").fill("2026-12-01")
        await page.get_by_role("button", name="Не тревожить").click()
        await expect(page.get_by_role("status")).to_contain_text("не тревожим 2 человека")
        await page.get_by_label("Отметить всех на странице").check()
        await page.get_by_role("button", name="Напомнить…").click()
        await expect(page.get_by_role("heading", name="Напомнить 2 людям")).to_be_visible()
        await page.get_by_role("button", name="Отправить: 2").click()
        await expect(page.get_by_role("status")).to_contain_text("2 человека")
        await desk.settle("sent", "failed")
        await page.get_by_role("button", name="Повторить неудавшиеся: 1").click()
        await expect(page.get_by_role("status")).to_contain_text("Пробуем ещё раз: 1 человек")
        await page.get_by_role("button", name="Пауза").click()
        await page.get_by_role("button", name="Продолжить").click()
        await page.get_by_text("Отменить рассылку").click()
        await page.get_by_role("button", name="Да, отменить").click()
        await expect(page.get_by_role("status")).to_contain_text("отменена")
    async with desk.database.reading() as session:
        [campaign] = await campaigns_of(session, desk.schools[SCHOOL])
        assert {one.state for one in await outcomes(session, campaign.id)} == {"sent", "cancelled"}


async def test_the_municipal_officer_compares_and_enters(browser: Browser, desk: Office) -> None:
    await desk.add_school(OTHER_SCHOOL)
    await desk.load(OTHER_SCHOOL, WEEK_46, LIST.replace(";1;7;0;да", ";1;7;5;да"))
    account = await desk.give(Role.MUNICIPAL, None, 9_300_050)
    async with walk(browser, desk, account) as page:
        await expect(page.get_by_role("heading", name="Школы")).to_be_visible()
        await page.set_viewport_size({"width": 1100, "height": 700})
        assert await fits(page, ".scroll")
        await page.get_by_role("columnheader", name="звон").get_by_role("link").click()
        rows = page.locator("tbody tr")
        await expect(rows.first).to_contain_text(SCHOOL)
        await expect(rows.last).to_contain_text(OTHER_SCHOOL)
        await page.get_by_role("button", name=OTHER_SCHOOL).click()
        await expect(page.get_by_role("banner")).to_contain_text(OTHER_SCHOOL)


async def test_a_school_that_is_a_week_behind_is_compared_by_its_own_week_and_the_week_is_chosen(
    browser: Browser, desk: Office
) -> None:
    await desk.add_school(OTHER_SCHOOL)
    await desk.load(OTHER_SCHOOL, "16.11.2026–22.11.2026")
    account = await desk.give(Role.MUNICIPAL, None, 9_300_050)
    async with walk(browser, desk, account) as page:
        await expect(page.locator(".lead")).to_contain_text("Рядом за 16–22 ноября")
        behind = page.locator("tbody tr").filter(has_text=SCHOOL)
        await expect(behind).to_contain_text("за 9–15 ноября")
        await expect(behind).to_contain_text("3 из 7 (43 %)")
        await expect(page.locator("tfoot")).to_contain_text("2 школы, отстаёт 1")
        await page.get_by_label("Неделя").select_option("2026-W46")
        await page.get_by_role("button", name="Показать").click()
        await expect(page.locator(".lead")).to_contain_text("Рядом за 9–15 ноября")
        await expect(page.locator("tbody tr").filter(has_text=OTHER_SCHOOL)).not_to_contain_text("3 из 7")
    await desk.enter(account)
    answer = await desk.get("/schools/report/xlsx?week=2026-W46")
    assert answer.status == 200
    assert "Отчёт по школам за 9–15 ноября 2026.xlsx" in unquote(answer.headers["Content-Disposition"])
    assert (await answer.read()).startswith(b"PK")
    officer = await desk.give(Role.OFFICER, desk.schools[SCHOOL], 9_300_051)
    await desk.enter(officer)
    assert (await desk.get("/schools/report/xlsx")).status == 403


async def test_every_page_fits_a_phone_and_its_keyboard(browser: Browser, desk: Office) -> None:
    await desk.post("/rounds", gap="no_call", week="2026-W46", kind="manual-1")
    account = await desk.give(Role.OFFICER, desk.schools[SCHOOL])
    async with walk(browser, desk, account, viewport=PHONE) as page:
        for path in [*STATIC, "/people/1", "/rounds/1"]:
            await page.goto(desk.address + path, wait_until="domcontentloaded")
            assert await fits(page), path
            assert not await unseen_by_keyboard(page), path
        await page.goto(f"{desk.address}/people/1", wait_until="domcontentloaded")
        unfolded = page.get_by_text("Исправить имя, должность, класс")
        await unfolded.press("Enter")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Escape")
        await expect(unfolded).to_be_focused()
        await expect(page.get_by_label("Должность")).to_be_hidden()
