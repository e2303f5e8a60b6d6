"""Switched on per chat: a private hint to whoever posts an invitation into a foreign messenger."""

from datetime import datetime

from handlers.chats.foreign_messengers import foreign_messenger
from handlers.engine.dependencies import Services
from indicators.weeks import Week
from nudges.messenger import Written
from storage.database.connection import Session
from storage.database.key_values import read_note, write_note
from storage.dialogs.replies import Answer, add_replies
from storage.people.accounts import load_who

HINT = (
    "Здравствуйте! В рабочем чате вы поделились приглашением в {name}. По приказу рабочую переписку ведём в Сферуме, "
    "поэтому лучше создать чат здесь: напишите мне «как создать чат», подскажу. "
    "Кроме вас, этого сообщения никто не видит."
)


async def hint(session: Session, services: Services, event: Written, now: datetime) -> None:
    """Once a week at most to one person, and only where they already talk with the bot."""
    name = foreign_messenger(event.text)
    if name is None:
        return
    who = (await load_who(session, services.platform, [event.from_id])).get(event.from_id)
    if who is None or who.account.writing != "allowed":
        return
    key, week = f"hint:{who.account.id}", str(Week.of(now.date()))
    if await read_note(session, key) == week:
        return
    await write_note(session, key, week)
    await add_replies(session, services.community_id, [Answer(event.from_id, HINT.format(name=name))], now)
