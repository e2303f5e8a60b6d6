"""Rounds: a plan written at once as a campaign and its outbox rows, and found again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.gaps import codes
from nudges.plan import MANUAL, Plan
from storage.campaigns.lost_time import in_doubt_since
from storage.campaigns.planning import WEEKLY, RoundWishes, plan, start_of
from storage.database.connection import Database
from storage.people.own_time import their_weeks
from storage.schools.calendar import DEFAULT_ZONE, school_calendar
from storage.tables import Campaign, OutboxRow, Person, School

# Told of a new round, and for how many people it is, in the transaction that writes it.
Told = Callable[[AsyncSession, Campaign, int], None]


async def plan_campaign(
    database: Database,
    school: School,
    week: Week,
    wishes: RoundWishes = WEEKLY,
    *,
    now: datetime,
    default_zone: str = DEFAULT_ZONE,
    tell: Told | None = None,
) -> Campaign | None:
    """Write the campaign and its outbox rows in one transaction, once for (school, week, kind).

    A second call returns the campaign that is there and writes nothing. None: nobody is to be written
    to (the plan says why), and nothing is written.

    Raises:
        UnknownWeek: the school has no list by name of that week.
    """
    async with database.writing() as session:
        if wishes.kind == MANUAL:
            wishes = replace(wishes, kind=await next_kind(session, school, week, MANUAL))
        return await write_campaign(session, school, week, wishes, now=now, default_zone=default_zone, tell=tell)


async def write_campaign(
    session: AsyncSession,
    school: School,
    week: Week,
    wishes: RoundWishes = WEEKLY,
    *,
    now: datetime,
    default_zone: str = DEFAULT_ZONE,
    tell: Told | None = None,
) -> Campaign | None:
    """`plan_campaign` inside a transaction of the caller's."""
    # On a server, where writers do not queue, the row's lock makes this one wait for whoever writes a round of the
    # school, and see it.
    await session.execute(select(School.id).where(School.id == school.id).with_for_update())
    existing = await find_campaign(session, school, week, wishes.kind)
    if existing is not None:
        return existing
    planned = await plan(session, school, week, wishes, now=wishes.at or now, default_zone=default_zone)
    campaign = await save_plan(session, school, planned, wishes, now=now, default_zone=default_zone)
    if campaign is not None and tell is not None:
        tell(session, campaign, len(planned.recipients))
    return campaign


async def save_plan(
    session: AsyncSession,
    school: School,
    planned: Plan,
    wishes: RoundWishes = WEEKLY,
    *,
    now: datetime,
    default_zone: str = DEFAULT_ZONE,
) -> Campaign | None:
    """Write a plan made in the same transaction; None, and nothing written, when it has no recipients."""
    if not planned.recipients:
        return None
    campaign = Campaign(
        school_id=school.id,
        week=str(planned.week),
        kind=wishes.kind,
        state="running",
        ignores_hours=wishes.ignore_hours,
        made_at=now,
        made_by=wishes.made_by,
    )
    session.add(campaign)
    await session.flush()
    calendar = await school_calendar(session, school, default_zone)
    start = start_of(calendar, wishes.at or now, wishes.ignore_hours)
    staff = select(Person.id).where(Person.school_id == school.id)
    weeks = {} if wishes.ignore_hours else await their_weeks(session, staff, calendar, start)
    # After a restore from a backup the dialog's history is asked before anything is sent.
    unsure_since = await in_doubt_since(session, planned.week, calendar, now)
    rows: list[dict[str, Any]] = [
        {
            "campaign_id": campaign.id,
            "person_id": recipient.person_id,
            "account_id": recipient.account_id,
            "platform": recipient.platform,
            "peer_id": recipient.peer_id,
            "text": recipient.text,
            "gaps": codes(recipient.gaps),
            "state": "planned",
            "calendar_week": str(calendar.week_of(weeks.get(recipient.person_id, start))),
            "not_before": start if wishes.at is not None else None,
            "unsure_since": unsure_since,
        }
        for recipient in planned.recipients
    ]
    await session.execute(insert(OutboxRow), rows)
    return campaign


async def next_kind(session: AsyncSession, school: School, week: Week, kind: str) -> str:
    """The kind the next one of these of that week will have: `manual-2`. Taking it when it is shown, and planning
    under it when it is confirmed, makes a second press harmless."""
    query = select(Campaign.kind).where(
        Campaign.school_id == school.id, Campaign.week == str(week), Campaign.kind.startswith(f"{kind}-")
    )
    numbers = [int(one.removeprefix(f"{kind}-")) for one in await session.scalars(query)]
    return f"{kind}-{max(numbers, default=0) + 1}"


async def find_campaign(session: AsyncSession, school: School, week: Week, kind: str) -> Campaign | None:
    query = select(Campaign).where(Campaign.school_id == school.id, Campaign.week == str(week), Campaign.kind == kind)
    return (await session.scalars(query)).one_or_none()
