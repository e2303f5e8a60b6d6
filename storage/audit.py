"""The log of who did what. Details hold ids and numbers, never names or texts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import AuditEntry


def record(
    session: AsyncSession,
    action: str,
    now: datetime,
    *,
    school_id: int | None = None,
    account_id: int | None = None,
    **details: Any,
) -> None:
    session.add(AuditEntry(at=now, school_id=school_id, account_id=account_id, action=action, details=details))


async def recent(session: AsyncSession, school_id: int, limit: int = 20) -> Sequence[AuditEntry]:
    newest = select(AuditEntry).where(AuditEntry.school_id == school_id).order_by(AuditEntry.id.desc())
    return (await session.scalars(newest.limit(limit))).all()
