"""What a chat of the register is called: its class, its kind, its title, and what it lacks."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Protocol

from indicators.russian.natural import natural_order
from nudges.platforms import WORDS, Platform

KINDS = {
    "staff": "учительский чат",
    "parents_with_teacher": "родители, с педагогом",
    "parents_without_teacher": "родители, без педагога",
    "other": "другой чат",
}
_WITH, _WITHOUT = "parents_with_teacher", "parents_without_teacher"
_LACKING = {(_WITH,): "с педагогом", (_WITHOUT,): "без педагога", (_WITH, _WITHOUT): "обоих"}
STATES = {
    "moved_to_max": "переехал в MAX",
    "moved": "переехал",
    "read_only": "писать нельзя",
    "removed": "бота убрали",
    "not_admin": "бот не администратор: не пишу и сообщений не вижу",
}


def lacking_by_class(missing: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(class, the kinds of parents' chats that it lacks), in the order of classes."""
    lacks: defaultdict[str, list[str]] = defaultdict(list)
    for name, kind in missing:
        lacks[name].append(kind)
    return [(name, _LACKING[tuple(sorted(lacks[name]))]) for name in sorted(lacks, key=natural_order)]


class Named(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def class_name(self) -> str | None: ...
    @property
    def title(self) -> str: ...
    @property
    def link(self) -> str | None: ...
    @property
    def state(self) -> str: ...
    @property
    def state_reason(self) -> str | None: ...
    @property
    def platform(self) -> str: ...
    @property
    def reads_all(self) -> bool: ...


def chat_words(chat: Named, *, where: bool = False) -> str:
    """«7Б, родители, с педагогом, «7Б родители», нет ссылки-приглашения»; `where` names the messenger too."""
    parts = [KINDS.get(chat.kind, chat.kind)]
    if chat.class_name:
        parts.insert(0, chat.class_name)
    if chat.title:
        parts.append(f"«{chat.title}»")
    if where and chat.platform in tuple(Platform):
        parts.append(WORDS[Platform(chat.platform)].called)
    if chat.state != "on":
        parts.append(STATES.get(chat.state_reason or "", "недоступен"))
    elif not chat.link:
        parts.append("нет ссылки-приглашения")
    if chat.state == "on" and is_deaf(chat):
        parts.append("бот не администратор: сообщений не вижу")
    return ", ".join(parts)


def is_deaf(chat: Named) -> bool:
    """In MAX a bot hears people in a chat as its administrator only."""
    return (
        chat.platform == Platform.MAX
        and not chat.reads_all
        and (chat.state == "on" or chat.state_reason == "not_admin")
    )


def in_several(chats: Collection[Named]) -> bool:
    """Whether it is worth saying where each stands."""
    return len({chat.platform for chat in chats} & {str(one) for one in Platform}) > 1
