"""Group chats the bot was told of, and what it counted in them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Chat, LiveCount
from storage.upsert import insert_new

# Why a chat is off, by the code it answered with.
OFF_REASONS = {993: "moved_to_max", 979: "moved", 983: "read_only", 1012: "read_only", 1017: "read_only"}


async def chat_at(session: AsyncSession, platform: str, peer_id: int) -> Chat | None:
    found = await session.scalars(select(Chat).where(Chat.platform == platform, Chat.peer_id == peer_id))
    return found.one_or_none()


async def chats_at(session: AsyncSession, platform: str, peer_ids: Sequence[int]) -> dict[int, Chat]:
    found = await session.scalars(select(Chat).where(Chat.platform == platform, Chat.peer_id.in_(peer_ids)))
    return {chat.peer_id: chat for chat in found}


async def chats_of(session: AsyncSession, school_id: int, kind: str | None = None) -> Sequence[Chat]:
    chats = select(Chat).where(Chat.school_id == school_id)
    if kind is not None:
        chats = chats.where(Chat.kind == kind)
    return (await session.scalars(chats.order_by(Chat.class_name, Chat.kind, Chat.id))).all()


async def ensure_chat(session: AsyncSession, platform: str, peer_id: int, **fresh: Any) -> Chat:
    chat = await chat_at(session, platform, peer_id)
    if chat is None:
        chat = Chat(platform=platform, peer_id=peer_id, settings={}, **fresh)
        session.add(chat)
        await session.flush()
    return chat


async def switch_off(session: AsyncSession, platform: str, peer_id: int, code: int | None) -> None:
    """Nothing is written to this chat any more; the officer is told by the conversations' next tidying."""
    reason = OFF_REASONS.get(code or 0, f"code {code}")
    changed = update(Chat).where(Chat.platform == platform, Chat.peer_id == peer_id, Chat.state == "on")
    await session.execute(changed.values(state="off", state_reason=reason))


async def count_live(session: AsyncSession, week: str, messages: dict[int, int], calls: dict[int, int]) -> None:
    """Add to what accounts did in a week: `messages` and `calls` by account id. Numbers only, never texts."""
    accounts = sorted({*messages, *calls})
    rows = [{"account_id": account_id, "week": week, "messages": 0, "calls": 0} for account_id in accounts]
    await insert_new(session, LiveCount, rows, LiveCount.account_id)
    for account_id in accounts:
        await session.execute(
            update(LiveCount)
            .where(LiveCount.account_id == account_id, LiveCount.week == week)
            .values(
                messages=LiveCount.messages + messages.get(account_id, 0),
                calls=LiveCount.calls + calls.get(account_id, 0),
            )
        )
