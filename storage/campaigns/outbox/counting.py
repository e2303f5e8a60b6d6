"""How a campaign stands, and who did not get it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.delivery.states import OPEN_STATES, State
from nudges.letters.moving import MOVE
from storage.database.bulk import as_text
from storage.tables import Campaign, OutboxRow, Person


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by state; `planned` and `sending` are those still open."""

    planned: int = 0
    sending: int = 0
    sent: int = 0
    failed: int = 0
    unreachable: int = 0
    skipped: int = 0
    cancelled: int = 0

    @property
    def open(self) -> int:
        return self.planned + self.sending

    @property
    def total(self) -> int:
        return self.open + self.sent + self.failed + self.unreachable + self.skipped + self.cancelled


async def count_rows(session: AsyncSession, campaign_ids: Collection[int]) -> Counts:
    counted = select(OutboxRow.state, func.count()).where(OutboxRow.campaign_id.in_(campaign_ids))
    rows = await session.execute(counted.group_by(OutboxRow.state))
    return Counts(**{row[0]: row[1] for row in rows})


async def count_thanks(session: AsyncSession, digest_id: int) -> int:
    """Of the messages of a digest that arrived, those that ask nothing."""
    arrived = select(func.count()).where(OutboxRow.campaign_id == digest_id, OutboxRow.state == State.SENT)
    return await session.scalar(arrived.where(as_text(OutboxRow.gaps) == "[]")) or 0


async def count_open(session: AsyncSession) -> int:
    """Rows of all campaigns that are not settled yet."""
    still_open = OutboxRow.state.in_(OPEN_STATES)
    return await session.scalar(select(func.count()).select_from(OutboxRow).where(still_open)) or 0


async def open_platforms(session: AsyncSession, campaign_ids: Collection[int]) -> dict[int, set[str]]:
    """Through which messengers rows of these campaigns are still to go."""
    wanted = select(OutboxRow.campaign_id, OutboxRow.platform).where(OutboxRow.campaign_id.in_(campaign_ids))
    found: dict[int, set[str]] = {}
    for campaign_id, platform in await session.execute(wanted.where(OutboxRow.state.in_(OPEN_STATES)).distinct()):
        found.setdefault(campaign_id, set()).add(platform)
    return found


async def count_each(session: AsyncSession, campaign_ids: Collection[int]) -> dict[int, Counts]:
    """The same for each campaign by itself, in one query."""
    counted = select(OutboxRow.campaign_id, OutboxRow.state, func.count())
    counted = counted.where(OutboxRow.campaign_id.in_(campaign_ids)).group_by(OutboxRow.campaign_id, OutboxRow.state)
    by_state: dict[int, dict[str, int]] = {one: {} for one in campaign_ids}
    for campaign_id, state, count in await session.execute(counted):
        by_state[campaign_id][state] = count
    return {one: Counts(**states) for one, states in by_state.items()}


async def count_skipped(session: AsyncSession, campaign_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """Of each campaign how many were not sent after all, by the sentence that says why; the commonest first."""
    many = func.count()
    counted = select(OutboxRow.campaign_id, func.coalesce(OutboxRow.reason, ""), many)
    counted = counted.where(OutboxRow.campaign_id.in_(campaign_ids), OutboxRow.state == State.SKIPPED)
    counted = counted.group_by(OutboxRow.campaign_id, OutboxRow.reason).order_by(many.desc(), OutboxRow.reason)
    found: dict[int, dict[str, int]] = {one: {} for one in campaign_ids}
    for campaign_id, reason, count in await session.execute(counted):
        found[campaign_id][reason] = count
    return found


async def count_in(session: AsyncSession, campaign_id: int, week: Week) -> int:
    """Open rows that may still go in that calendar week: one of a week that is over goes no more (see
    `storage.campaigns.recheck`), but for an invitation, which belongs to no week."""
    of = OutboxRow
    lasting = or_(of.calendar_week.is_(None), of.calendar_week >= str(week), Campaign.kind.startswith(f"{MOVE}-"))
    rows = select(func.count()).select_from(of).join(Campaign, Campaign.id == of.campaign_id)
    return await session.scalar(rows.where(of.campaign_id == campaign_id, of.state.in_(OPEN_STATES), lasting)) or 0


async def next_moments(session: AsyncSession, campaign_ids: Collection[int]) -> dict[int, datetime]:
    """When the next message goes, of those campaigns of which every open row waits for a moment."""
    waits = select(
        OutboxRow.campaign_id, func.min(OutboxRow.not_before), func.count(), func.count(OutboxRow.not_before)
    )
    mine = waits.where(OutboxRow.campaign_id.in_(campaign_ids), OutboxRow.state.in_(OPEN_STATES))
    rows = await session.execute(mine.group_by(OutboxRow.campaign_id))
    return {campaign_id: first for campaign_id, first, count, waiting in rows if first and count == waiting}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one person's message; `reason` is the sentence why it did not arrive."""

    row_id: int
    person_id: int
    full_name: str
    state: str
    error_code: int | None
    reason: str
    finished_at: datetime | None


NOT_DELIVERED = (State.FAILED, State.UNREACHABLE, State.SKIPPED, State.CANCELLED)


async def undelivered(session: AsyncSession, campaign_id: int) -> list[Outcome]:
    """«Кто не получил»: failed, unreachable, skipped, cancelled, by name."""
    return await outcomes(session, campaign_id, NOT_DELIVERED)


async def outcomes(session: AsyncSession, campaign_id: int, states: Collection[str] = tuple(State)) -> list[Outcome]:
    """Everybody of a round by name, or those in some states."""
    columns = (OutboxRow.id, Person.id, Person.full_name, OutboxRow.state, OutboxRow.error_code, OutboxRow.reason)
    wanted = (
        select(*columns, OutboxRow.finished_at)
        .join(Person, Person.id == OutboxRow.person_id)
        .where(OutboxRow.campaign_id == campaign_id, OutboxRow.state.in_(states))
        .order_by(Person.name_key, OutboxRow.id)
    )
    return [Outcome(*row[:5], row[5] or "", row[6]) for row in (await session.execute(wanted)).all()]
