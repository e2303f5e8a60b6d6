"""Chats that come into the register without the bot in them: an invitation link pasted into the dialog."""

import hashlib
import re
from collections.abc import Sequence

from sqlalchemy import select

from handlers.chats.register import after, chat_words, kinds
from handlers.chats.rights import chat_of_button, may_label, remember_asked
from handlers.engine.buttons import button
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from nudges.messenger import Keyboard
from storage.schools.chats import LINKS, ensure_chat
from storage.tables import Chat

JOIN = re.compile(r"(?:https?://)?(?:vk\.me|vk\.com|vk\.ru|max\.ru)/join/[\w+/=-]{4,}", re.IGNORECASE)


async def pasted(talk: Talk) -> bool:
    """A teacher sends a chat's invitation link: the chat goes into the register without the bot in it."""
    match = JOIN.search(talk.text)
    if match is None or not talk.who.is_known:
        return False
    address = match[0] if match[0].startswith("http") else f"https://{match[0]}"
    known = await talk.session.scalar(select(Chat).where(Chat.link == address))
    number = int.from_bytes(hashlib.sha256(address.encode()).digest()[:7], "big")
    chat = known or await ensure_chat(talk.session, LINKS, number, link=address)
    if chat.school_id is None:
        remember_asked(talk, chat)
    if not may_label(talk, chat):
        talk.say("Этот чат уже отмечен в списке школы. Если что-то не так, скажите ответственному.")
        return True
    waiting = await _without_link(talk)
    rows = [[button(f"Это {chat_words(one)}", "chat_same", id=one.id, n=chat.id)] for one in waiting[:2]]
    keyboard = kinds(talk, chat)
    talk.say("Спасибо за ссылку! Что это за чат?", Keyboard((*(tuple(row) for row in rows), *keyboard.rows)))
    return True


async def _without_link(talk: Talk) -> Sequence[Chat]:
    mine = [person.id for person in talk.who.persons]
    return (await talk.session.scalars(select(Chat).where(Chat.owner_id.in_(mine), Chat.link.is_(None)))).all()


async def same(talk: Talk, rest: str) -> None:
    """The pasted link belongs to a chat that is registered already."""
    chat, fresh = await chat_of_button(talk, talk.number("id")), await talk.session.get(Chat, talk.number("n"))
    if chat is None or fresh is None or fresh.platform != LINKS or not may_label(talk, fresh):
        return
    chat.link = fresh.link
    if fresh.school_id is None:
        await talk.session.delete(fresh)
    talk.say(f"Записал: {chat_words(chat)}.", after(talk, chat))


ROUTES = (Route("chat_same", Right.LINKED, same),)
