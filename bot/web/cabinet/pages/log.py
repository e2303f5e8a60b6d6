"""«Журнал»: who did what to whom."""

from aiohttp import web

from bot.web.cabinet.visit import Visit
from handlers.overview.audit import line
from services.audit import log_page


async def show(visit: Visit) -> web.StreamResponse:
    found = await log_page(visit.session, visit.actor, max(visit.number("page", 1) - 1, 0))
    return visit.page("log.html", found=found, line=line)
