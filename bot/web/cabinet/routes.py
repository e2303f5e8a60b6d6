"""Every page, a line each: method, path, what it shows, and the right it needs."""

import hashlib
from collections.abc import Awaitable, Callable
from importlib.resources import files

import aiohttp_jinja2
import jinja2
from aiohttp import web

from bot.web.cabinet import entering
from bot.web.cabinet.guard import Page, guarded
from bot.web.cabinet.outside import in_words, with_headers
from bot.web.cabinet.pages import (
    announcing,
    chats,
    imports,
    live,
    log,
    moving,
    objections,
    overview,
    people,
    person,
    reports,
    rounds,
    schedule,
    schools,
    settings,
)
from bot.web.cabinet.parts import Cabinet
from bot.web.cabinet.words import FILTERS, TABLES, done_words
from services.rights import Deed

PAGES: tuple[Page, ...] = (
    Page("GET", "/", overview.show),
    Page("GET", "/people", people.show),
    Page("POST", "/people", people.act, Deed.EXEMPT),
    Page("GET", "/people/objections", objections.show, Deed.ANSWER_DISPUTE),
    Page("GET", "/people/{id}", person.show),
    Page("POST", "/people/{id}", person.act, Deed.EXEMPT),
    Page("GET", "/import", imports.show, Deed.IMPORT, everywhere=True),
    Page("POST", "/import", imports.upload, Deed.IMPORT, everywhere=True, streams=True),
    Page("POST", "/import/undo", imports.take_back, Deed.UNDO_LOAD),
    Page("POST", "/import/pupils", imports.pupils, Deed.SET_PUPILS),
    Page("GET", "/import/{upload}", imports.preview, Deed.IMPORT, everywhere=True),
    Page("POST", "/import/{upload}", imports.act, Deed.IMPORT, everywhere=True),
    Page("GET", "/rounds", rounds.show),
    Page("POST", "/rounds", rounds.begin, Deed.START_ROUND),
    Page("GET", "/rounds/new", rounds.new, Deed.START_ROUND),
    Page("GET", "/rounds/announce", announcing.show, Deed.START_ROUND),
    Page("POST", "/rounds/announce", announcing.act, Deed.START_ROUND),
    Page("POST", "/rounds/pause", rounds.hold, Deed.STEER_ROUNDS),
    Page("POST", "/rounds/resume", rounds.go_on, Deed.STEER_ROUNDS),
    Page("GET", "/rounds/move", moving.show),
    Page("POST", "/rounds/move", moving.act, Deed.START_ROUND),
    Page("GET", "/rounds/{id}", rounds.one),
    Page("POST", "/rounds/{id}", rounds.act, Deed.STEER_ROUNDS),
    Page("GET", "/rounds/{id}/live", live.stream),
    Page("GET", "/chats", chats.show),
    Page("POST", "/chats", chats.act, Deed.KEEP_CHATS),
    Page("GET", "/chats/posters.pdf", chats.posters, Deed.PRINT),
    Page("GET", "/chats/qr.svg", chats.qr, Deed.PRINT),
    Page("GET", "/schedule", schedule.show),
    Page("POST", "/schedule", schedule.act, Deed.SET_SCHOOL),
    Page("GET", "/reports", reports.show),
    Page("POST", "/reports", reports.subscribe, Deed.SUBSCRIBE),
    Page("GET", "/reports/{form}", reports.make),
    Page("GET", "/settings", settings.show),
    Page("POST", "/settings", settings.act, Deed.SET_SCHOOL),
    Page("GET", "/settings/sample", settings.sample),
    Page("GET", "/log", log.show, Deed.SEE_LOG),
    Page("GET", "/schools", schools.show, everywhere=True),
    Page("POST", "/schools", schools.name_colleague, everywhere=True),
    Page("GET", "/schools/report/{form}", schools.make, everywhere=True),
    Page("GET", "/choose", entering.choices, everywhere=True),
    Page("GET", "/logout", entering.logout_page, everywhere=True),
    Page("POST", "/logout", entering.logout, everywhere=True),
    Page("POST", "/school", entering.choose, everywhere=True),
)
_STATIC = {"style.css": "text/css", "cabinet.js": "text/javascript"}


def add_pages(app: web.Application, cabinet: Cabinet) -> None:
    app.middlewares.append(in_words)
    app.on_response_prepare.append(with_headers)
    here = files("bot.web.cabinet")
    contents = {name: (here / "static" / name).read_bytes() for name in _STATIC}
    environment = aiohttp_jinja2.setup(
        app,
        loader=jinja2.PackageLoader("bot.web.cabinet"),
        filters=FILTERS,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    version = hashlib.sha256(b"".join(contents.values())).hexdigest()[:10]
    environment.globals |= {**TABLES, "version": version, "done_words": done_words, "Deed": Deed}
    app.router.add_get("/enter/{token}", entering.door(cabinet))
    for path in {page.path for page in PAGES} - {page.path for page in PAGES if page.method == "GET"}:
        app.router.add_get(path, _to(path.rpartition("/")[0] or "/"))
    for page in PAGES:
        handler = guarded(page, cabinet)
        app.router.add_route(page.method, page.path, handler)
        if page.method == "GET" and page.show is not live.stream:  # which would go on for long, for nobody
            app.router.add_route("HEAD", page.path, handler)
    for name, kind in _STATIC.items():
        app.router.add_get(f"/static/{name}", _static(contents[name], kind))


def _to(where: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A form's address, opened as a page: after a refused form it stands in the browser's line."""

    async def go(request: web.Request) -> web.Response:
        return web.Response(status=303, headers={"Location": where, "Cache-Control": "no-store"})

    return go


def _static(content: bytes, kind: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}

    async def serve(request: web.Request) -> web.Response:
        return web.Response(body=content, content_type=kind, charset="utf-8", headers=headers)

    return serve
