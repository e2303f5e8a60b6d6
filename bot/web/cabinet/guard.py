"""What stands before every page: the session, the right, the form's token; and what becomes of an error."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import aiohttp_jinja2
import structlog
from aiohttp import web
from multidict import MultiDict

from bot.web.cabinet.parts import Cabinet
from bot.web.cabinet.visit import CSRF, NotHere, Visit, csrf_of
from bot.web.doors import STREAMS
from handlers.engine.failures import place
from indicators.errors import DezhurnyError, NotAllowed, UnknownPerson, UnknownSchool
from services.access.cabinet import visitor
from services.rights import Deed, require
from services.schools import choose_school, schools_looked_after
from storage.database.blame import was_faster
from storage.database.connection import Session
from storage.people.accounts import Who

log = structlog.get_logger()

COOKIE = "cabinet"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NO_PAGE = "Такой страницы нет."
NOT_UNDERSTOOD = "Не понял запрос. Вернитесь и попробуйте ещё раз."
FORGED = "Страница устарела: вернитесь, обновите её и повторите."
BROKEN = (
    "У нас что-то сломалось. Данные целы; попробуйте ещё раз, а если повторится — скажите тому, кто ведёт программу."
)

Show = Callable[[Visit], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Page:
    """`deed` is what whoever opens it must be allowed to. `everywhere`: it needs no school to be chosen.
    `streams`: the handler reads the body by itself, and checks the form's token."""

    method: str
    path: str
    show: Show
    deed: Deed = Deed.READ
    everywhere: bool = False
    streams: bool = False


def guarded(page: Page, cabinet: Cabinet) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        return await answered(request, page.path, partial(_shown, page, cabinet))

    setattr(handle, STREAMS, page.streams)
    return handle


async def answered(
    request: web.Request, name: str, work: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """The answer; an error as a page. Logs get the kind of an error, its place and the page's
    pattern: an address may hold a token, and a message a name."""
    try:
        response = await work(request)
    except NotHere as error:
        response = refusal(request, 404, str(error) or NO_PAGE)
    except (UnknownPerson, UnknownSchool) as error:
        response = refusal(request, 404, error.sentence)
    except NotAllowed as error:
        response = refusal(request, 403, error.sentence)
    except DezhurnyError as error:
        response = refusal(request, 400, error.sentence)
    except (web.HTTPException, ConnectionError):
        raise
    except Exception as error:  # noqa: BLE001 — whatever it is, a person waits for a page
        log.error("page_failed", page=name, kind=type(error).__name__, where=place(error))
        response = refusal(request, 500, BROKEN)
    return response


def refusal(request: web.Request, status: int, sentence: str) -> web.Response:
    return bare_page(request, "refusal.html", status, sentence=sentence)


def bare_page(request: web.Request, template: str, status: int, **values: object) -> web.Response:
    """A page for whoever may not be known at all."""
    response = aiohttp_jinja2.render_template(template, request, values, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


async def _shown(page: Page, cabinet: Cabinet, request: web.Request) -> web.StreamResponse:
    token = request.cookies.get(COOKIE, "")
    async with cabinet.database.reading() as session:
        now = cabinet.clock()
        who = await visitor(session, token, now) if token else None
        if who is None or not who.members:
            return bare_page(request, "no_session.html", 401)
        visit = await _visit(request, cabinet, session, who, token)
        if page.method == "GET":
            return await _allowed(page, visit)
    if not page.streams:
        try:
            visit.form = await _form(request)
        except (ValueError, LookupError):  # an unknown charset, a boundary that is missing, bytes that are no text
            return refusal(request, 400, NOT_UNDERSTOOD)
        if not is_genuine(visit, visit.form.get(CSRF)):
            return refusal(request, 403, FORGED)
        await _at_the_school_of_the_form(visit)
    try:
        async with cabinet.database.reading() as visit.session:
            return await _allowed(page, visit)
    except Exception as error:
        if page.streams or not was_faster(error):
            raise
    async with cabinet.database.reading() as visit.session:  # another officer, at the same moment: see what stands now
        return await _allowed(page, visit)


async def _visit(request: web.Request, cabinet: Cabinet, session: Session, who: Who, token: str) -> Visit:
    schools = await schools_looked_after(session, who)
    chosen = next((one for one in schools if one.id == who.account.school_id), None)
    if chosen is None and len(schools) == 1:
        chosen = schools[0]
    return Visit(request, cabinet, session, who, token, schools, cabinet.clock(), chosen)


async def _at_the_school_of_the_form(visit: Visit) -> None:
    """A form is of the school that stood above it, whichever was turned to meanwhile in the chat or beside it."""
    of = next((one for one in visit.schools if one.id == visit.number("_school")), None)
    if of is not None and (visit.chosen is None or visit.chosen.id != of.id):
        visit.chosen = of
        async with visit.writing() as session:
            await choose_school(session, visit.actor)


async def _allowed(page: Page, visit: Visit) -> web.StreamResponse:
    if visit.chosen is None and not page.everywhere:
        if visit.is_municipal:
            return visit.go("/schools" if visit.schools else "/import")
        return visit.page("choose.html")
    require(visit.actor, page.deed)
    return await page.show(visit)


async def _form(request: web.Request) -> MultiDict[str]:
    sent = (await request.post()).items()
    return MultiDict((key, value.replace("\0", "")) for key, value in sent if isinstance(value, str))


def is_genuine(visit: Visit, given: str | None) -> bool:
    return given is not None and hmac.compare_digest(given.encode(), csrf_of(visit.token).encode())
