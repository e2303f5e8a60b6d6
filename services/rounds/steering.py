"""Rounds under way: paused, continued, cancelled, tried again; and whether the clock may begin any."""

from dataclasses import dataclass
from datetime import date, datetime

from indicators.errors import NotPossible
from nudges.calendar import BREAK, Rest
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.rounds.standing import RoundStanding, campaign_here, standings
from services.schools import school_of
from storage.campaigns.outbox import (
    cancel_campaign,
    open_campaigns,
    pause_campaign,
    resume_campaign,
    retry_failed,
    undelivered,
)
from storage.database.connection import Session
from storage.schools.calendar import breaks_from, end_pauses
from storage.schools.registry import is_automatic, set_automatic

NO_SUCH_ROUND = "Сейчас ничего не рассылается."
NOTHING_TO_RETRY = "Повторять нечего: неудавшихся сообщений нет."
BY_WISH = "по просьбе ответственного"
FAILED = ("failed", "unreachable")


async def pause(session: Session, actor: Actor, now: datetime) -> bool:
    """Everything of the school stands still: what is under way, and what the clock would begin. False: it did.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.STEER_ROUNDS)
    school = await school_of(session, actor)
    under_way = await open_campaigns(session, school.id)
    stopped = [one.id for one in under_way if await pause_campaign(session, one.id, BY_WISH)]
    if school.paused and not stopped:
        return False
    school.paused = True
    log_deed(session, actor, "paused", now, campaigns=stopped)
    return True


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything for which nothing goes out today. `messages` are held back by pauses; `paused` is whether there is
    any, with or without days; `rest` are a break's days, which end by themselves; without `automatic` the clock
    begins nothing."""

    messages: int
    paused: bool
    rest: Rest | None
    automatic: bool


async def waiting(session: Session, actor: Actor, today: date) -> Waiting:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.STEER_ROUNDS)
    school = await school_of(session, actor)
    held = [one for one in await open_campaigns(session, school.id) if one.state == "paused"]
    counts = sum(one.counts.open for one in await standings(session, held))
    rests = [one for one in await breaks_from(session, school.id, today) if one.starts_on <= today]
    paused = school.paused or bool(held) or any(one.kind != BREAK for one in rests)
    broken = next((one for one in rests if one.kind == BREAK), None)
    rest = Rest(broken.starts_on, broken.ends_on, broken.title, broken.kind) if broken is not None else None
    return Waiting(counts, paused, rest, is_automatic(school))


async def resume(session: Session, actor: Actor, today: date, now: datetime) -> bool:
    """Go on with everything, whatever way it was paused; whoever calls wakes the delivery. False: nothing was.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.STEER_ROUNDS)
    school = await school_of(session, actor)
    under_way = await open_campaigns(session, school.id)
    resumed = [one.id for one in under_way if await resume_campaign(session, one.id)]
    ended = await end_pauses(session, school.id, today)
    if not school.paused and not resumed and not ended:
        return False
    school.paused = False
    log_deed(session, actor, "resumed", now, campaigns=resumed)
    return True


@dataclass(frozen=True, slots=True)
class Cancelled:
    """`done` is false when the round had ended before."""

    round: RoundStanding
    done: bool


async def cancel(session: Session, actor: Actor, round_id: int, now: datetime) -> Cancelled:
    """There is no way back; what was sent stays with people.

    Raises:
        NotAllowed
        NotPossible: no such round at this school.
    """
    require(actor, Deed.STEER_ROUNDS)
    campaign = await campaign_here(session, actor, round_id)
    if campaign is None:
        raise NotPossible(NO_SUCH_ROUND)
    done = await cancel_campaign(session, campaign.id, now)
    await session.refresh(campaign)
    if done:
        log_deed(session, actor, "campaign_cancelled", now, campaign=campaign.id)
    return Cancelled((await standings(session, [campaign]))[0], done)


async def retriable(session: Session, actor: Actor, round_id: int) -> int:
    """How many messages of a round failed and may be tried again.

    Raises:
        NotAllowed
        NotPossible: none, or no such round.
    """
    require(actor, Deed.STEER_ROUNDS)
    campaign = await campaign_here(session, actor, round_id)
    found = await undelivered(session, campaign.id) if campaign is not None and campaign.state != "cancelled" else []
    failed = sum(one.state in FAILED for one in found)
    if not failed:
        raise NotPossible(NOTHING_TO_RETRY)
    return failed


async def retry(session: Session, actor: Actor, round_id: int, now: datetime) -> int:
    """Try the failed ones again, and those who have allowed messages since; how many. Whoever calls wakes the
    delivery.

    Raises:
        NotAllowed
        NotPossible: no such round at this school.
    """
    require(actor, Deed.STEER_ROUNDS)
    campaign = await campaign_here(session, actor, round_id)
    if campaign is None:
        raise NotPossible(NOTHING_TO_RETRY)
    opened = await retry_failed(session, campaign.id)
    if opened:
        log_deed(session, actor, "retried", now, campaign=campaign.id, rows=opened)
    return opened


async def switch_on(session: Session, actor: Actor, now: datetime) -> bool:
    """From now on the clock begins rounds by itself. False: it did already.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.STEER_ROUNDS)
    school = await school_of(session, actor)
    fresh = not is_automatic(school)
    if fresh:
        set_automatic(school, on=True)
        log_deed(session, actor, "automatic_on", now)
    await session.flush()
    return fresh


async def switch_off(session: Session, actor: Actor, now: datetime) -> None:
    """The clock begins no rounds; one by hand can still be sent.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.STEER_ROUNDS)
    set_automatic(await school_of(session, actor), on=False)
    log_deed(session, actor, "automatic_off", now)
