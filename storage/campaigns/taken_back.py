"""Figures that were taken back: messages about them that have not gone yet do not go."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.campaigns.outbox.campaigns import cancel_rows
from storage.statistics.kinds import are_reminders
from storage.tables import Campaign, OutboxRow


@dataclass(frozen=True, slots=True)
class CalledOff:
    """How many people have had a message about these figures, and how many messages will not go."""

    sent: int
    called_off: int


async def call_off(
    session: AsyncSession, school_id: int, week: str, now: datetime, *, all_rows: bool = True
) -> CalledOff:
    """With `all_rows`, whatever waits is cancelled. A round of which nothing went out is forgotten, so that the
    right figures of that week get theirs."""
    reminders = are_reminders()
    of_week = select(Campaign.id).where(Campaign.school_id == school_id, Campaign.week == week, reminders)
    went = OutboxRow.campaign_id.in_(of_week) & OutboxRow.state.in_(("sent", "sending"))
    sent = await session.scalar(select(func.count(OutboxRow.person_id.distinct())).where(went)) or 0
    if not all_rows:
        return CalledOff(sent, 0)
    cancelled = await cancel_rows(session, now, OutboxRow.campaign_id.in_(of_week))
    tried = select(OutboxRow.campaign_id).where(OutboxRow.state.in_(("sent", "sending")))
    untouched = delete(Campaign).where(Campaign.id.in_(of_week), Campaign.id.not_in(tried))
    await session.execute(untouched.execution_options(synchronize_session=False))
    return CalledOff(sent, cancelled)
