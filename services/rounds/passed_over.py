"""Whom a round of reminders had no message for, by name and with the reason, as far as it can still be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from indicators.errors import UnknownWeek
from nudges.letters.moving import is_reminder
from nudges.plan import DIGEST, QUOTA
from nudges.plan.skip_reason import SkipReason
from services.actor import Actor
from services.rights import Deed, require
from services.rounds.standing import RoundStanding, outcomes_by_person
from services.schools import school_of
from storage.campaigns.planning import RoundWishes, plan
from storage.database.connection import Session
from storage.people.registry import people_of
from storage.people.unanswered import waiting_then
from storage.tables import Person, School

WOULD_NOW = "в день рассылки писать было нельзя или не о чем; сейчас той причины уже нет"
DISPUTED_THEN = "сообщение об ошибке в данных тогда ещё ждало ответа ответственного"
NOT_LISTED = "тогда в списке школы ещё не было"
# Of the school as it stands now, and not of the day of the round.
_OF_NOW = frozenset({SkipReason.BREAK, SkipReason.PAUSED, SkipReason.PAST_WEEK})


@dataclass(frozen=True, slots=True)
class PassedOver:
    person_id: int
    full_name: str
    reason: str


async def passed_over(
    session: Session, actor: Actor, round_: RoundStanding, now: datetime, *, default_zone: str
) -> list[PassedOver]:
    """Those of the staff who got nothing by the round. The reason is empty where it is not known any more.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    written = {one.person_id for one in await outcomes_by_person(session, actor, round_.id)}
    left_out = [one for one in await people_of(session, school.id) if one.id not in written]
    told: dict[int, str] = {}
    if is_reminder(round_.kind) and left_out:
        told = await _sentences(session, school, round_, left_out, min(round_.made_at, now), default_zone)
    told |= {one.id: NOT_LISTED for one in left_out if one.created_at > round_.made_at}
    return [PassedOver(one.id, one.full_name, told.get(one.id, "")) for one in left_out]


async def _sentences(
    session: Session, school: School, round_: RoundStanding, people: Sequence[Person], began: datetime, zone: str
) -> dict[int, str]:
    """As of the day it began: a break that has come since is no reason, nor hides one."""
    why = await _reasons(session, school, round_, began, zone)
    if why is None:
        return {}
    disputed = await waiting_then(session, school.id, began)
    return {one.id: _sentence(why.get(one.id), round_.kind, disputed=one.id in disputed) for one in people}


async def _reasons(
    session: Session, school: School, round_: RoundStanding, now: datetime, default_zone: str
) -> dict[int, SkipReason] | None:
    """By person, of whoever would get nothing by it now; None where the week's list is gone."""
    try:
        made = await plan(
            session, school, round_.week, RoundWishes(round_.kind), now=now, default_zone=default_zone, letters=slice(0)
        )
    except UnknownWeek:
        return None
    return {one.person_id: one.reason for one in made.skipped}


def _sentence(reason: SkipReason | None, kind: str, *, disputed: bool) -> str:
    """Whoever would be written to now could not be written to then, where the round was for everybody; else they may
    just as well not have been chosen."""
    if reason is None and disputed:
        return DISPUTED_THEN
    if reason is None:
        return WOULD_NOW if kind in (DIGEST, QUOTA) else SkipReason.NOT_CHOSEN.sentence
    return "" if reason in _OF_NOW else reason.sentence
