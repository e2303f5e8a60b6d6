"""What somebody tries again and again: counted by their number, forgotten after a day without a try."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Account, Attempt

WRONG_CODE = "wrong_code"
REQUEST = "request"  # to be let in; `about` is the name
TURNED_AWAY = "turned_away"  # an officer said «не знаю»
TELLING = "telling"  # the officers something about oneself
REMEMBERED = timedelta(days=1)


async def tried(session: AsyncSession, account: Account, kind: str, now: datetime) -> Attempt | None:
    """What is remembered of such tries; None when there was none for a day."""
    found = await session.get(Attempt, (account.platform, account.external_id, kind))
    return found if found is not None and found.at > now - REMEMBERED else None


async def count_try(
    session: AsyncSession, account: Account, kind: str, now: datetime, about: str | None = None
) -> Attempt:
    before = await tried(session, account, kind, now)
    count = 1 if before is None else before.count + 1
    key = {"platform": account.platform, "external_id": account.external_id, "kind": kind}
    kept = await session.merge(Attempt(**key, count=count, at=now, about=about))
    await session.flush()
    return kept


async def forget_tries(session: AsyncSession, account: Account, kind: str) -> None:
    of_account = (Attempt.platform == account.platform, Attempt.external_id == account.external_id)
    await session.execute(delete(Attempt).where(*of_account, Attempt.kind == kind))


async def forget_subject(session: AsyncSession, account: Account, kind: str) -> None:
    """What was tried last is no repeat any more; how often something was tried stays."""
    of_account = (Attempt.platform == account.platform, Attempt.external_id == account.external_id)
    await session.execute(update(Attempt).where(*of_account, Attempt.kind == kind).values(about=None))


async def count_tries_of_all(session: AsyncSession, kind: str, since: datetime) -> int:
    """How many accounts tried it since."""
    return await session.scalar(select(func.count()).where(Attempt.kind == kind, Attempt.at > since)) or 0
