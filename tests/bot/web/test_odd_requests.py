"""Whatever is asked of any page, in whatever shape: a Russian sentence with the right status, and never 500."""

import re
from collections.abc import Iterator
from itertools import cycle

from aiohttp import ClientResponse, FormData
from sqlalchemy.schema import DropTable
from structlog.testing import capture_logs
from yarl import URL

from bot.web.cabinet.guard import BROKEN
from bot.web.cabinet.routes import PAGES
from storage.tables import Exemption
from tests.bot.web.cabinet import LIST, SCHOOL, WEEK_46, Office
from tests.bot.web.test_deeds import FIELDS

BROWSER = {"Accept": "text/html,*/*"}
NUMBERS = ("0", "-1", "1.5", "abc", "9" * 15, "9" * 40, "%00", "%0A", "%FF", "%EF%BC%91", "1%27--", "..%2F1", "%20")
VALUES = ("", "-1", "0", "9" * 9, "9" * 40, "x", "%00", "%FF", "%D1%8F" * 500, "2026-13", "2026-W54", "%3Cb%3E")
_QUERY_TEXT = """
    page from state gap month first last sort way p merge done n chat save text class_name journal
"""
QUERY = tuple(_QUERY_TEXT.split())
GETS = [page.path for page in PAGES if page.method == "GET"]
POSTS = [page.path for page in PAGES if page.method == "POST"]
# The picture and the papers are drawn, which takes its time: they are asked for once.
DRAWN = ("/reports/{form}", "/chats/posters.pdf")


def addresses(path: str) -> Iterator[str]:
    if path in DRAWN:
        yield from ("/reports/exe", "/reports/%00", "/chats/posters.pdf?chat=x")
    elif "{" in path:
        yield from (re.sub(r"\{\w+\}", number, path) for number in NUMBERS)
    else:
        yield path


async def _said(answer: ClientResponse, what: object) -> int:
    """An answer a person can read."""
    text = (await answer.read()).decode("utf-8", "replace")
    assert answer.status < 500, (what, answer.status, text[-300:])
    if answer.status >= 400:
        assert re.search(r"<p[^>]*>[А-ЯЁ«][^<]{8,}", text), (what, answer.status, text[-300:])
        assert answer.content_type == "text/html", what
    return answer.status


async def _ask(desk: Office, method: str, path: str, **options: object) -> int:
    address = URL(desk.address + path, encoded=True)
    async with desk.client.request(method, address, headers=BROWSER, allow_redirects=False, **options) as answer:  # type: ignore[arg-type]
        if method == "HEAD":
            assert answer.status < 500, (method, path)
            return answer.status
        return await _said(answer, (method, path, options))


async def test_addresses_that_mean_nothing(desk: Office) -> None:
    await desk.post("/rounds", gap="no_call", week="2026-W46", kind="manual-1")
    for path in GETS:
        for address in addresses(path):
            status = await _ask(desk, "GET", address)
            assert "{" not in path or status in (404, 400, 403, 200), (address, status)
    values = cycle(VALUES)
    for path in [one for one in GETS if "{" not in one and one not in DRAWN] + ["/people/1", "/rounds/1"]:
        for names in (QUERY[:9], QUERY[9:]):
            query = "&".join(f"{name}={next(values)}" for name in names)
            await _ask(desk, "GET", f"{path}?{query}&{query}")
        next(values)


async def test_methods_that_are_none(desk: Office) -> None:
    for path in {*GETS, *POSTS} - {"/rounds/{id}/live"}:
        address = next(addresses(path))
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
            assert await _ask(desk, method, address) == 405, (method, path)
        looked_at = await _ask(desk, "HEAD", address)
        assert looked_at == await _ask(desk, "GET", address), path
        assert path in GETS or looked_at == 303
    answer = await desk.client.options(desk.address + "/people/1", headers=BROWSER)
    assert answer.headers["Allow"] == "GET,HEAD,POST"


async def test_bodies_that_are_no_forms(desk: Office) -> None:
    csrf = await desk.csrf()
    twice = [("_csrf", csrf), ("_csrf", csrf), *((name, "1") for name in FIELDS * 2), ("act", "x"), ("act", "y")]
    multipart = FormData(twice)
    for path in POSTS:
        for address in list(addresses(path))[:3]:
            if path in ("/logout",):
                continue
            for kind, body in (
                ("application/json", b'{"_csrf": 1'),
                ("text/plain", f"_csrf={csrf}".encode()),
                ("multipart/form-data", b"x"),
                ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"),
                ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb"),
                ("application/x-www-form-urlencoded; charset=nothing", b"a=1"),
                ("application/x-www-form-urlencoded", b"_csrf=%FF\xff&a=\xfe"),
                ("application/x-www-form-urlencoded", b"&&==&=" + b"a=1&" * 2000),
                ("", b""),
            ):
                headers = {**BROWSER, "Content-Type": kind}
                async with desk.client.post(
                    URL(desk.address + address, encoded=True), data=body, headers=headers, allow_redirects=False
                ) as answer:
                    assert await _said(answer, (path, kind, body[:40])) in (400, 403, 404, 413, 415)
        await _ask(desk, "POST", next(addresses(path)), data=twice) if path != "/logout" else None
    assert await _ask(desk, "POST", "/people", data=multipart) == 400


