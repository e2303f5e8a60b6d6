"""Which events were handled already, and where in the messenger's stream we are."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.key_values import read_note, write_note
from storage.database.upsert import insert_rows
from storage.tables import HandledEvent


async def take_new(session: AsyncSession, community_id: int, event_ids: Sequence[str], now: datetime) -> set[str]:
    """Mark events as handled; the answer holds those that were not handled before."""
    unique = list(dict.fromkeys(event_ids))
    if not unique:
        return set()
    known = select(HandledEvent.event_id).where(
        HandledEvent.community_id == community_id, HandledEvent.event_id.in_(unique)
    )
    seen = set(await session.scalars(known))
    fresh = [event_id for event_id in unique if event_id not in seen]
    # Somebody else taking one of them between the two statements is an error, and the batch is tried again.
    rows = [{"community_id": community_id, "event_id": event_id, "at": now} for event_id in fresh]
    await insert_rows(session, HandledEvent, rows)
    return set(fresh)


async def forget_handled(session: AsyncSession, before: datetime) -> None:
    """A messenger repeats an event within hours at most; older marks only take room."""
    await session.execute(delete(HandledEvent).where(HandledEvent.at < before))


def _position_key(platform: str, community_id: int) -> str:
    return f"position:{platform}:{community_id}"


async def position(session: AsyncSession, platform: str, community_id: int) -> str | None:
    return await read_note(session, _position_key(platform, community_id))


async def remember_position(session: AsyncSession, platform: str, community_id: int, value: str) -> None:
    await write_note(session, _position_key(platform, community_id), value)
