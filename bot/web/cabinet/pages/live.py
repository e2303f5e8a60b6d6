"""How a round goes, as events for the page that shows it; without JavaScript the page is loaded anew by hand."""

import asyncio
import json
from contextlib import suppress
from dataclasses import asdict

from aiohttp import web

from bot.web.cabinet.pages.rounds import the_round
from bot.web.cabinet.visit import Visit
from indicators.russian.rules import plural
from services.access.cabinet import visitor
from services.rounds.standing import RoundStanding, round_at

EVERY = 1.0  # seconds between two looks
_LOOKS = 60  # then the browser asks again: a stream must not outlive a request's time
_RUNNING = "running"


async def stream(visit: Visit) -> web.StreamResponse:
    standing = await the_round(visit)
    await visit.session.close()  # a stream is long: each look has a session of its own
    headers = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store"}
    response = web.StreamResponse(headers={**headers, "X-Accel-Buffering": "no"})
    await response.prepare(visit.request)
    with suppress(ConnectionError):  # whoever looked has gone
        await _tell(visit, standing, response)
    return response


async def _tell(visit: Visit, standing: RoundStanding | None, response: web.StreamResponse) -> None:
    began = settled_of(standing) if standing is not None else 0
    for look in range(_LOOKS):
        if standing is None:
            return
        body = json.dumps(_told(standing, began, look * EVERY), ensure_ascii=False)
        await response.write(f"event: standing\ndata: {body}\n\n".encode())
        if standing.state != _RUNNING:
            return
        await asyncio.sleep(EVERY)
        standing = await _looked_at(visit, standing.id)


async def _looked_at(visit: Visit, round_id: int) -> RoundStanding | None:
    """With the rights of this moment: a session that ended sees no more."""
    async with visit.cabinet.database.reading() as session:
        who = await visitor(session, visit.token, visit.cabinet.clock())
        if who is None:
            return None
        return await round_at(session, visit.actor, round_id)


def settled_of(standing: RoundStanding) -> int:
    return standing.counts.total - standing.counts.open


def _told(standing: RoundStanding, began: int, seconds: float) -> dict[str, object]:
    settled = settled_of(standing)
    return {
        "counts": asdict(standing.counts),
        "settled": settled,
        "ended": standing.state != _RUNNING,
        "left": left_words(standing.counts.open, settled - began, seconds),
    }


def left_words(still_open: int, done: int, seconds: float) -> str:
    """How long it will still take, by how it went since somebody looks."""
    if not still_open:
        return "Всё разослано."
    if done <= 0 or seconds <= 0:
        return f"Ждут своей очереди: {still_open}."
    rest = still_open * seconds / done
    if rest < 60:
        return f"Осталось меньше минуты, в очереди {still_open}."
    return f"Осталось около {plural(round(rest / 60), 'минуты', 'минут', 'минут')}, в очереди {still_open}."
