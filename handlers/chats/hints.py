"""Switched on per chat: a private hint to whoever posts an invitation into a foreign messenger."""

import re
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.engine.dependencies import Services
from indicators.weeks import Week
from nudges.messenger import Written
from storage.database.key_values import read_note, write_note
from storage.dialogs.replies import Answer, add_replies
from storage.people.accounts import load_who

# The addresses at which each messenger of the order's list takes people in.
INVITATIONS = {
    "Telegram": r"(?:t|telegram)\.me/\S|tg://",
    "Viber": r"viber\.(?:com|me)/|viber://",
    "WhatsApp": r"chat\.whatsapp\.com/|wa\.me/|whatsapp://",
    "WeChat": r"(?:u\.)?wechat\.com/|weixin://",
    "Discord": r"discord\.gg/|discord(?:app)?\.com/invite/",
    "Microsoft Teams": r"teams\.(?:microsoft|live)\.com/",
    "Skype for Business": r"join\.skype\.com/|meet\.lync\.com/",
    "Snapchat": r"snapchat\.com/(?:add|t)/",
    "Threema": r"threema\.(?:id|group)/",
}
_PATTERNS = {
    name: re.compile(rf"(?<!\w)(?:[\w-]+\.)*(?:{pattern})", re.IGNORECASE) for name, pattern in INVITATIONS.items()
}
HINT = (
    "Здравствуйте! В рабочем чате вы поделились приглашением в {name}. По приказу рабочую переписку ведём в Сферуме, "
    "поэтому лучше создать чат здесь: напишите мне «как создать чат», подскажу. "
    "Кроме вас, этого сообщения никто не видит."
)


def foreign_messenger(text: str) -> str | None:
    """The messenger an invitation leads to; None when there is no such link."""
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(text)), None)


async def hint(session: AsyncSession, services: Services, event: Written, now: datetime) -> None:
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
