"""The officer's word about a chat that a teacher registered for a class that is not theirs by the list."""

from handlers.chats.register import WISH, Wish, after, chat_words, write_down
from handlers.engine.rights import may
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from storage.tables import Account, Chat


async def wish_answered(talk: Talk, rest: str) -> None:
    """The officer's answer about a chat of a class that is not the teacher's by the list."""
    chat = await talk.session.get(Chat, talk.number("id"))
    kept = chat.settings.get(WISH) if chat is not None else None
    if chat is None or kept is None or not may(talk, Right.CHANGER, kept[0]["school_id"]):
        talk.say("На это уже ответили.")
        return
    wish, account = Wish(**kept[0]), await talk.session.get(Account, kept[1])
    if talk.number("ok"):
        await write_down(talk, chat, wish)
        mine, theirs = f"Записал: {chat_words(chat)}.", f"Ответственный подтвердил: {chat_words(chat)}."
    else:
        chat.settings = {key: value for key, value in chat.settings.items() if key != WISH}
        mine = "Хорошо, не записываю."
        theirs = f"Ответственный не подтвердил чат {wish.class_name}. Если это ошибка, напишите ему."
    talk.say(mine)
    if account is not None:
        talk.say(theirs, after(talk, chat) if talk.number("ok") else None, to=account.external_id)


ROUTES = (Route("chat_wish", Right.CHANGER, wish_answered),)
