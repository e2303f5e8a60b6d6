"""Every page × everybody × own and foreign school: who gets what, made from the list of pages itself."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.web.cabinet.guard import Page
from bot.web.cabinet.routes import PAGES
from services.rights import ALLOWED
from storage.people.roles import Role
from tests.bot.web.cabinet import OTHER_SCHOOL, SCHOOL, WEEK_46, Office, browser, office

NOBODY = "nobody"
EVERYBODY = (*Role, NOBODY)
# What a page says to somebody of its own school who may use it: the deed may be incomplete, but never a stranger's.
WELCOME = {200, 303, 400}
_PLACES = {"id": "1", "upload": "no-such-upload-here", "form": "xlsx"}
# Pages whose deed is about the visitor alone, or that find nothing under the number above.
_NOT_FOUND = {"/chats/qr.svg", "/import/{upload}", "/rounds/{id}", "/rounds/{id}/live"}


@pytest.fixture
async def two_schools(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        await opened.add_school(OTHER_SCHOOL)
        await opened.load(SCHOOL, WEEK_46)
        yield opened


def address(page: Page) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: _PLACES[found[1]], page.path)


async def _ask(office: Office, page: Page, csrf: str | None) -> int:
    if page.method == "GET":
        return (await office.client.get(office.address + address(page), allow_redirects=False)).status
    data = {"_csrf": csrf} if csrf is not None else {}
    sent = await office.client.post(office.address + address(page), data=data, allow_redirects=False)
    return sent.status


@pytest.mark.parametrize("who", EVERYBODY)
async def test_pages_of_the_own_school(two_schools: Office, who: str) -> None:
    """One office for all pages of one role: every page is asked once."""
    if who == NOBODY:
        for page in PAGES:
            assert await _ask(two_schools, page, "0" * 64) == 401, page
        return
    account = await two_schools.give(Role(who), two_schools.schools[SCHOOL])
    await two_schools.enter(account)
    for page in sorted(PAGES, key=lambda one: (one.path, one.method) == ("/logout", "POST")):  # going out comes last
        status = await _ask(two_schools, page, await two_schools.csrf())
        allowed = ALLOWED[page.deed]
        if isinstance(allowed, frozenset) and Role(who) not in allowed:
            assert status == 403, (page, status)
        elif page.path.startswith("/schools"):
            welcome = 200 if page.method == "GET" else 400  # nobody is named in the form
            assert status == (welcome if who == Role.MUNICIPAL else 403), page
        elif page.path in _NOT_FOUND:
            assert status == 404, (page, status)
        elif page.path == "/school":
            assert status == 403, page  # no school is named
        else:
            assert status in WELCOME, (page, status)


@pytest.mark.parametrize("who", EVERYBODY)
async def test_forms_without_their_token(two_schools: Office, who: str) -> None:
    if who != NOBODY:
        await two_schools.enter(await two_schools.give(Role(who), two_schools.schools[SCHOOL]))
    for page in PAGES:
        if page.method == "POST" and page.path != "/logout":
            expected = {401} if who == NOBODY else {403, 400} if page.streams else {403}
            assert await _ask(two_schools, page, None) in expected, page
            assert await _ask(two_schools, page, "0" * 64) in expected, page


_FOREIGN = ("/people/1", "/rounds/1", "/rounds/1/live")
_FOREIGN_FORMS = (
    ("/people", {"p": "1", "act": "exempt"}),
    ("/people", {"p": "1", "act": "restore"}),
    ("/people", {"p": "1", "act": "left"}),
    ("/people", {"p": "1", "act": "codes"}),
    ("/people/1", {"act": "exempt"}),
    ("/people/1", {"act": "restore"}),
    ("/people/1", {"act": "left"}),
    ("/people/1", {"act": "code"}),
    ("/people/1", {"act": "unlink"}),
    ("/people/1", {"act": "forget", "sure": "1"}),
    ("/rounds/1", {"act": "cancel"}),
    ("/rounds/1", {"act": "retry"}),
)


@pytest.mark.parametrize("who", [Role.OFFICER, Role.DEPUTY, Role.MANAGER, Role.MUNICIPAL])
async def test_what_belongs_to_another_school_is_not_there(two_schools: Office, who: Role) -> None:
    """Person 1 is of the first school; whoever asks works at the second."""
    await _begin_a_round(two_schools)
    await two_schools.enter(await two_schools.give(who, two_schools.schools[OTHER_SCHOOL]))
    for path in _FOREIGN:
        assert (await two_schools.get(path)).status == 404, path
    for path, form in _FOREIGN_FORMS:
        status = (await two_schools.post(path, **form)).status
        assert status == (404 if who in (Role.OFFICER, Role.DEPUTY) else 403), (path, form, status)
    assert "Алиева" not in await two_schools.text("/people")


@pytest.mark.parametrize("who", [Role.OFFICER, Role.MANAGER, Role.MUNICIPAL])
async def test_what_waits_is_seen_by_whoever_may_not_do_it(two_schools: Office, who: Role) -> None:
    await two_schools.enter(await two_schools.give(who, two_schools.schools[SCHOOL]))
    page = await two_schools.text("/")
    assert "Раздайте листовки: для 1 человека" in page
    assert "Тем, кто не зарегистрирован, без аккаунта или не разрешает мне писать." in page
    assert ('<a href="/people?state=unreachable">Раздайте' in page) is (who is Role.OFFICER)
    assert ("Что без ссылки, делает ответственный школы." in page) is (who is not Role.OFFICER)


async def _begin_a_round(two_schools: Office) -> None:
    owner = await two_schools.give(Role.OFFICER, two_schools.schools[SCHOOL], 9_300_002)
    async with browser() as other:
        mine, two_schools.client = two_schools.client, other
        await two_schools.enter(owner)
        answer = await two_schools.post("/rounds", gap="no_call", week="2026-W46", kind="manual-1")
        assert answer.status == 303
        two_schools.client = mine


async def test_a_teacher_gets_no_link(two_schools: Office) -> None:
    """An account of the list without a role."""
    from indicators.errors import NotAllowed
    from storage.people.accounts import ensure_account

    async with two_schools.database.writing() as session:
        teacher = await ensure_account(session, "vk", 9_300_011)
    with pytest.raises(NotAllowed):
        await two_schools.link(teacher.id)
