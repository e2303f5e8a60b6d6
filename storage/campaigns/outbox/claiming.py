"""Claiming rows: planned → sending by one conditional UPDATE, and back again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Table, and_, bindparam, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.delivery.states import State
from storage.campaigns.outbox.campaigns import CANCELLED, RUNNING, OpenCampaign
from storage.tables import Account, Campaign, Moment, OutboxRow

_ROW = OutboxRow
_EPOCH = datetime.fromtimestamp(0, UTC)
# The table, not the class: SQLAlchemy then runs one statement for many rows as it stands.
_TABLE = cast(Table, OutboxRow.__table__)
# What a claim reads of the rows it takes.
_TAKEN = (
    _ROW.id,
    _ROW.person_id,
    _ROW.account_id,
    _ROW.platform,
    _ROW.peer_id,
    _ROW.text,
    _ROW.gaps,
    _ROW.attempts,
    _ROW.calendar_week,
    _ROW.unsure_since,
    _ROW.twin_id,
    _ROW.figures_week,
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """One row that is ours to send. `claimed_at` is this claim's moment, `this_week` its week at the school;
    `calendar_week` is the week it was planned for, `figures_week` the week of the statistics it speaks of."""

    id: int
    campaign_id: int
    school_id: int
    person_id: int
    account_id: int
    platform: str
    peer_id: int
    text: str
    gaps: tuple[str, ...]
    attempts: int
    claimed_at: datetime
    this_week: str
    calendar_week: str | None
    figures_week: str
    unsure_since: datetime | None
    twin_id: int | None
    kind: str = ""


async def claim(
    session: AsyncSession, campaign: OpenCampaign, limit: int, now: datetime, platform: str
) -> list[Claimed]:
    """Take up to `limit` rows of a running campaign that go by `platform`, those never tried first."""
    mine = _ROW.platform == platform
    claimed = await _take(session, campaign, limit, now, and_(mine, _ROW.not_before.is_(None)))
    if len(claimed) < limit:
        claimed += await _take(session, campaign, limit - len(claimed), now, and_(mine, _ROW.not_before <= now))
    return claimed


async def _take(
    session: AsyncSession, campaign: OpenCampaign, limit: int, now: datetime, due: ColumnElement[bool]
) -> list[Claimed]:
    running = select(Campaign.id).where(Campaign.id == campaign.id, Campaign.state == RUNNING)
    chosen = (
        select(_ROW.id)
        .where(_ROW.campaign_id == campaign.id, _ROW.state == State.PLANNED, due, running.exists())
        .order_by(_ROW.not_before, _ROW.id)
        .limit(limit)
    )
    taken = (
        update(_ROW)
        .where(_ROW.id.in_(chosen.scalar_subquery()), _ROW.state == State.PLANNED)
        .values(state=State.SENDING, claimed_at=now)
        .returning(*_TAKEN)
        .execution_options(synchronize_session=False)
    )
    rows = (await session.execute(taken)).all()
    week = str(campaign.calendar.week_of(now))
    return [_claimed(row, campaign, now, week) for row in sorted(rows, key=lambda row: row.id)]


def _claimed(row: Row[*tuple[Any, ...]], campaign: OpenCampaign, now: datetime, week: str) -> Claimed:
    return Claimed(
        id=row.id,
        campaign_id=campaign.id,
        school_id=campaign.school_id,
        person_id=row.person_id,
        account_id=row.account_id,
        platform=row.platform,
        peer_id=row.peer_id,
        text=row.text,
        gaps=tuple(row.gaps),
        attempts=row.attempts,
        claimed_at=now,
        this_week=week,
        calendar_week=row.calendar_week,
        figures_week=row.figures_week or campaign.week,
        unsure_since=row.unsure_since,
        twin_id=row.twin_id,
        kind=campaign.kind,
    )


async def mark_twins(session: AsyncSession, twins: Mapping[int, int]) -> None:
    """Remember that rows share another row's `random_id`, before anything is sent under it."""
    if twins:
        statement = update(_TABLE).where(_TABLE.c.id == bindparam("row")).values(twin_id=bindparam("twin"))
        await session.execute(statement, [{"row": row, "twin": twin} for row, twin in twins.items()])


