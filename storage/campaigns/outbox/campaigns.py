"""Campaigns as delivery sees them. Every change is one conditional UPDATE; true means it took effect."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Update, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.calendar import SchoolCalendar
from nudges.delivery.states import OPEN_STATES, State, Writing
from storage.schools.calendar import DEFAULT_ZONE, calendars
from storage.tables import Account, Campaign, OutboxRow, School

RUNNING, PAUSED, CANCELLED, FINISHED = "running", "paused", "cancelled", "finished"


@dataclass(frozen=True, slots=True)
class OpenCampaign:
    """A running campaign and what its school says about when messages may go. `week` is the statistics'."""

    id: int
    week: str
    ignores_hours: bool
    school_id: int
    community_id: int | None
    calendar: SchoolCalendar
    school_paused: bool
    kind: str = ""

    def opens_at(self, now: datetime, *, ignore_hours: bool = False) -> datetime | None:
        """`now` when messages may go, else when they may; None while nobody knows (the school is paused)."""
        if self.school_paused:
            return None
        return now if ignore_hours or self.ignores_hours else self.calendar.next_allowed(now)


async def running_campaigns(
    session: AsyncSession, only: Collection[int] | None = None, default_zone: str = DEFAULT_ZONE
) -> list[OpenCampaign]:
    """In the order they were made."""
    wanted = select(Campaign, School).join(School, School.id == Campaign.school_id).where(Campaign.state == RUNNING)
    if only is not None:
        wanted = wanted.where(Campaign.id.in_(only))
    found = [(row[0], row[1]) for row in await session.execute(wanted.order_by(Campaign.id))]
    by_school = await calendars(session, {school.id: school for _, school in found}.values(), default_zone)
    return [
        OpenCampaign(
            one.id,
            one.week,
            one.ignores_hours,
            school.id,
            school.community_id,
            by_school[school.id],
            school.paused,
            one.kind,
        )
        for one, school in found
    ]


async def campaigns_of(session: AsyncSession, school_id: int, *, limit: int | None = None) -> Sequence[Campaign]:
    """A school's rounds, the newest first."""
    rounds = select(Campaign).where(Campaign.school_id == school_id).order_by(Campaign.id.desc())
    return (await session.scalars(rounds.limit(limit))).all()


async def open_campaigns(session: AsyncSession, school_id: int) -> Sequence[Campaign]:
    """Those that are running or paused, the newest first."""
    unfinished = select(Campaign).where(Campaign.school_id == school_id, Campaign.state.in_((RUNNING, PAUSED)))
    return (await session.scalars(unfinished.order_by(Campaign.id.desc()))).all()


async def _changed(session: AsyncSession, statement: Update) -> int:
    result = await session.execute(statement.execution_options(synchronize_session=False))
    return result.rowcount if isinstance(result, CursorResult) else 0


def _in_state(campaign_id: int, *states: str) -> Update:
    return update(Campaign).where(Campaign.id == campaign_id, Campaign.state.in_(states))


async def pause_campaign(session: AsyncSession, campaign_id: int, reason: str | None = None) -> bool:
    """Nothing more is claimed; what is under way arrives."""
    statement = _in_state(campaign_id, RUNNING).values(state=PAUSED, pause_reason=reason)
    return await _changed(session, statement) == 1


async def resume_campaign(session: AsyncSession, campaign_id: int) -> bool:
    statement = _in_state(campaign_id, PAUSED).values(state=RUNNING, pause_reason=None)
    return await _changed(session, statement) == 1


async def cancel_campaign(session: AsyncSession, campaign_id: int, now: datetime) -> bool:
    """Rows not yet under way are cancelled; those under way arrive or, if they fail, are cancelled too."""
    statement = _in_state(campaign_id, RUNNING, PAUSED).values(state=CANCELLED, finished_at=now)
    if await _changed(session, statement) != 1:
        return False
    await cancel_rows(session, now, OutboxRow.campaign_id == campaign_id)
    return True


async def cancel_rows(session: AsyncSession, now: datetime, *which: Any) -> int:
    cancelled = update(OutboxRow).where(OutboxRow.state == State.PLANNED, *which)
    return await _changed(
        session, cancelled.values(state=State.CANCELLED, finished_at=now, reason="Рассылку отменили.")
    )


async def finish_done(session: AsyncSession, now: datetime, only: Collection[int] | None = None) -> list[int]:
    """Finish the campaigns no row of which is open any more; their ids."""
    still_open = exists().where(OutboxRow.campaign_id == Campaign.id, OutboxRow.state.in_(OPEN_STATES))
    statement = update(Campaign).where(Campaign.state.in_((RUNNING, PAUSED)), ~still_open)
    if only is not None:
        statement = statement.where(Campaign.id.in_(only))
    done = statement.values(state=FINISHED, finished_at=now, pause_reason=None).returning(Campaign.id)
    return list(await session.scalars(done.execution_options(synchronize_session=False)))


async def retry_failed(session: AsyncSession, campaign_id: int) -> int:
    """«Повторить неудавшиеся»: failed rows, and unreachable people who have allowed messages since, go again.

    A cancelled campaign stays cancelled. Returns how many rows were opened.
    """
    if await session.scalar(select(Campaign.state).where(Campaign.id == campaign_id)) == CANCELLED:
        return 0
    closed = select(Account.id).where(Account.writing.in_((Writing.DENIED, Writing.GONE)))
    again = (OutboxRow.state == State.FAILED) | (
        (OutboxRow.state == State.UNREACHABLE) & OutboxRow.account_id.not_in(closed)
    )
    fresh = {"state": State.PLANNED, "attempts": 0, "not_before": None, "finished_at": None}
    fresh |= {"error_code": None, "reason": None, "calendar_week": None}
    opened = await _changed(session, update(OutboxRow).where(OutboxRow.campaign_id == campaign_id, again).values(fresh))
    if opened:
        await _changed(session, _in_state(campaign_id, FINISHED).values(state=RUNNING, finished_at=None))
    return opened
