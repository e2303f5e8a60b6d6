"""Group chats the bot was told of, and what it counted in them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.upsert import insert_unless_there
from storage.messengers.ways import tied
from storage.tables import Account, Chat, LiveCount, Person

LINKS = "link"  # the platform of chats that are known by their link only
# Why a chat is off, by the code it answered with.
OFF_REASONS = {993: "moved_to_max", 979: "moved", 983: "read_only", 1012: "read_only", 1017: "read_only"}
OFF_REASONS |= {403: "not_admin", 404: "removed"}  # of MAX, which has HTTP's


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


async def chat_by_link(session: AsyncSession, link: str) -> Chat | None:
    return (await session.scalars(select(Chat).where(Chat.link == link).order_by(Chat.id))).first()


async def chats_without_link(session: AsyncSession, owner_ids: Collection[int]) -> Sequence[Chat]:
    """Of these people's own chats."""
    bare = select(Chat).where(Chat.owner_id.in_(owner_ids), Chat.link.is_(None))
    return (await session.scalars(bare.order_by(Chat.id))).all()


async def ensure_chat(session: AsyncSession, platform: str, peer_id: int, **fresh: Any) -> Chat:
    chat = await chat_at(session, platform, peer_id)
    if chat is None:
        chat = Chat(platform=platform, peer_id=peer_id, settings={}, **fresh)
        session.add(chat)
        await session.flush()
    return chat


async def switch_off(session: AsyncSession, platform: str, peer_id: int, code: int | None) -> Chat | None:
    """Nothing is written to this chat any more. The chat, if that is news: its school must be told."""
    return await switch_off_as(session, platform, peer_id, OFF_REASONS.get(code or 0, f"code {code}"))


async def switch_off_as(session: AsyncSession, platform: str, peer_id: int, reason: str) -> Chat | None:
    chat = await chat_at(session, platform, peer_id)
    if chat is None or chat.state != "on":
        return None
    chat.state, chat.state_reason = "off", reason
    await session.flush()
    return chat


def switch_on_again(chats: Collection[Chat]) -> None:
    """People are heard there, so that we are in it, and may read."""
    for chat in chats:
        if chat.state == "off" and chat.state_reason == "not_admin":
            chat.state, chat.state_reason = "on", None


async def school_accounts(session: AsyncSession, platform: str, external_ids: Sequence[int]) -> dict[int, int]:
    """Accounts that belong to people of schools, by messenger id."""
    of = tied()
    rows = (
        select(Account.external_id, Account.id)
        .join(of, of.c.account_id == Account.id)
        .join(Person, Person.id == of.c.person_id)
        .where(Account.platform == platform, Account.external_id.in_(external_ids), Person.left_on.is_(None))
    )
    return {row.external_id: row.id for row in await session.execute(rows)}


async def live_counts(session: AsyncSession, account_ids: Sequence[int], week: str) -> dict[int, LiveCount]:
    wanted = select(LiveCount).where(LiveCount.account_id.in_(account_ids), LiveCount.week == week)
    return {one.account_id: one for one in await session.scalars(wanted)}


async def count_live(session: AsyncSession, week: str, messages: Mapping[int, int], calls: Mapping[int, int]) -> None:
    """Add to what accounts did in a week: `messages` and `calls` by account id. Numbers only, never texts."""
    rows = [
        {"account_id": one, "week": week, "messages": messages.get(one, 0), "calls": calls.get(one, 0)}
        for one in sorted({*messages, *calls})
    ]
    if not rows:
        return
    new = insert_unless_there(session, LiveCount, rows)
    sums = {name: getattr(LiveCount, name) + getattr(new.excluded, name) for name in ("messages", "calls")}
    await session.execute(new.on_conflict_do_update(index_elements=["account_id", "week"], set_=sums))
