"""Switched on per chat: a private hint to whoever posts an invitation into a foreign messenger."""

from datetime import datetime

from handlers.chats.foreign_messengers import foreign_messenger
from handlers.engine.dependencies import Services
from nudges.messenger import Written
from nudges.platforms import WORDS, Platform
from services.chats.listening import takes_hint
from storage.database.connection import Session
from storage.dialogs.replies import Answer, add_replies

HINT = (
    "Здравствуйте! В рабочем чате вы поделились приглашением в {name}. По приказу рабочую переписку ведём {home}, "
    "поэтому лучше создать чат здесь: напишите мне «как создать чат», подскажу. "
    "Кроме вас, этого сообщения никто не видит."
)


async def hint(session: Session, services: Services, event: Written, now: datetime) -> None:
    """Once a week at most to one person, and only where they already talk with the bot."""
    name = foreign_messenger(event.text)
    if name is None:
        return
    if not await takes_hint(session, services.platform, event.from_id, now):
        return
    await add_replies(
        session,
        services.community_id,
        [Answer(event.from_id, HINT.format(name=name, home=WORDS[Platform(services.platform)].home))],
        now,
    )