async def _form(desk: Office, path: str, **fields: object) -> tuple[int, str]:
    answer = await desk.post(path, **fields)
    await _said(answer, (path, fields))
    return answer.status, await answer.text()


GONE = 9
ONE = "exempt restore left unlink code correct merge forget reply"


async def test_forms_about_somebody_who_is_gone_meanwhile(desk: Office) -> None:
    await desk.load(SCHOOL, WEEK_46, LIST + "9300028;Зуева Злата Петровна;;;да;Активен;1;1;1;да\n")
    merge = {"act": "merge", "other": GONE}
    assert (await _form(desk, "/people/8", **merge))[0] == 303
    assert (await _form(desk, "/people/8", **merge))[0] == 404
    for act in ONE.split():
        fields = {"act": act, "sure": 1, "name": "Иванова Злата", "words": "да", "other": 8}
        status, page = await _form(desk, f"/people/{GONE}", **fields)
        assert (status, "больше нет" in page) == (404, True), (act, page[-300:])
    for act in ("exempt", "restore", "left", "codes"):
        assert (await _form(desk, "/people", p=GONE, act=act))[0] == 404, act
    for act, status in (("leaflets", 400), ("remind", 303), ("announce", 303)):
        assert (await _form(desk, "/people", p=GONE, act=act))[0] == status, act
    assert "Напоминать некому" in await desk.text(f"/rounds/new?p={GONE}")
    assert (await _form(desk, "/people/8", act="merge", other=8))[0] == 400


async def test_what_is_sent_twice_is_done_once(desk: Office) -> None:
    await desk.post("/rounds", gap="no_call", week="2026-W46", kind="manual-1")
    twice = (
        ("/people/2", {"act": "exempt", "reason": "курсы"}, 303),
        ("/people/2", {"act": "unlink"}, 400),
        ("/people/2", {"act": "left"}, 303),
        ("/people/2", {"act": "forget", "sure": 1}, 404),
        ("/rounds/1", {"act": "cancel"}, 303),
        ("/rounds/1", {"act": "retry"}, 400),
        ("/rounds/pause", {}, 303),
        ("/rounds/resume", {}, 303),
        ("/schedule", {"act": "usual"}, 303),
        ("/schedule", {"act": "add", "first": "2026-12-01", "last": "2026-12-02"}, 303),
        ("/schedule", {"act": "drop", "break": 1}, 303),
        ("/chats", {"act": "add", "link": "https://vk.me/join/AAAAAExample1", "kind": "staff"}, 303),
    )
    for path, fields, again in twice:
        await _form(desk, path, **fields)
        assert (await _form(desk, path, **fields))[0] == again, (path, fields)


async def test_back_to_a_file_that_is_loaded(desk: Office) -> None:
    form = FormData(quote_fields=False)
    form.add_field("_csrf", await desk.csrf())
    form.add_field("files", LIST.format(period=WEEK_46).encode(), filename="Список.csv")
    sent = await desk.client.post(f"{desk.address}/import", data=form, allow_redirects=False)
    preview = sent.headers["Location"]
    assert (await _form(desk, preview, act="load"))[0] == 303
    for act in ("load", "again", "drop", "offered", "school"):
        status, page = await _form(desk, preview, act=act)
        assert (status, "Этого файла здесь уже нет" in page) == (404, True), act
    assert "Этого файла здесь уже нет" in await desk.text(preview, 404)


async def test_a_page_that_breaks_says_so_and_the_log_tells_where_but_of_whom_not(desk: Office) -> None:
    async with desk.database.writing() as session:
        await session.execute(DropTable(Exemption.__table__))
    with capture_logs() as logs:
        assert BROKEN in await desk.text("/people/1", 500)
    [told] = [one for one in logs if one["event"] == "page_failed"]
    assert (told["page"], told["kind"]) == ("/people/{id}", "OperationalError")
    assert re.fullmatch(r"\w+\.py:\d+( < \w+\.py:\d+)*", told["where"])
