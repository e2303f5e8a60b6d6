"""Coming in by a one-time link, and going out."""

from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from aiohttp import web

from bot.web.cabinet.guard import COOKIE, answered, bare_page, refusal
from bot.web.cabinet.parts import Cabinet
from bot.web.cabinet.visit import Visit
from indicators.errors import NotPossible
from services.access.cabinet import enter, leave, leave_everywhere
from services.schools import choose_school
from storage.dialogs.cabinet import SESSION_TERM

# Messengers and search engines open links that they pass on: a one-time link must outlive their curiosity.
_ROBOTS = ("bot", "vkshare", "preview", "crawl", "spider", "facebookexternalhit", "whatsapp", "telegram")
TRIES, PER = 20, timedelta(minutes=1)
_MOST_PLACES = 1000
_HERE = ("127.0.0.1", "::1")
TOO_MANY = "Слишком много попыток подряд. Подождите минуту и откройте ссылку ещё раз."


class Tries:
    """How often each address tried to come in lately."""

    def __init__(self) -> None:
        self._of: defaultdict[str, deque[datetime]] = defaultdict(deque)

    def allow(self, place: str, now: datetime) -> bool:
        if len(self._of) > _MOST_PLACES:
            self._of.clear()
        recent = self._of[place]
        while recent and recent[0] <= now - PER:
            recent.popleft()
        if len(recent) >= TRIES:
            return False
        recent.append(now)
        return True


def door(cabinet: Cabinet) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    tries = Tries()

    async def handle(request: web.Request) -> web.StreamResponse:
        return await answered(request, "/enter", partial(_entered, cabinet, tries))

    return handle


async def _entered(cabinet: Cabinet, tries: Tries, request: web.Request) -> web.StreamResponse:
    now = cabinet.clock()
    if not tries.allow(_place(request), now):
        return refusal(request, 429, TOO_MANY)
    if _is_robot(request):
        return bare_page(request, "no_session.html", 401)
    try:
        async with cabinet.database.writing() as session:
            token = await enter(session, request.match_info["token"], now)
    except NotPossible as error:
        return bare_page(request, "no_session.html", 401, sentence=error.sentence)
    response = web.Response(status=303, headers={"Location": "/", "Cache-Control": "no-store"})
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(SESSION_TERM.total_seconds()),
        path="/",
        httponly=True,
        samesite="Lax",
        secure=cabinet.secure,
    )
    return response


def _place(request: web.Request) -> str:
    """Where somebody comes from; what a proxy on this machine adds to the end of the list is to be believed."""
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return told if told and request.remote in _HERE else request.remote or ""


def _is_robot(request: web.Request) -> bool:
    agent = request.headers.get("User-Agent", "").lower()
    prefetch = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return request.method == "HEAD" or prefetch or any(word in agent for word in _ROBOTS)


async def logout(visit: Visit) -> web.StreamResponse:
    """This browser, or with «выйти везде» every one."""
    async with visit.cabinet.database.writing() as session:
        if visit.word("everywhere"):
            await leave_everywhere(session, visit.who)
        await leave(session, visit.token)
    response = bare_page(visit.request, "no_session.html", 200, sentence="Вы вышли из кабинета.")
    response.del_cookie(COOKIE, path="/")
    return response


async def logout_page(visit: Visit) -> web.StreamResponse:
    return visit.page("logout.html")


async def choices(visit: Visit) -> web.StreamResponse:
    return visit.page("choose.html")


async def choose(visit: Visit) -> web.StreamResponse:
    """Work with another school; the chat then works with it, too."""
    school_id = visit.number("school")
    async with visit.cabinet.database.writing() as session:
        await choose_school(session, visit.at(school_id))
    return visit.go("/", "school")
