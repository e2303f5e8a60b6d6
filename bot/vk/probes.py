"""Checks of the token and the community for `doctor`, in words that say which switch to turn."""

from collections.abc import Awaitable, Callable

from bot.adapters.probes import Probe
from bot.incoming import Record
from bot.vk.api import Api, understood
from bot.vk.reactions import REACTIONS, UNKNOWN
from indicators.errors import MessengerError, MessengerRefused
from nudges.messenger import Reaction

_RIGHTS = {
    "messages": "Сообщения сообщества",
    "manage": "Управление сообществом",
    "photos": "Фотографии",
    "docs": "Документы",
}
_EVENTS = {
    "message_new": "Входящее сообщение",
    "message_event": "Действие с сообщением",
    "message_allow": "Разрешение на получение",
    "message_deny": "Запрет на получение",
}
_KEYS_MENU = "Управление → Работа с API → Ключи доступа"
_CALLBACK_MENU = "Управление → Работа с API → Callback API"
_POLL_MENU = "Управление → Работа с API → Long Poll API"
_NOT_TAKEN = (
    "Проверить не удалось: VK не принял вопрос. Сверьте VK_GROUP_ID с адресом сообщества, а VK_API_URL и "
    "VK_API_VERSION — с файлом .env.example."
)


async def probe(api: Api, group_id: int, callback_url: str | None = None) -> list[Probe]:
    """Everything VK can tell about our rights; each check stands alone. With a `callback_url` events come there."""

    async def events(api: Api, group_id: int) -> list[Probe]:
        return await (_long_poll(api, group_id) if callback_url is None else _callback(api, group_id, callback_url))

    checks: tuple[tuple[str, Callable[[Api, int], Awaitable[list[Probe]]]], ...] = (
        ("Сообщество", _community),
        ("Права ключа", _rights),
        ("Long Poll" if callback_url is None else "Callback API", events),
    )
    found: list[Probe] = []
    for name, check in checks:
        try:
            with understood():
                found += await check(api, group_id)
        except MessengerRefused as error:
            found.append(Probe(name, False, f"{advice(error)} (VK: ошибка {error.code})"))
        except MessengerError as error:
            found.append(Probe(name, False, f"{error.sentence} Проверьте интернет и VK_API_URL."))
    return found


def advice(error: MessengerError) -> str:
    """What the table says of a message that is set aside would mislead here: nothing was sent."""
    is_bug = isinstance(error, MessengerRefused) and REACTIONS.get(error.code, UNKNOWN).reaction is Reaction.BUG
    return _NOT_TAKEN if is_bug else error.sentence


async def _community(api: Api, group_id: int) -> list[Probe]:
    answer = await api.call("groups.getById", urgent=True)
    # Before version 5.139 the list itself was the answer.
    groups = Record(answer if isinstance(answer, dict) else {"groups": answer}).records("groups")
    number = groups[0].whole("id", 0) if groups else 0
    if number != group_id:
        hint = f"Ключ от сообщества {number or '?'}, а в VK_GROUP_ID стоит {group_id}: исправьте одно из двух."
        return [Probe("Сообщество", False, hint)]
    return [Probe("Сообщество", True, groups[0].text("name", ""))]


async def _rights(api: Api, group_id: int) -> list[Probe]:
    answer = Record(await api.call("groups.getTokenPermissions", urgent=True))
    given = {one.text("name", "") for one in answer.records("permissions")}
    missing = [title for name, title in _RIGHTS.items() if name not in given]
    if not missing:
        return [Probe("Права ключа", True, "есть все: " + ", ".join(_RIGHTS.values()).lower())]
    listed = ", ".join(f"«{title}»" for title in missing)
    return [Probe("Права ключа", False, f"Не хватает: {listed}. {_KEYS_MENU}: создайте новый ключ с ними.")]


async def _callback(api: Api, group_id: int, url: str) -> list[Probe]:
    answer = Record(await api.call("groups.getCallbackServers", urgent=True, group_id=group_id))
    servers = {one.text("url", "").rstrip("/"): one.text("status", "") for one in answer.records("items")}
    if url not in servers:
        hint = (
            f"Адрес {url} не записан. {_CALLBACK_MENU}: добавьте его и тот же секретный ключ, что в VK_CALLBACK_SECRET."
        )
        return [Probe("Callback API", False, hint)]
    if servers[url] != "ok":
        return [Probe("Callback API", False, f"Адрес {url} не подтверждён. {_CALLBACK_MENU}: нажмите «Подтвердить».")]
    return [Probe("Callback API", True, "адрес записан и подтверждён")]


async def _long_poll(api: Api, group_id: int) -> list[Probe]:
    settings = Record(await api.call("groups.getLongPollSettings", urgent=True, group_id=group_id))
    if not settings.raw("is_enabled"):
        return [Probe("Long Poll", False, f"Выключен. {_POLL_MENU} → Настройки: включите.")]
    events = settings.perhaps("events") or Record({})
    missing = [title for name, title in _EVENTS.items() if not events.raw(name)]
    if missing:
        listed = ", ".join(f"«{title}»" for title in missing)
        return [Probe("Long Poll", False, f"Не отмечены события: {listed}. {_POLL_MENU} → Типы событий: отметьте.")]
    return [Probe("Long Poll", True, "включён, все нужные события отмечены")]
