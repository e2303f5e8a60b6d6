"""Before work begins: are the messengers there, do they know the keys, and is there anybody to answer to."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.app import App
from bot.vk.messenger import VkMessenger
from indicators.errors import MessengerRefused, MessengerSilent, MessengerUnreachable, StartError
from indicators.together import together
from storage.people.roles import Role, schools_with

if TYPE_CHECKING:
    from bot.max.messenger import MaxMessenger

_SILENT = "{} пока не отвечает: начинаю работу и жду его. Проверьте интернет, если это надолго."
_NOBODY_THERE = (
    "{} не отвечает по адресу {}: ничего не запланировано и не отправлено. Проверьте интернет и {}_API_URL, "
    "потом повторите."
)
_PAUSES = (1.0, 2.0)  # seconds before a silent messenger is asked again
_LONG = 5.0  # seconds of silence after which it is not
_WITHOUT = "{} Пока ключ не заменят, работаю без него."
_NO_PAGE = "Не нашлась страница VK «{}» из OFFICER_IDS: впишите её номер (id123)."
_NOBODY = (
    "Впишите OFFICER_IDS в .env, номер своей страницы VK или max:номер в MAX: "
    "без ответственного бот принимает всех за незнакомцев."
)


async def first_look(app: App) -> list[str]:
    """What to tell the person who starts the program, one sentence each; empty when all is well.

    Raises:
        StartError: no key is accepted, and waiting will not change that.
    """
    found = await together(_ask(messenger) for messenger in app.messengers.values())
    refused = _bad_keys(found)
    told = list(dict.fromkeys(_WITHOUT.format(one.sentence) for one in refused))
    told += dict.fromkeys(one for one in found if isinstance(one, str))
    told += [_NO_PAGE.format(name) for name in app.settings.short_names]
    async with app.database.reading() as session:
        officers = await schools_with(session, Role.OFFICER)
    return told if app.settings.officer_ids or officers else [*told, _NOBODY]


async def must_be_there(app: App) -> None:
    """Before something new is planned. Whoever answers, however badly, is there: delivery sits that out.

    Raises:
        StartError: no key is accepted.
        MessengerSilent: nobody answers at all.
    """
    _bad_keys(await together(_reach(messenger) for messenger in app.messengers.values()))


def _bad_keys(found: Sequence[object]) -> list[StartError]:
    """Those that are not accepted. One of several stops its own messenger only: delivery says so to the officer.

    Raises:
        StartError: there is no other.
    """
    refused = [one for one in found if isinstance(one, StartError)]
    if refused and len(refused) == len(found):
        raise refused[0]
    return refused


async def _reach(messenger: "VkMessenger | MaxMessenger") -> StartError | None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    for pause in (*_PAUSES, None):
        try:
            await messenger.knock()
            return None
        except MessengerSilent as error:
            if pause is None or loop.time() - began > _LONG:
                called = messenger.called
                raise MessengerSilent(_NOBODY_THERE.format(called, messenger.api.url, called)) from error
            await asyncio.sleep(pause)
        except MessengerRefused as error:
            return StartError(error.sentence) if messenger.is_bad_key(error) else None
        except MessengerUnreachable:
            return None
    return None


async def _ask(messenger: "VkMessenger | MaxMessenger") -> str | StartError | None:
    try:
        await messenger.knock()
    except MessengerUnreachable:
        return _SILENT.format(messenger.called)
    except MessengerRefused as error:
        if messenger.is_bad_key(error):
            return StartError(error.sentence)
        return f"{error.sentence} ({messenger.called}: ошибка {error.code})"
    return None
