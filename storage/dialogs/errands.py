"""Slow work that conversations asked for: written with the event, done after it, found again after a restart."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialogs.replies import HOURS_OF
from storage.tables import Errand

_HOURS_OF = Errand.details[HOURS_OF].as_integer()


async def add_errand(
    session: AsyncSession,
    community_id: int,
    account_id: int,
    peer_id: int,
    kind: str,
    details: dict[str, Any],
    now: datetime,
) -> Errand:
    errand = Errand(
        community_id=community_id, account_id=account_id, peer_id=peer_id, kind=kind, details=details, at=now
    )
    session.add(errand)
    await session.flush()
    return errand


async def hours_kept(session: AsyncSession) -> set[int]:
    """The schools to whose hours open work keeps."""
    kept = select(_HOURS_OF).where(Errand.state == "open", _HOURS_OF.is_not(None)).distinct()
    return {one for one in await session.scalars(kept) if one is not None}


async def open_errands(
    session: AsyncSession, community_id: int, closed: Collection[int] = (), limit: int = 20
) -> Sequence[Errand]:
    """Without what keeps to the hours of `closed` schools."""
    waiting = select(Errand).where(Errand.state == "open", Errand.community_id == community_id)
    if closed:
        waiting = waiting.where(or_(_HOURS_OF.is_(None), _HOURS_OF.not_in(closed)))
    return (await session.scalars(waiting.order_by(Errand.id).limit(limit))).all()


async def drop_old_news(session: AsyncSession, before: datetime) -> None:
    """What waits for a school's hours longer than it is news."""
    old = delete(Errand).where(Errand.state == "open", Errand.at < before, _HOURS_OF.is_not(None))
    await session.execute(old.execution_options(synchronize_session=False))


async def count_attempt(session: AsyncSession, errand_id: int, by: int = 1) -> None:
    await session.execute(update(Errand).where(Errand.id == errand_id).values(attempts=Errand.attempts + by))


async def finish(session: AsyncSession, errand_id: int) -> bool:
    """False when somebody else finished it already: then its answer must not be written again."""
    done = await session.execute(delete(Errand).where(Errand.id == errand_id).returning(Errand.id))
    return done.first() is not None


async def errand_paths(session: AsyncSession) -> set[str]:
    """Files that some errand still needs."""
    details = await session.scalars(select(Errand.details))
    return {str(one["path"]) for one in details if "path" in one}


async def errand_ids(session: AsyncSession) -> Sequence[int]:
    """All that are not done yet, and may have files on their way."""
    return (await session.scalars(select(Errand.id))).all()
