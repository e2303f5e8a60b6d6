"""Which events were handled already, and where in the messenger's stream we are."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.key_values import read_note, write_note
from storage.database.upsert import insert_new
from storage.tables import HandledEvent


async def take_new(session: AsyncSession, community_id: int, event_ids: Sequence[str], now: datetime) -> set[str]:
    """Mark events as handled; the answer holds those that were not handled before."""
    # Whoever takes one of them at the same moment is waited for, and in their order: it is theirs if they keep it.
    unique = sorted(set(event_ids))
    rows = [{"community_id": community_id, "event_id": event_id, "at": now} for event_id in unique]
    return {row.event_id for row in await insert_new(session, HandledEvent, rows, HandledEvent.event_id)}


async def forget_handled(session: AsyncSession, before: datetime) -> None:
    """A messenger repeats an event within hours at most; older marks only take room."""
    await session.execute(delete(HandledEvent).where(HandledEvent.at < before))


def _position_key(platform: str, community_id: int) -> str:
    return f"position:{platform}:{community_id}"


async def position(session: AsyncSession, platform: str, community_id: int) -> str | None:
    return await read_note(session, _position_key(platform, community_id))


async def remember_position(session: AsyncSession, platform: str, community_id: int, value: str) -> None:
    await write_note(session, _position_key(platform, community_id), value)
