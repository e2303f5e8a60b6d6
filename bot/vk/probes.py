"""Checks of the token and the community for `doctor`, in words that say which switch to turn."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.vk.api import Api
from indicators.errors import MessengerError, MessengerRefused


@dataclass(frozen=True, slots=True)
class Probe:
    """One finding; `hint` says what to do, or what was found when all is well."""

    name: str
    ok: bool
    hint: str


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
_POLL_MENU = "Управление → Работа с API → Long Poll API"


async def probe(api: Api, group_id: int) -> list[Probe]:
    """Everything VK can tell about our rights; each check stands alone."""
    checks: tuple[tuple[str, Callable[[Api, int], Awaitable[list[Probe]]]], ...] = (
        ("Сообщество", _community),
        ("Права ключа", _rights),
        ("Long Poll", _long_poll),
    )
    found: list[Probe] = []
    for name, check in checks:
        try:
            found += await check(api, group_id)
        except MessengerRefused as error:
            found.append(Probe(name, False, f"{error.sentence} (VK: ошибка {error.code})"))
        except MessengerError as error:
            found.append(Probe(name, False, f"{error.sentence} Проверьте интернет и VK_API_URL."))
    return found


async def _community(api: Api, group_id: int) -> list[Probe]:
    answer = await api.call("groups.getById", urgent=True)
    groups = answer.get("groups", []) if isinstance(answer, dict) else answer
    own = groups[0] if groups else {}
    if own.get("id") != group_id:
        hint = f"Ключ от сообщества {own.get('id', '?')}, а в VK_GROUP_ID стоит {group_id}: исправьте одно из двух."
        return [Probe("Сообщество", False, hint)]
    return [Probe("Сообщество", True, str(own.get("name", "")))]


async def _rights(api: Api, group_id: int) -> list[Probe]:
    answer = await api.call("groups.getTokenPermissions", urgent=True)
    given = {one.get("name") for one in answer.get("permissions", [])}
    missing = [title for name, title in _RIGHTS.items() if name not in given]
    if not missing:
        return [Probe("Права ключа", True, "есть все: " + ", ".join(_RIGHTS.values()).lower())]
    listed = ", ".join(f"«{title}»" for title in missing)
    return [Probe("Права ключа", False, f"Не хватает: {listed}. {_KEYS_MENU}: создайте новый ключ с ними.")]


async def _long_poll(api: Api, group_id: int) -> list[Probe]:
    settings = await api.call("groups.getLongPollSettings", urgent=True, group_id=group_id)
    if not settings.get("is_enabled"):
        return [Probe("Long Poll", False, f"Выключен. {_POLL_MENU} → Настройки: включите.")]
    events = settings.get("events", {})
    missing = [title for name, title in _EVENTS.items() if not events.get(name)]
    if missing:
        listed = ", ".join(f"«{title}»" for title in missing)
        return [Probe("Long Poll", False, f"Не отмечены события: {listed}. {_POLL_MENU} → Типы событий: отметьте.")]
    return [Probe("Long Poll", True, "включён, все нужные события отмечены")]