async def release(session: AsyncSession, rows: Sequence[Claimed], now: datetime) -> None:
    """Give back rows that were claimed and never tried, unless somebody else has claimed them since."""
    if not rows:
        return
    by_claim: dict[datetime, list[int]] = {}
    for row in rows:
        by_claim.setdefault(row.claimed_at, []).append(row.id)
    for claimed_at, ids in by_claim.items():
        mine = (_ROW.id.in_(ids), _ROW.state == State.SENDING, _ROW.claimed_at == claimed_at)
        back = update(_ROW).where(*mine).values(state=State.PLANNED)
        await session.execute(back.execution_options(synchronize_session=False))
    await drop_cancelled(session, [row.id for row in rows], now)


async def drop_cancelled(session: AsyncSession, row_ids: Collection[int], now: datetime) -> None:
    """Rows that came back to a campaign cancelled meanwhile are cancelled with it."""
    gone = select(Campaign.id).where(Campaign.state == CANCELLED)
    statement = update(_ROW).where(_ROW.id.in_(row_ids), _ROW.state == State.PLANNED, _ROW.campaign_id.in_(gone))
    dropped = statement.values(state=State.CANCELLED, finished_at=now, reason="Рассылку отменили.")
    await session.execute(dropped.execution_options(synchronize_session=False))


async def recover(session: AsyncSession, now: datetime, settles: Mapping[str, timedelta] | None = None) -> int:
    """After a crash: rows found in `sending` may or may not have been taken. Their count.

    By platform, `settles` is how long it takes until a dialog's history shows whatever was taken. Only the one
    delivering process may call this, before it claims anything.
    """
    found = (
        update(_ROW)
        .where(_ROW.state == State.SENDING)
        .values(state=State.PLANNED, not_before=None, unsure_since=func.coalesce(_ROW.unsure_since, _ROW.claimed_at))
        .returning(_ROW.id, _ROW.platform)
        .execution_options(synchronize_session=False)
    )
    rows = (await session.execute(found)).all()
    if not rows:
        return 0
    for platform, pause in (settles or {}).items():
        later = update(_ROW).where(_ROW.id.in_([row.id for row in rows if row.platform == platform]))
        if pause:
            await session.execute(later.values(not_before=now + pause).execution_options(synchronize_session=False))
    await drop_cancelled(session, [row.id for row in rows], now)
    return len(rows)


async def next_moment(session: AsyncSession, campaign_ids: Collection[int], platform: str) -> datetime | None:
    """When the first planned row of these campaigns may go by `platform` (long ago: at once), if any."""
    moment = func.coalesce(_ROW.not_before, literal(_EPOCH, Moment))
    waiting = select(func.min(moment)).where(_ROW.campaign_id.in_(campaign_ids), _ROW.state == State.PLANNED)
    return await session.scalar(waiting.where(_ROW.platform == platform))


async def emptied_since(session: AsyncSession, rows: Sequence[Claimed]) -> set[int]:
    """The rows in doubt whose dialog was emptied after their first try: what is not in it may have been there."""
    doubtful = {row.account_id: row for row in rows if row.unsure_since is not None}
    if not doubtful:
        return set()
    query = select(Account.id, Account.cleared_at).where(Account.id.in_(doubtful), Account.cleared_at.is_not(None))
    cleared = dict(row.tuple() for row in await session.execute(query))
    return {row.id for row in rows if _is_before(row.unsure_since, cleared.get(row.account_id))}


def _is_before(moment: datetime | None, other: datetime | None) -> bool:
    return moment is not None and other is not None and moment < other
