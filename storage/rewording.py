"""A week that is imported anew: messages that still wait in the outbox speak of the new figures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.gaps import codes
from nudges.plan import DIGEST, Round, lacking, write
from storage.calendar import DEFAULT_ZONE, school_calendar
from storage.planning import figures_of, norms_of, start_of
from storage.standings import Scope, load_standings
from storage.tables import Campaign, OutboxRow, School


async def reword_waiting(
    session: AsyncSession, school: School, week: Week, now: datetime, default_zone: str = DEFAULT_ZONE
) -> int:
    """Write the waiting messages about that week again, by the facts of today; how many there were.

    A message that was tried already keeps its text: VK may have taken it. Whoever lacks nothing any more
    is left to the last look before sending, which says so in the row.

    Raises:
        UnknownWeek: the school has no list by name of that week.
    """
    waiting = await _waiting(session, school, week)
    if not waiting:
        return 0
    calendar = await school_calendar(session, school, default_zone)
    figures, _ = await figures_of(session, school, week)
    common = Round(DIGEST, figures, await norms_of(session, school), quotas_count=calendar.quotas_count(week))
    changed = []
    for campaign, rows in waiting.items():
        moment = start_of(calendar, now, campaign.ignores_hours)
        people = {row.person_id for row in rows}
        scope = Scope(school.id, week, moment, calendar, people)
        standings = {one.person_id: one for one in await load_standings(session, scope)}
        for row in rows:
            # A round about some gaps stays about these; the weekly digest is about all there are.
            only = None if campaign.kind == DIGEST else frozenset(row.gaps)
            round_ = replace(common, kind=campaign.kind, only_gaps=only)
            person = standings.get(row.person_id)
            gaps = lacking(person, round_).gaps if person is not None else ()
            if person is not None and gaps:
                changed.append({"id": row.id, "text": write(person, gaps, round_), "gaps": codes(gaps)})
    if changed:
        await session.execute(update(OutboxRow), changed)
    return len(changed)


async def schools_waiting(session: AsyncSession, week: Week) -> set[int]:
    """The schools with messages about that week which still wait: one question for a file of many schools."""
    query = select(Campaign.school_id).join(OutboxRow, OutboxRow.campaign_id == Campaign.id)
    found = await session.scalars(query.where(Campaign.week == str(week), OutboxRow.state == "planned").distinct())
    return set(found)


async def _waiting(session: AsyncSession, school: School, week: Week) -> dict[Campaign, Sequence[OutboxRow]]:
    """Rows nobody has tried to send, by campaign; a word of thanks names no gaps and stays as it is."""
    query = (
        select(Campaign, OutboxRow)
        .join(OutboxRow, OutboxRow.campaign_id == Campaign.id)
        .where(
            Campaign.school_id == school.id,
            Campaign.week == str(week),
            OutboxRow.state == "planned",
            OutboxRow.attempts == 0,
            OutboxRow.unsure_since.is_(None),
        )
        .with_for_update(of=OutboxRow)
    )
    found: dict[Campaign, list[OutboxRow]] = {}
    for campaign, row in await session.execute(query):
        if row.gaps:
            found.setdefault(campaign, []).append(row)
    return dict(found)
