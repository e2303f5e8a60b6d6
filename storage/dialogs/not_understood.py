"""What nobody understood, kept for a while so that the next version understands more; never names."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.schools.registry import put_setting
from storage.tables import NotUnderstood, School

TERM = timedelta(days=90)
A_DAY = 100  # rows of a school; whoever writes nonsense for hours fills no disk
_KEY = "keep_not_understood"
_LONGEST = 200


def keeps(school: School) -> bool:
    """Unless the school has switched it off."""
    return school.settings.get(_KEY) is not False


def set_keeping(school: School, *, on: bool) -> None:
    put_setting(school, _KEY, on)


async def has_room(session: AsyncSession, school: School, now: datetime) -> bool:
    today = select(func.count()).where(NotUnderstood.school_id == school.id, NotUnderstood.at > now - timedelta(days=1))
    return keeps(school) and (await session.scalar(today) or 0) < A_DAY


def keep(session: AsyncSession, school: School, side: str, text: str, now: datetime) -> None:
    if text:
        session.add(NotUnderstood(school_id=school.id, side=side, text=text[:_LONGEST], at=now))


async def newest(session: AsyncSession, school_id: int, limit: int) -> Sequence[NotUnderstood]:
    rows = select(NotUnderstood).where(NotUnderstood.school_id == school_id).order_by(NotUnderstood.id.desc())
    return (await session.scalars(rows.limit(limit))).all()


async def count(session: AsyncSession, school_id: int) -> int:
    return await session.scalar(select(func.count()).where(NotUnderstood.school_id == school_id)) or 0


async def drop(session: AsyncSession, school_id: int) -> None:
    await session.execute(delete(NotUnderstood).where(NotUnderstood.school_id == school_id))
