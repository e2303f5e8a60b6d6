"""Who may say what a chat is. The numbers in buttons can be forged, so it is looked up at every use.

A chat of the register belongs to whoever registered it and to the school's officers: a colleague who could
relabel it could print its invitation. One that is not registered yet may be named by those who were asked.
"""

from handlers.engine.rights import may
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from storage.tables import Chat

ASKED = "asked"  # in the chat's settings: the accounts that were asked what it is


def remember_asked(talk: Talk, chat: Chat) -> None:
    asked = {*chat.settings.get(ASKED, ()), talk.who.account.id}
    chat.settings = {**chat.settings, ASKED: sorted(asked)}


def may_label(talk: Talk, chat: Chat) -> bool:
    if chat.school_id is None:
        return talk.who.is_known and talk.who.account.id in chat.settings.get(ASKED, ())
    if may(talk, Right.CHANGER, chat.school_id):
        return True
    return any(one.id == chat.owner_id and one.school_id == chat.school_id for one in talk.who.persons)


async def chat_of_button(talk: Talk, chat_id: int) -> Chat | None:
    """The chat of a button, if the presser may say something about it."""
    chat = await talk.session.get(Chat, chat_id)
    if chat is None or not may_label(talk, chat):
        talk.say("Этот чат отмечает тот, кто его добавил, или ответственный за Сферум.")
        return None
    return chat
