"""One-time links into the cabinet, and the sessions they begin: kept as hashes, each for a time."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import CabinetLink, CabinetSession, Member

LINK_TERM = timedelta(minutes=10)
SESSION_TERM = timedelta(hours=12)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def keep_link(session: AsyncSession, token: str, member_id: int, now: datetime) -> datetime:
    """When it stops working. What is over is swept away by the way."""
    for table in (CabinetLink, CabinetSession):
        await session.execute(delete(table).where(table.expires_at <= now))
    session.add(CabinetLink(token_hash=_hashed(token), member_id=member_id, expires_at=now + LINK_TERM))
    await session.flush()
    return now + LINK_TERM


async def use_link(session: AsyncSession, token: str, now: datetime) -> Member | None:
    """The role it was given for; None when it is unknown, used, over, or the role ended. It works once."""
    used = delete(CabinetLink).where(CabinetLink.token_hash == _hashed(token), CabinetLink.expires_at > now)
    member_id = await session.scalar(used.returning(CabinetLink.member_id))
    return await session.get(Member, member_id) if member_id is not None else None


async def begin_session(session: AsyncSession, token: str, member_id: int, now: datetime) -> None:
    session.add(CabinetSession(token_hash=_hashed(token), member_id=member_id, expires_at=now + SESSION_TERM))
    await session.flush()


async def account_of_session(session: AsyncSession, token: str, now: datetime) -> int | None:
    """Whose session it is; None when it is over, or the role on which it stood."""
    query = select(Member.account_id).join(CabinetSession, CabinetSession.member_id == Member.id)
    still = (CabinetSession.expires_at > now, Member.confirmed_at.is_not(None))
    return await session.scalar(query.where(CabinetSession.token_hash == _hashed(token), *still))


async def end_session(session: AsyncSession, token: str) -> None:
    await session.execute(delete(CabinetSession).where(CabinetSession.token_hash == _hashed(token)))


async def end_all_sessions(session: AsyncSession, account_id: int) -> None:
    """Everywhere, with the links that were not used yet."""
    theirs = select(Member.id).where(Member.account_id == account_id)
    for table in (CabinetLink, CabinetSession):
        await session.execute(delete(table).where(table.member_id.in_(theirs)))
