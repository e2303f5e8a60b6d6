"""Before work begins: does VK know the key, and is there anybody to answer to."""

import asyncio

from bot.app import App
from bot.vk.messenger import VkMessenger
from indicators.errors import MessengerRefused, MessengerUnreachable, StartError
from storage.roles import Role, schools_with

_BAD_KEY = frozenset({5, 27, 28, 1117})  # VK's codes for a key that is wrong, revoked or expired
_SILENT = "VK пока не отвечает: начинаю работу и жду его. Проверьте интернет, если это надолго."
_NOBODY = "Впишите OFFICER_IDS в .env, номер своей страницы VK: без ответственного бот принимает всех за незнакомцев."


async def first_look(app: App) -> list[str]:
    """What to tell the person who starts the program, one sentence each; empty when all is well.

    Raises:
        StartError: VK does not accept a key, and waiting will not change that.
    """
    found = await asyncio.gather(*(_ask(messenger) for messenger in app.messengers.values()))
    told = list(dict.fromkeys(sentence for sentence in found if sentence))
    async with app.database.reading() as session:
        officers = await schools_with(session, Role.OFFICER)
    return told if app.settings.officer_ids or officers else [*told, _NOBODY]


async def _ask(messenger: VkMessenger) -> str | None:
    try:
        await messenger.api.call("groups.getById", urgent=True)
    except MessengerUnreachable:
        return _SILENT
    except MessengerRefused as error:
        if error.code in _BAD_KEY:
            raise StartError(error.sentence) from error
        return f"{error.sentence} (VK: ошибка {error.code})"
    return None
