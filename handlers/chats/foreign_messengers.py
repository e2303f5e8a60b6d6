"""The messengers the order excludes from work: «какие мессенджеры запрещены», and whose invitation a text carries."""

import re

from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from nudges.platforms import homes_of

# The order's list, each with the addresses at which it takes people in.
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
MESSENGERS = (
    "Для рабочей переписки нельзя использовать: " + ", ".join(INVITATIONS) + ".\n\n"
    "Рабочие чаты и чаты родителей ведём {home}."
)


def foreign_messenger(text: str) -> str | None:
    """The messenger an invitation leads to; None when there is no such link."""
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(text)), None)


async def messengers(talk: Talk, rest: str) -> None:
    talk.say(MESSENGERS.format(home=homes_of(talk.services.spoken)))


ROUTES = (
    Route("messengers", Right.ANYONE, messengers, Does.SHOWS, leads_out=True, label="Какие мессенджеры запрещены"),
)
