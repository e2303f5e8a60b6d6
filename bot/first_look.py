"""Before work begins: is VK there, does it know the key, and is there anybody to answer to."""

import asyncio

from bot.app import App
from bot.vk.messenger import VkMessenger
from indicators.errors import MessengerRefused, MessengerSilent, MessengerUnreachable, StartError
from storage.people.roles import Role, schools_with

_BAD_KEY = frozenset({5, 27, 28, 1117})  # VK's codes for a key that is wrong, revoked or expired
_SILENT = "VK пока не отвечает: начинаю работу и жду его. Проверьте интернет, если это надолго."
_NOBODY_THERE = (
    "VK не отвечает по адресу {}: ничего не запланировано и не отправлено. "
    "Проверьте интернет и VK_API_URL, потом повторите."
)
_PAUSES = (1.0, 2.0)  # seconds before a silent VK is asked again
_LONG = 5.0  # seconds of silence after which it is not
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


async def must_be_there(app: App) -> None:
    """Before something new is planned. A VK that answers, however badly, is there: delivery sits that out.

    Raises:
        StartError: VK does not accept a key.
        MessengerSilent: nobody answers at all.
    """
    await asyncio.gather(*(_reach(messenger) for messenger in app.messengers.values()))


async def _reach(messenger: VkMessenger) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    for pause in (*_PAUSES, None):
        try:
            await messenger.api.call("groups.getById", urgent=True)
            return
        except MessengerSilent as error:
            if pause is None or loop.time() - began > _LONG:
                raise MessengerSilent(_NOBODY_THERE.format(messenger.api.url)) from error
            await asyncio.sleep(pause)
        except MessengerRefused as error:
            _check_key(error)
            return
        except MessengerUnreachable:
            return


def _check_key(error: MessengerRefused) -> None:
    if error.code in _BAD_KEY:
        raise StartError(error.sentence) from error


async def _ask(messenger: VkMessenger) -> str | None:
    try:
        await messenger.api.call("groups.getById", urgent=True)
    except MessengerUnreachable:
        return _SILENT
    except MessengerRefused as error:
        _check_key(error)
        return f"{error.sentence} (VK: ошибка {error.code})"
    return None
