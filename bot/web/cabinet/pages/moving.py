"""«Переезд в MAX»: how far it is, the invitations, paper for the rest."""

import asyncio
import io
from collections.abc import Mapping

from aiohttp import web

from bot.web.cabinet.visit import Errors, Visit
from handlers.reminding.moving import TO, from_when, what
from indicators.errors import BadWeek, NotAllowed, NotPossible
from indicators.weeks import Week
from services.reporting.printing import make_leaflets
from services.rounds.moving import Move, invite_to_move, move_of
from services.rounds.standing import rounds
from storage.people.namesakes import told_apart
from storage.tables import School

NO_NEED = "Листовки никому не нужны: все, кого можно позвать, уже в MAX."


async def show(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    move = await _move(visit)
    return visit.page(
        "moving.html",
        status=400 if errors else 200,
        errors=errors,
        move=move,
        names=await told_apart(visit.session, visit.school.id),
        what=what,
        from_when=from_when,
        spoken=TO in visit.cabinet.spoken,
    )


async def _move(visit: Visit) -> Move:
    return await move_of(visit.session, visit.actor, TO, visit.now, default_zone=visit.zone)


async def act(visit: Visit) -> web.StreamResponse:
    try:
        return await (_leaflets(visit) if visit.word("act") == "leaflets" else _invite(visit))
    except NotAllowed:
        raise
    except (NotPossible, BadWeek) as error:
        return await show(visit, {"": error.sentence})


async def _invite(visit: Visit) -> web.StreamResponse:
    """Those who were shown; sent twice it invites once."""
    cabinet = visit.cabinet
    async with visit.writing() as session:
        count = await invite_to_move(
            session,
            visit.actor,
            TO,
            Week.parse(visit.word("week")),
            visit.word("kind"),
            visit.now,
            default_zone=visit.zone,
            new_code=cabinet.new_code,
            links=cabinet.links,
        )
    if not count:
        return visit.go("/rounds/move", "nobody")
    cabinet.deliver()
    newest = await rounds(visit.session, visit.actor, limit=1)
    return visit.go(f"/rounds/{newest[0].id}", "started", n=count)


async def _leaflets(visit: Visit) -> web.StreamResponse:
    from reports.printed.leaflets import draw_leaflets

    def links(school: School, code: str) -> Mapping[str, str]:
        return visit.cabinet.links(school, code)

    async with visit.writing() as session:
        made = await make_leaflets(
            session, visit.actor, visit.cabinet.new_code, visit.now, today=visit.today, links=links, moving=str(TO)
        )
    if not made.leaflets:
        return await show(visit, {"": NO_NEED})
    out = io.BytesIO()
    await asyncio.to_thread(draw_leaflets, [made], out)
    return visit.file(out.getvalue(), "Листовки MAX.pdf")
