"""Coming in: by a link, once, in time, while the right lasts."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.people.roles import Role, members, take_role
from storage.tables import AuditEntry, CabinetLink, CabinetSession
from tests.bot.web.cabinet import OTHER_SCHOOL, SCHOOL, Office, browser, office

BY_BROWSER = {"Accept": "text/html,application/xhtml+xml"}
PATHS = (
    "/",
    "/enter/nothing",
    "/static/style.css",
    "/logout",
    "/nowhere",
    "/people/999",
    "/school",
    "/rounds/1/live",
    "/reports/xlsx",
    "/healthz",
)
ROBOT = "Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)"


async def test_a_link_begins_a_session_and_works_once(closed: Office) -> None:
    link = await closed.link(await closed.give(Role.OFFICER, closed.schools[SCHOOL]))
    answer = await closed.client.get(closed.address + link, allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "max-age=43200" in cookie
    assert "secure" not in cookie
    assert SCHOOL in await closed.text("/")
    async with browser() as somebody_else:
        again = await somebody_else.get(closed.address + link)
        assert again.status == 401
        assert "уже сработала" in await again.text()
        assert (await somebody_else.get(closed.address + "/")).status == 401


async def test_a_page_without_a_session_says_how_to_get_a_link(closed: Office) -> None:
    assert "кабинет" in await closed.text("/people", 401)


async def test_only_hashes_are_kept(closed: Office) -> None:
    account = await closed.give(Role.OFFICER, closed.schools[SCHOOL])
    unused, link = await closed.link(account), await closed.link(account)
    await closed.get(link)
    session_token = next(iter(closed.client.cookie_jar)).value
    async with closed.database.reading() as session:
        kept = [*await session.scalars(select(CabinetLink.token_hash))]
        kept += await session.scalars(select(CabinetSession.token_hash))
    assert len(kept) == 2
    assert not {unused.rpartition("/")[2], session_token} & set(kept)


async def test_a_link_is_over_after_ten_minutes_and_a_session_after_twelve_hours(closed: Office) -> None:
    account = await closed.give(Role.OFFICER, closed.schools[SCHOOL])
    old = await closed.link(account)
    closed.now += timedelta(minutes=10)
    await closed.text(old, 401)
    await closed.enter(account)
    closed.now += timedelta(hours=11, minutes=59)
    await closed.text("/")
    closed.now += timedelta(minutes=1)
    await closed.text("/", 401)


async def test_a_link_and_a_session_die_with_the_role(closed: Office) -> None:
    school = closed.schools[SCHOOL]
    account = await closed.give(Role.DEPUTY, school)
    link = await closed.link(account)
    await closed.enter(account)
    async with closed.database.writing() as session:
        [(member, _)] = await members(session, school, Role.DEPUTY)
        assert await take_role(session, member.id)
    await closed.text("/", 401)
    # Given again it is another right: what hung on the first stays dead.
    await closed.give(Role.DEPUTY, school)
    await closed.text("/", 401)
    await closed.text(link, 401)


async def test_a_robot_that_looks_at_links_does_not_use_them_up(closed: Office) -> None:
    link = await closed.link(await closed.give(Role.OFFICER, closed.schools[SCHOOL]))
    assert (await closed.get(link, headers={"User-Agent": ROBOT})).status == 401
    assert (await closed.client.head(closed.address + link)).status == 401
    assert (await closed.get(link)).status == 200


async def test_guessing_is_slowed_down(closed: Office) -> None:
    answers = [(await closed.get(f"/enter/guess-{number}")).status for number in range(25)]
    assert answers == [401] * 20 + [429] * 5
    other = {"X-Forwarded-For": "203.0.113.1, 203.0.113.7"}  # as a proxy on this machine tells it
    assert (await closed.get("/enter/guess", headers=other)).status == 401
    closed.now += timedelta(minutes=1)
    assert (await closed.get("/enter/guess")).status == 401


async def test_going_out_here_and_everywhere(closed: Office) -> None:
    account = await closed.give(Role.OFFICER, closed.schools[SCHOOL])
    async with browser() as phone:
        await phone.get(closed.address + await closed.link(account))
        await closed.enter(account)
        assert (await closed.post("/logout")).status == 200
        await closed.text("/", 401)
        assert (await phone.get(closed.address + "/")).status == 200
        await closed.enter(account)
        unused = await closed.link(account)
        await closed.post("/logout", everywhere="1")
        assert (await phone.get(closed.address + "/")).status == 401
        await closed.text(unused, 401)


@pytest.mark.parametrize("token", ["", "0" * 64, "я"])
async def test_a_form_without_its_token_is_refused(entered: Office, token: str) -> None:
    answer = await entered.client.post(entered.address + "/logout", data={"_csrf": token} if token else {})
    assert answer.status == 403
    await entered.text("/")


async def test_a_form_of_another_session_is_refused(entered: Office) -> None:
    old = await entered.csrf()
    await entered.post("/logout")
    await entered.enter(await entered.give(Role.OFFICER, entered.schools[SCHOOL]))
    assert (await entered.client.post(entered.address + "/logout", data={"_csrf": old})).status == 403


async def test_every_answer_has_the_headers(desk: Office) -> None:
    """Also errors, what is none of our pages, and what is downloaded."""
    too_much = await desk.client.post(f"{desk.address}/people", data=BytesIO(b"x" * (2**20 + 1)), headers=BY_BROWSER)
    answers = [await desk.get(path, headers=BY_BROWSER) for path in PATHS]
    assert [one.status for one in answers] == [200, 401, 200, 200, 404, 404, 200, 404, 200, 200]
    assert too_much.status == 413
    for answer in (*answers, too_much):
        headers = answer.headers
        if answer.status >= 404:
            assert "<html lang=" in await answer.text()
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


async def test_behind_https_the_cookie_is_secure(tmp_path: Path) -> None:
    async with office(tmp_path, secure=True) as secured:
        link = await secured.link(await secured.give(Role.OFFICER, secured.schools[SCHOOL]))
        answer = await secured.client.get(secured.address + link, allow_redirects=False)
        assert "secure" in answer.headers["Set-Cookie"].lower()


async def test_coming_in_is_in_the_log(entered: Office) -> None:
    async with entered.database.reading() as session:
        [entry] = await session.scalars(select(AuditEntry).where(AuditEntry.action == "cabinet_entered"))
    assert entry.school_id == entered.schools[SCHOOL]
    assert entry.details == {}


async def test_somebody_with_two_schools_chooses_one_and_no_other(entered: Office) -> None:
    other = await entered.add_school(OTHER_SCHOOL)
    strange = await entered.add_school("Гимназия № 3 (пример)")
    await entered.give(Role.DEPUTY, other)
    assert "С какой школой работаем?" in await entered.text("/")
    assert (await entered.post("/school", school=other)).status == 303
    assert OTHER_SCHOOL in await entered.text("/")
    assert (await entered.post("/school", school=strange)).status == 403
    assert OTHER_SCHOOL in await entered.text("/")
