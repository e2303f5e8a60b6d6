"""What people answered to nudges: «уже сделано», «это ошибка», «не на этой неделе»."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.plan.standing import BY_FILE, DONE, MISTAKE, NOT_NOW, REOPENED, WITHDRAWN
from storage.database.upsert import insert_new
from storage.tables import Claim


async def add_claims(
    session: AsyncSession,
    person_id: int,
    week: str,
    gaps: Sequence[str],
    kind: str,
    now: datetime,
    account_id: int | None = None,
) -> list[int]:
    """Remember the answer about these gaps; the ids of those that were not answered so before."""
    common = {"person_id": person_id, "week": week, "kind": kind, "at": now, "account_id": account_id}
    rows = [{**common, "gap": gap} for gap in gaps]
    fresh = [row.id for row in await insert_new(session, Claim, rows, Claim.id)]
    if kind == NOT_NOW:
        # Said again about the same figures in a later week, it holds for that week.
        again = (Claim.person_id == person_id, Claim.week == week, Claim.gap.in_(gaps), Claim.kind == kind)
        await session.execute(update(Claim).where(*again).values(at=now, account_id=account_id))
    elif kind == MISTAKE:
        # What a file had settled, or they themselves had taken back, is in dispute again.
        closed = Claim.resolution.in_((*BY_FILE, REOPENED, WITHDRAWN))
        again = (Claim.person_id == person_id, Claim.week == week, Claim.gap.in_(gaps), closed)
        anew = update(Claim).where(*again).values(at=now, resolved_at=None, resolution=None, account_id=account_id)
        fresh += await session.scalars(anew.returning(Claim.id))
    return fresh


async def change_answer(session: AsyncSession, claim: Claim, resolution: str, now: datetime) -> bool:
    """Another answer than was given; False when somebody else has changed it meanwhile."""
    assert claim.resolved_at is not None
    before = [*(claim.answers_before or ()), [claim.resolution or "", claim.resolved_at.isoformat()]]
    changed = await session.execute(
        update(Claim)
        .where(Claim.id == claim.id, Claim.resolution == claim.resolution, Claim.resolved_at == claim.resolved_at)
        .values(resolved_at=now, resolution=resolution, answers_before=before)
        .returning(Claim.id)
    )
    is_changed = changed.first() is not None
    await session.refresh(claim)
    return is_changed


async def resolve(session: AsyncSession, claim_id: int, resolution: str, now: datetime) -> bool:
    """Answer a dispute; False when it was answered before."""
    resolved = await session.execute(
        update(Claim)
        .where(Claim.id == claim_id, Claim.resolved_at.is_(None))
        .values(resolved_at=now, resolution=resolution)
        .returning(Claim.id)
    )
    return resolved.first() is not None


async def still_silent(session: AsyncSession, people: Collection[int], week: str, monday: datetime) -> Sequence[Claim]:
    """What these answered and what keeps reminders back today, the newest first: a mistake until it is answered, the
    rest for the newest figures or the week that began on that day."""
    theirs = select(Claim).where(Claim.person_id.in_(people))
    recent = or_(Claim.week == week, Claim.at >= monday)
    holds = or_(
        and_(Claim.kind == MISTAKE, Claim.resolved_at.is_(None)),
        and_(Claim.kind == DONE, recent),
        and_(Claim.kind == NOT_NOW, Claim.at >= monday),
    )
    return (await session.scalars(theirs.where(holds).order_by(Claim.at.desc(), Claim.id))).all()


async def take_back(session: AsyncSession, claims: Collection[Claim], now: datetime) -> None:
    """By whoever said it: a mistake is closed and stays to be read, of the rest nothing was said."""
    disputes = [one.id for one in claims if one.kind == MISTAKE]
    waiting = update(Claim).where(Claim.id.in_(disputes), Claim.resolved_at.is_(None))
    await session.execute(waiting.values(resolved_at=now, resolution=WITHDRAWN))
    await session.execute(delete(Claim).where(Claim.id.in_([one.id for one in claims if one.kind != MISTAKE])))
