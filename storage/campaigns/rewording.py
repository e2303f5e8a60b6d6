"""Messages that wait in the outbox speak of what is known when they go, not of what was known at the plan."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.gaps import codes
from nudges.plan import DIGEST, Round, lacking, write
from storage.campaigns.planning import figures_of, figures_week, start_of
from storage.schools.calendar import DEFAULT_ZONE, school_calendar
from storage.schools.targets import norms_of
from storage.statistics.kinds import are_reminders
from storage.statistics.scope import Scope
from storage.statistics.standings import load_standings
from storage.tables import Campaign, OutboxRow, School


class Reworded(NamedTuple):
    """`week`: of the figures it speaks of now, and so of the buttons under it."""

    text: str
    gaps: tuple[str, ...]
    week: str


async def reword_waiting(
    session: AsyncSession, school: School, week: Week, now: datetime, default_zone: str = DEFAULT_ZONE
) -> int:
    """Write the waiting messages about that week again, by the facts of today; how many there were.

    A message that was tried already keeps its text: VK may have taken it. Whoever lacks nothing any more
    is left to the last look before sending, which says so in the row.

    Raises:
        UnknownWeek: the school has no list by name of that week.
    """
    waiting = _about_that(school.id, week).where(OutboxRow.state == "planned")
    return len(await _reword(session, school, week, await _by_campaign(session, waiting), now, default_zone))


async def reword_claimed(
    session: AsyncSession, row_ids: Collection[int], now: datetime, default_zone: str = DEFAULT_ZONE
) -> dict[int, Reworded]:
    """Write messages that are about to go again, by the facts of this moment; what they say now by the rows' ids.

    What was tried already, or shares its number with another row, keeps its text.
    """
    claimed = _untried().where(OutboxRow.id.in_(row_ids), OutboxRow.twin_id.is_(None))
    found: dict[int, Reworded] = {}
    for campaign, rows in (await _by_campaign(session, claimed)).items():
        school, week = await session.get_one(School, campaign.school_id), await figures_week(session, campaign)
        changed = await _reword(session, school, week, {campaign: rows}, now, default_zone)
        found |= {row.id: Reworded(row.text, tuple(row.gaps), str(week)) for row in rows if row.id in changed}
    return found


async def _reword(
    session: AsyncSession,
    school: School,
    week: Week,
    waiting: dict[Campaign, list[OutboxRow]],
    now: datetime,
    default_zone: str,
) -> set[int]:
    """The ids of the rows that got a new text."""
    if not waiting:
        return set()
    calendar = await school_calendar(session, school, default_zone)
    figures, _ = await figures_of(session, school, week)
    common = Round(DIGEST, figures, await norms_of(session, school), quotas_count=calendar.quotas_count(week))
    changed = set()
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
                row.text, row.gaps = write(person, gaps, round_, row.platform), codes(gaps)
                row.figures_week = str(week) if str(week) != campaign.week else None
                changed.add(row.id)
    await session.flush()
    return changed


async def schools_waiting(session: AsyncSession, week: Week) -> set[int]:
    """The schools with messages about that week which still wait: one question for a file of many schools."""
    query = select(Campaign.school_id).join(OutboxRow, OutboxRow.campaign_id == Campaign.id)
    found = await session.scalars(query.where(Campaign.week == str(week), OutboxRow.state == "planned").distinct())
    return set(found)


def _about_that(school_id: int, week: Week) -> Select[Campaign, OutboxRow]:
    return _untried().where(Campaign.school_id == school_id, Campaign.week == str(week))


def _untried() -> Select[Campaign, OutboxRow]:
    """Rows of reminders that nobody has tried to send."""
    of_rounds = select(Campaign, OutboxRow).join(OutboxRow, OutboxRow.campaign_id == Campaign.id)
    return of_rounds.where(are_reminders(), OutboxRow.attempts == 0, OutboxRow.unsure_since.is_(None))


async def _by_campaign(session: AsyncSession, query: Select[Campaign, OutboxRow]) -> dict[Campaign, list[OutboxRow]]:
    """A word of thanks names no gaps and stays as it is."""
    found: dict[Campaign, list[OutboxRow]] = {}
    for campaign, row in await session.execute(query.with_for_update(of=OutboxRow)):
        if row.gaps:
            found.setdefault(campaign, []).append(row)
    return found
