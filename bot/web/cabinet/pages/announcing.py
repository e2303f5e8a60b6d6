"""«Объявление»: the school's words to all or to some; shown first, sent only when that was confirmed."""

from collections import Counter
from contextlib import suppress
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.web.cabinet.visit import Errors, Visit
from indicators.errors import BadWeek, NotAllowed, NotPossible
from indicators.russian.rules import listed
from indicators.weeks import Week
from nudges.letters.announcement import LONGEST, is_announcement, why_moved, why_not_told
from nudges.letters.read_later import names_day, too_late
from nudges.own_time import LATER, OWN_HOURS
from services.rounds.announcing import Announcement, Shown, announce, preview_announcement

BAD_MOMENT = "Нужны и день, и час, например 17.11 и 10:00; или оставьте оба пустыми."


async def show(visit: Visit, errors: Errors | None = None, shown: Shown | None = None) -> web.StreamResponse:
    return visit.page(
        "announce.html",
        status=400 if errors else 200,
        errors=errors,
        shown=shown,
        skipped=Counter(why_not_told(why) for _, why in shown.skipped).most_common() if shown else (),
        people=_people(visit),
        longest=LONGEST,
        at_once=shown is not None and shown.opens <= visit.now,
        own_hours=OWN_HOURS if shown is not None and len(shown.own_hours) == len(shown.told) else "",
        moved=why_moved(shown.moved) if shown else "",
        later=LATER.format(names=listed([name for name, _ in shown.own_hours])) if shown and shown.own_hours else "",
        said_on=_said_on(visit),
        warning=too_late(visit.word("words"), _said_on(visit), shown.opens.date(), shown.own_hours) if shown else "",
    )


def _said_on(visit: Visit) -> date:
    """The day on which the words that are to be sent were said."""
    with suppress(ValueError):
        if visit.word("act") == "send":
            return date.fromisoformat(visit.word("said_on"))
    return visit.today


def _people(visit: Visit) -> list[int]:
    """Whom it is for, by the address or by the form; nobody stands for everybody."""
    given = visit.form if visit.form else visit.request.query
    return [int(one) for one in given.getall("p", []) if one.isascii() and one.isdigit() and len(one) < 16]


async def act(visit: Visit) -> web.StreamResponse:
    try:
        wanted = Announcement(visit.word("words"), frozenset(_people(visit)) or None, _moment(visit))
        is_old = visit.word("shown_on") not in ("", str(visit.today)) and names_day(wanted.words, visit.today)
        if visit.word("act") == "send" and not is_old:
            return await _send(visit, wanted)
        shown = await preview_announcement(visit.session, visit.actor, wanted, visit.now, default_zone=visit.zone)
    except NotAllowed:
        raise
    except ValueError:
        return await show(visit, {"time": BAD_MOMENT})
    except NotPossible as error:
        return await show(visit, {"words": error.sentence})
    return await show(visit, shown=shown)


def _moment(visit: Visit) -> datetime | None:
    """When it may go at the earliest, in the school's zone.

    Raises:
        ValueError: not understood, or half of it is missing.
    """
    day, hour = visit.word("day"), visit.word("time")
    if not day and not hour:
        return None
    zone: ZoneInfo = visit.cabinet.zone_of(visit.school)
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour), zone)


async def _send(visit: Visit, wanted: Announcement) -> web.StreamResponse:
    """What was shown; sent twice it is one announcement."""
    kind = visit.word("kind")
    try:
        week = Week.parse(visit.word("week"))
    except BadWeek:
        return await show(visit)
    if not is_announcement(kind) or not kind.rpartition("-")[2].isdigit() or len(kind) > 16:
        return await show(visit)
    async with visit.writing() as session:
        told = await announce(session, visit.actor, wanted, week, kind, visit.now, default_zone=visit.zone)
    visit.cabinet.deliver()
    if not told.round_id:
        return visit.go("/rounds", "nobody")
    return visit.go(f"/rounds/{told.round_id}", "announced", n=told.people)
