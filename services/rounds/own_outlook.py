"""What comes to one person next, and what came: told to themselves, by the plan that the clock makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from indicators.errors import NotPossible
from nudges.clock.coming import NextNudge, next_nudge
from nudges.plan import Plan
from nudges.plan.skip_reason import SkipReason
from services.actor import Actor
from services.rights import ROLES_ONLY, Deed, require
from services.rounds.facts import facts_now, left_by_others
from services.schools import school_of
from storage.campaigns.planning import plan
from storage.campaigns.received import Letter, letters_to
from storage.database.connection import Session
from storage.people.own_time import their_moments
from storage.statistics.facts import newest_people_week
from storage.tables import Person

_MOST = 1000  # letters: of many years


@dataclass(frozen=True, slots=True)
class Outlook:
    """`at` is when the next reminders would come to them, in their own hours, in the school's zone; `reason` why they
    would not, by the figures there are by now, `now` why nothing comes to them today. `of_another`: another of their
    schools writes to them in that week."""

    coming: NextNudge
    at: datetime | None = None
    reason: SkipReason | None = None
    now: SkipReason | None = None
    of_another: bool = False


async def outlook(session: Session, actor: Actor, person_id: int, now: datetime, *, default_zone: str) -> Outlook:
    """
    Raises:
        NotAllowed, UnknownSchool
        NotPossible: it is somebody else.
    """
    _require(actor, person_id)
    school = await school_of(session, actor)
    facts = await facts_now(session, school, now, default_zone)
    coming, newest = next_nudge(now, facts), await newest_people_week(session, school.id)
    if newest is None:
        return Outlook(coming)
    moment = coming.at or now
    planned = await plan(
        session, school, coming.figures or newest, now=moment, default_zone=default_zone, letters=slice(0)
    )
    alone = reason = _why(planned, person_id)
    if coming.figures is not None:
        reason = _why(await left_by_others(session, school, planned, moment, now, default_zone), person_id)
    opens = facts.calendar.next_allowed(moment) or moment
    own = await their_moments(session, [person_id], facts.calendar, opens)
    at = facts.calendar.local(own[person_id]) if person_id in own and coming.at is not None else coming.at
    today = await plan(session, school, newest, now=now, default_zone=default_zone, letters=slice(0))
    return Outlook(coming, at, reason, _why(today, person_id), of_another=reason is not alone)


def _why(planned: Plan, person_id: int) -> SkipReason | None:
    return next((one.reason for one in planned.skipped if one.person_id == person_id), None)


async def own_letters(session: Session, actor: Actor, person_id: int) -> Sequence[Letter]:
    """What went to them, the newest first.

    Raises:
        NotAllowed
        NotPossible: it is somebody else.
    """
    _require(actor, person_id)
    person = await session.get_one(Person, person_id)
    return [one for one in await letters_to(session, person, _MOST) if one.state == "sent" and one.at is not None]


def _require(actor: Actor, person_id: int) -> None:
    require(actor, Deed.OWN_TIME)
    if person_id not in actor.persons:
        raise NotPossible(ROLES_ONLY)
