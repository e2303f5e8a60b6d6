"""How rounds stand: the newest, those under way, and what became of each person's message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from indicators.weeks import Week
from nudges.letters.announcement import is_announcement
from nudges.letters.moving import is_reminder
from services.actor import Actor
from services.rights import Deed, require
from services.schools import school_of
from storage.campaigns.outbox import (
    Counts,
    Outcome,
    campaigns_of,
    count_each,
    count_skipped,
    next_moments,
    open_campaigns,
    outcomes,
    undelivered,
)
from storage.database.connection import Session
from storage.people.registry import people_of
from storage.tables import Campaign


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """One round. `state` is running, paused, cancelled or finished; `pause_reason` says why it is paused.

    `next_at`: when the next message goes, where all that are left wait for a moment. `ignores_hours`: it goes also
    outside the school's (`send --now`). `why_skipped` counts the messages that were not sent after all, by the
    sentence that says why.
    """

    id: int
    week: Week
    kind: str
    state: str
    pause_reason: str | None
    made_at: datetime
    made_by: int | None
    counts: Counts
    next_at: datetime | None = None
    ignores_hours: bool = False
    why_skipped: Mapping[str, int] = field(default_factory=dict)


async def newest_round(session: Session, actor: Actor) -> RoundStanding | None:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    found = await rounds(session, actor, limit=1)
    return found[0] if found else None


async def rounds(session: Session, actor: Actor, *, limit: int | None = None) -> list[RoundStanding]:
    """The school's rounds, the newest first.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    return await standings(session, await campaigns_of(session, school.id, limit=limit))


async def rounds_under_way(session: Session, actor: Actor) -> list[RoundStanding]:
    """Those that are running or paused, the newest first.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    return await standings(session, await open_campaigns(session, school.id))


async def round_at(session: Session, actor: Actor, round_id: int) -> RoundStanding | None:
    """A round of this school: a number from a button or an address proves nothing.

    Raises:
        NotAllowed
    """
    require(actor, Deed.READ)
    campaign = await campaign_here(session, actor, round_id)
    return (await standings(session, [campaign]))[0] if campaign is not None else None


async def not_delivered(session: Session, actor: Actor, round_id: int) -> list[Outcome]:
    """Whom a round did not reach, and why; empty for a round of another school.

    Raises:
        NotAllowed
    """
    require(actor, Deed.READ)
    campaign = await campaign_here(session, actor, round_id)
    return await undelivered(session, campaign.id) if campaign is not None else []


_NEWEST = 20  # among as many the newest of a kind is looked for: others may have come after it


async def newest_reminders(session: Session, actor: Actor) -> RoundStanding | None:
    """The last round that asked anything of anybody.

    Raises:
        NotAllowed, UnknownSchool
    """
    return next((one for one in await rounds(session, actor, limit=_NEWEST) if is_reminder(one.kind)), None)


async def newest_announcement(session: Session, actor: Actor) -> RoundStanding | None:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    return next((one for one in await rounds(session, actor, limit=_NEWEST) if is_announcement(one.kind)), None)


async def arrived_since(session: Session, actor: Actor, since: datetime) -> list[tuple[RoundStanding, list[Outcome]]]:
    """Each round of which something arrived since then, the newest first, with these messages.

    Raises:
        NotAllowed, UnknownSchool
    """
    found = [(one, await outcomes(session, one.id, ["sent"])) for one in await rounds(session, actor, limit=_NEWEST)]
    late = [
        (one, [got for got in arrived if got.finished_at is not None and got.finished_at >= since])
        for one, arrived in found
    ]
    return [(one, arrived) for one, arrived in late if arrived]


async def not_written_to(session: Session, actor: Actor, round_id: int) -> int:
    """How many of the staff the round has no message for.

    Raises:
        NotAllowed, UnknownSchool
    """
    school = await school_of(session, actor)
    written = {one.person_id for one in await outcomes_by_person(session, actor, round_id)}
    return sum(one.id not in written for one in await people_of(session, school.id))


async def outcomes_by_person(session: Session, actor: Actor, round_id: int) -> list[Outcome]:
    """What became of everybody's message; empty for a round of another school.

    Raises:
        NotAllowed
    """
    require(actor, Deed.READ)
    campaign = await campaign_here(session, actor, round_id)
    return await outcomes(session, campaign.id) if campaign is not None else []


async def campaign_here(session: Session, actor: Actor, round_id: int) -> Campaign | None:
    campaign = await session.get(Campaign, round_id)
    return campaign if campaign is not None and campaign.school_id == actor.school_id else None


async def standings(session: Session, campaigns: Sequence[Campaign]) -> list[RoundStanding]:
    ids = [one.id for one in campaigns]
    counts, moments = await count_each(session, ids), await next_moments(session, ids)
    skipped = await count_skipped(session, [one for one in ids if counts[one].skipped])
    return [
        RoundStanding(
            one.id,
            Week.parse(one.week),
            one.kind,
            one.state,
            one.pause_reason if one.state == "paused" else None,
            one.made_at,
            one.made_by,
            counts[one.id],
            moments.get(one.id),
            one.ignores_hours,
            skipped.get(one.id, {}),
        )
        for one in campaigns
    ]
