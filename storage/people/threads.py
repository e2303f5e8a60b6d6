"""What a teacher and the officers of the school said to each other about figures."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import ThreadLine

TEACHER, OFFICER = "teacher", "officer"
LONGEST = 1000


async def add_line(session: AsyncSession, person_id: int, side: str, text: str, now: datetime) -> None:
    session.add(ThreadLine(person_id=person_id, side=side, text=text[:LONGEST], at=now))
    await session.flush()


async def newest_lines(session: AsyncSession, person_id: int, limit: int) -> Sequence[ThreadLine]:
    """The oldest of them first."""
    query = select(ThreadLine).where(ThreadLine.person_id == person_id).order_by(ThreadLine.id.desc()).limit(limit)
    return (await session.scalars(query)).all()[::-1]
