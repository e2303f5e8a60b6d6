"""When the clock writes next, and what becomes of a load: the same answer in the chat, on pages and in the clock."""

from dataclasses import replace
from datetime import datetime

from indicators.weeks import Week
from nudges.clock.after_load import AfterLoad
from nudges.clock.coming import NextNudge, next_nudge
from nudges.clock.due import is_fresh
from nudges.plan import DIGEST
from services.actor import Actor
from services.rights import Deed, may, require
from services.rounds.facts import facts_now, left_by_others
from services.schools import school_of
from storage.campaigns.outbox import count_rows, count_thanks
from storage.campaigns.planning import plan
from storage.campaigns.rounds import find_campaign
from storage.database.connection import Session
from storage.people.own_time import their_moments
from storage.statistics.facts import newest_people_week


async def coming_nudge(session: Session, actor: Actor, now: datetime, *, default_zone: str) -> NextNudge:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    return _told(actor, next_nudge(now, await facts_now(session, school, now, default_zone)))


def _told(actor: Actor, coming: NextNudge) -> NextNudge:
    return replace(coming, steered=may(actor, Deed.STEER_ROUNDS))


async def after_load(
    session: Session, actor: Actor, week: Week, now: datetime, *, default_zone: str
) -> AfterLoad | None:
    """Who gets what by the figures of a week, and when; None where the school has no list by name of it.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    newest = await newest_people_week(session, school.id)
    if newest is None or week > newest:
        return None
    facts = await facts_now(session, school, now, default_zone)
    coming = _told(actor, next_nudge(now, facts))
    moment = coming.at if coming.at is not None and coming.figures == week else now
    digest = await find_campaign(session, school, week, DIGEST)
    counts = await count_rows(session, [digest.id]) if digest is not None else None
    planned = await plan(session, school, week, now=moment, default_zone=default_zone)
    planned = await left_by_others(session, school, planned, moment, now, default_zone)
    opens = facts.calendar.next_allowed(moment) or moment
    own = await their_moments(session, [one.person_id for one in planned.recipients], facts.calendar, opens)
    return AfterLoad(
        week,
        newest,
        facts.calendar.local(now),
        coming,
        planned,
        (counts.sent, counts.sent + counts.open) if counts is not None else None,
        is_fresh(week, facts.calendar.week_of(now)),
        len(own),
        await count_thanks(session, digest.id) if digest is not None else 0,
    )
