"""Conversations that wait for an answer. One at a time for an account; they survive a restart."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Dialogue


async def begin_dialogue(
    session: AsyncSession, account_id: int, name: str, state: dict[str, Any], now: datetime
) -> Dialogue:
    """Start waiting for something; whatever was waited for before is dropped."""
    dialogue = await session.merge(Dialogue(account_id=account_id, name=name, state=state, at=now))
    await session.flush()
    return dialogue


async def end_dialogue(session: AsyncSession, account_id: int) -> None:
    dialogue = await session.get(Dialogue, account_id)
    if dialogue is not None:
        await session.delete(dialogue)
        await session.flush()


async def dialogues_called(session: AsyncSession, name: str) -> Sequence[Dialogue]:
    return (await session.scalars(select(Dialogue).where(Dialogue.name == name))).all()
