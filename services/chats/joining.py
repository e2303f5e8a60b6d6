"""Chats that come and go: the bot is brought in or put out, a chat is renamed, a link is pasted."""

import hashlib
from dataclasses import dataclass

from indicators.errors import NotAllowed, NotPossible
from services.actor import At
from services.chats.known import KnownChat, chat_to_label, known, may_label, remember_asked
from storage.database.connection import Session
from storage.schools.chats import LINKS, chat_at, chat_by_link, chats_without_link, ensure_chat, switch_off_as
from storage.tables import Chat

_TITLE = 200  # letters
TAKEN = "Этот чат уже отмечен в списке школы. Если что-то не так, скажите ответственному."
NO_SUCH_LINK = "Эта ссылка уже записана."


async def came_in(session: Session, platform: str, peer_id: int) -> None:
    """The bot was brought into a chat, perhaps again."""
    chat = await ensure_chat(session, platform, peer_id)
    chat.state, chat.state_reason = "on", None


async def put_out(session: Session, platform: str, peer_id: int) -> None:
    await switch_off_as(session, platform, peer_id, "removed")


async def renamed(session: Session, platform: str, peer_id: int, title: str) -> None:
    chat = await chat_at(session, platform, peer_id)
    if chat is not None:
        chat.title = title[:_TITLE]


async def ask_about(session: Session, at: At, platform: str, peer_id: int) -> KnownChat | None:
    """The chat somebody may be asked about; None when it is not theirs to name, or nobody knows who they are."""
    if not at(None).is_known:
        return None
    chat = await ensure_chat(session, platform, peer_id)
    if chat.school_id is None:
        remember_asked(at, chat)
    return known(chat) if may_label(at, chat) else None


async def learn(
    session: Session, chat_id: int, *, title: str = "", link: str | None = None, reads_all: bool | None = None
) -> KnownChat | None:
    """What the messenger said of a chat; None when it is there no more. A title that is known stays."""
    chat = await session.get(Chat, chat_id)
    if chat is None:
        return None
    chat.title = chat.title or title[:_TITLE]
    chat.link = link or chat.link
    chat.reads_all = chat.reads_all if reads_all is None else reads_all
    return known(chat)


@dataclass(frozen=True, slots=True)
class Pasted:
    """`waiting` are chats of theirs that lack a link: it may be the invitation of one of these."""

    chat: KnownChat
    waiting: tuple[KnownChat, ...]


async def paste_link(session: Session, at: At, address: str) -> Pasted:
    """An invitation brings its chat into the register without the bot in it.

    Raises:
        NotAllowed: the chat is somebody else's already.
    """
    chat = await chat_by_link(session, address)
    if chat is None:
        number = int.from_bytes(hashlib.sha256(address.encode()).digest()[:7], "big")
        chat = await ensure_chat(session, LINKS, number, link=address)
    if chat.school_id is None:
        remember_asked(at, chat)
    if not may_label(at, chat):
        raise NotAllowed(TAKEN)
    waiting = await chats_without_link(session, at(chat.school_id).persons)
    return Pasted(known(chat), tuple(known(one) for one in waiting))


async def same_chat(session: Session, at: At, chat_id: int, pasted_id: int) -> KnownChat:
    """A pasted link belongs to a chat that is registered already.

    Raises:
        NotAllowed
        NotPossible: the link is no chat of its own any more.
    """
    chat = await chat_to_label(session, at, chat_id)
    pasted = await session.get(Chat, pasted_id)
    if pasted is None or pasted.platform != LINKS or not may_label(at, pasted):
        raise NotPossible(NO_SUCH_LINK)
    chat.link = pasted.link
    if pasted.school_id is None:
        await session.delete(pasted)
        await session.flush()
    return known(chat)
