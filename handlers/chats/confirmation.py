"""The officer's word about a chat that a teacher registered for a class that is not theirs by the list."""

from handlers.chats.parents_norm import ask_once
from handlers.chats.register import after, at
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from reports.figures.chat_words import chat_words
from services.chats.register import answer_wish


async def wish_answered(talk: Talk, rest: str) -> None:
    """The officer's answer about a chat of a class that is not the teacher's by the list."""
    agreed = bool(talk.number("ok"))
    done = await answer_wish(talk.session, at(talk), talk.number("id"), talk.now, agreed=agreed)
    if agreed:
        mine, theirs = f"Записал: {chat_words(done.chat)}.", f"Ответственный подтвердил: {chat_words(done.chat)}."
    else:
        mine = "Хорошо, не записываю."
        theirs = f"Ответственный не подтвердил чат {done.class_name}. Если это ошибка, напишите ему."
    talk.say(mine)
    await ask_once(talk, done.chat.school_id)
    if done.account is not None:
        talk.say(theirs, after(talk, done.chat) if agreed else None, to=done.account)


ROUTES = (Route("chat_wish", Right.CHANGER, wish_answered),)
