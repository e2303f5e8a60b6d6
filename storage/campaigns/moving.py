"""Invitations into another messenger in the outbox: who is there, who may be invited and when, who never again."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.letters.moving import MOVE
from nudges.plan import DIGEST
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import Standing
from nudges.platforms import Platform, best_way
from storage.campaigns.announcing import obstacle
from storage.messengers.spoken import spoken
from storage.messengers.ways import open_ways, ways_of
from storage.statistics.scope import Scope
from storage.statistics.sent_before import OPEN
from storage.statistics.standings import load_standings
from storage.tables import Campaign, OutboxRow, Person, School

_WENT = (*OPEN, "sent", "failed")  # states after which nobody is invited again


@dataclass(frozen=True, slots=True)
class Movers:
    """Everybody who works at a school, by where they are on the way. `moved` can be written to there. `now` are to be
    invited, `later` next week, since they have had their message of this one; of `waiting` the invitation is written
    and has yet to go, the first of them at `goes`; `invited` have got it, and are not there yet.
    Whoever is left and why; an account that stands behind two rows is invited once."""

    moved: tuple[Standing, ...]
    now: tuple[Standing, ...]
    later: tuple[Standing, ...]
    waiting: tuple[Standing, ...]
    invited: tuple[Standing, ...]
    left: tuple[tuple[Standing, SkipReason], ...]
    goes: datetime | None = None


async def movers(
    session: AsyncSession, school: School, calendar: SchoolCalendar, moment: datetime, to: Platform
) -> Movers:
    """As of the moment at which the first invitation would go."""
    scope = Scope(school.id, calendar.week_of(moment), moment, calendar)
    people = [one for one in await load_standings(session, scope) if not one.left]
    there = await open_ways(session, select(Person.id).where(Person.school_id == school.id), to)
    before = await _invited(session, {account for one in people for account in one.accounts})
    elsewhere = await _ways_outside(session, people, to)
    taken: set[int] = set()
    now: list[Standing] = []
    later: list[Standing] = []
    waiting: list[Standing] = []
    invited: list[Standing] = []
    left: list[tuple[Standing, SkipReason]] = []
    for one in (one for one in people if one.person_id not in there):
        person = elsewhere[one.person_id]
        reason = obstacle(person)
        if one.accounts & before.keys():
            (waiting if any(before.get(account) in OPEN for account in one.accounts) else invited).append(person)
        elif reason is not None or one.accounts & taken:
            left.append((person, reason or SkipReason.ALREADY_WRITTEN))
        else:
            taken |= one.accounts
            (later if DIGEST in one.written else now).append(person)
    moved = tuple(one for one in people if one.person_id in there)
    goes = await _first_goes(session, waiting, calendar, moment) if waiting else None
    return Movers(moved, tuple(now), tuple(later), tuple(waiting), tuple(invited), tuple(left), goes)


async def _invited(session: AsyncSession, account_ids: Collection[int]) -> dict[int, str]:
    """The accounts that have had such an invitation, or are about to, and its state: nobody gets a second one."""
    query = (
        select(OutboxRow.account_id, OutboxRow.state)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(OutboxRow.account_id.in_(account_ids), Campaign.kind.like(f"{MOVE}-%"), OutboxRow.state.in_(_WENT))
    )
    return {row.account_id: row.state for row in await session.execute(query)}


async def _first_goes(
    session: AsyncSession, waiting: Sequence[Standing], calendar: SchoolCalendar, moment: datetime
) -> datetime | None:
    accounts = {account for one in waiting for account in one.accounts}
    query = (
        select(OutboxRow.not_before)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(OutboxRow.account_id.in_(accounts), Campaign.kind.like(f"{MOVE}-%"), OutboxRow.state.in_(OPEN))
    )
    begins = [max(one or moment, moment) for one in await session.scalars(query)]
    return calendar.next_allowed(min(begins, default=moment))  # it may have gone meanwhile


async def _ways_outside(session: AsyncSession, people: Sequence[Standing], to: Platform) -> Mapping[int, Standing]:
    """Each with the account through which they can be invited: any but those of the new messenger. Who has none but an
    account there keeps that one, to which nobody can be written yet: it is known all the same, as everywhere else."""
    ids = [one.person_id for one in people]
    ways = await ways_of(session, select(Person.id).where(Person.id.in_(ids)))
    others = (await spoken(session)) - {str(to)}
    outside = {one.person_id: best_way(ways.get(one.person_id, ()), others) for one in people}
    inside = {one.person_id: best_way(ways.get(one.person_id, ()), {str(to)}) for one in people}
    return {one.person_id: replace(one, way=outside[one.person_id] or inside[one.person_id]) for one in people}


async def objections_to_moving(
    session: AsyncSession, to: Platform, people: Mapping[int, Standing]
) -> dict[int, SkipReason]:
    """By person: why they must not be invited any more, whatever else speaks against it."""
    there = await open_ways(session, select(Person.id).where(Person.id.in_(people)), to)
    found = dict.fromkeys(there, SkipReason.MOVED)
    for person_id, one in people.items():
        reason = obstacle(one)
        if reason is not None and person_id not in there:
            found[person_id] = reason
    return found


def next_week_opens(calendar: SchoolCalendar, moment: datetime) -> datetime | None:
    """When whoever has had this week's message may be written to again."""
    return calendar.next_allowed(calendar.at(calendar.week_of(moment).shift(1).monday, time()))


async def write_invitations(
    session: AsyncSession,
    school: School,
    calendar: SchoolCalendar,
    week: Week,
    kind: str,
    found: Movers,
    text_of: Callable[[Standing], str],
    now: datetime,
    *,
    opens: datetime,
    made_by: int | None,
) -> Campaign:
    campaign = Campaign(school_id=school.id, week=str(week), kind=kind, state="running", made_at=now, made_by=made_by)
    session.add(campaign)
    await session.flush()
    next_opens = next_week_opens(calendar, opens)
    rows: list[dict[str, Any]] = []
    for people, moment in ((found.now, opens), (found.later, next_opens)):
        rows += [
            {
                "campaign_id": campaign.id,
                "person_id": one.person_id,
                "account_id": one.way.account_id,
                "platform": one.way.platform,
                "peer_id": one.way.peer_id,
                "text": text_of(one),
                "gaps": [],
                "state": "planned",
                "calendar_week": str(calendar.week_of(moment)),
                "not_before": moment if moment > now else None,
            }
            for one in people
            if one.way is not None and moment is not None
        ]
    if rows:
        await session.execute(insert(OutboxRow), rows)
    return campaign
