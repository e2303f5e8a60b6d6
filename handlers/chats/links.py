"""Chats that come into the register without the bot in them: an invitation link pasted into the dialog."""

import re

from handlers.chats.register import after, as_said, at, kinds
from handlers.engine.buttons import button
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from nudges.messenger import Keyboard
from reports.figures.chat_words import chat_words
from services.chats.joining import paste_link, same_chat

JOIN = re.compile(r"(?:https?://)?(?:vk\.me|vk\.com|vk\.ru|max\.ru)/join/[\w+/=-]{4,}", re.IGNORECASE)


async def pasted(talk: Talk) -> bool:
    """A teacher sends a chat's invitation link: the chat goes into the register without the bot in it."""
    match = JOIN.search(talk.text)
    if match is None or not talk.who.is_known:
        return False
    address = match[0] if match[0].startswith("http") else f"https://{match[0]}"
    found = await paste_link(talk.session, at(talk), address)
    chat = found.chat
    if not found.waiting and await as_said(talk, chat.id, JOIN.sub(" ", talk.text)):
        return True
    rows = [[button(f"Это {chat_words(one)}", "chat_same", id=one.id, n=chat.id)] for one in found.waiting[:2]]
    keyboard = kinds(talk, chat)
    talk.say("Спасибо за ссылку! Что это за чат?", Keyboard((*(tuple(row) for row in rows), *keyboard.rows)))
    return True


async def same(talk: Talk, rest: str) -> None:
    """The pasted link belongs to a chat that is registered already."""
    chat = await same_chat(talk.session, at(talk), talk.number("id"), talk.number("n"))
    talk.say(f"Записал: {chat_words(chat)}.", after(talk, chat))


ROUTES = (Route("chat_same", Right.LINKED, same),)
