"""What people answered to nudges: «уже сделано», «это ошибка», «не на этой неделе»."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.plan.standing import MISTAKE, NOT_NOW
from storage.database.upsert import insert_new
from storage.tables import Claim, Person


async def add_claims(
    session: AsyncSession, person_id: int, week: str, gaps: Sequence[str], kind: str, now: datetime
) -> list[int]:
    """Remember the answer about these gaps; the ids of those that were not answered so before."""
    rows = [{"person_id": person_id, "week": week, "gap": gap, "kind": kind, "at": now} for gap in gaps]
    fresh = [row.id for row in await insert_new(session, Claim, rows, Claim.id)]
    if kind == NOT_NOW:
        # Said again about the same figures in a later week, it holds for that week.
        again = (Claim.person_id == person_id, Claim.week == week, Claim.gap.in_(gaps), Claim.kind == kind)
        await session.execute(update(Claim).where(*again).values(at=now))
    return fresh


async def open_disputes(session: AsyncSession, school_id: int) -> Sequence[tuple[Claim, Person]]:
    """«Это ошибка» that nobody has answered, oldest first."""
    rows = select(Claim, Person).join(Person, Person.id == Claim.person_id)
    rows = rows.where(Person.school_id == school_id, Claim.kind == MISTAKE, Claim.resolved_at.is_(None))
    return [(found, person) for found, person in (await session.execute(rows.order_by(Claim.id))).all()]


async def resolve(session: AsyncSession, claim_id: int, resolution: str, now: datetime) -> bool:
    """Answer a dispute; False when it was answered before."""
    resolved = await session.execute(
        update(Claim)
        .where(Claim.id == claim_id, Claim.resolved_at.is_(None))
        .values(resolved_at=now, resolution=resolution)
        .returning(Claim.id)
    )
    return resolved.first() is not None
