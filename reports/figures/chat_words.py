"""What a chat of the register is called: its class, its kind, its title, and what it lacks."""

from typing import Protocol

KINDS = {
    "staff": "учительский чат",
    "parents_with_teacher": "родители, с педагогом",
    "parents_without_teacher": "родители, без педагога",
    "other": "другой чат",
}
STATES = {
    "moved_to_max": "переехал в MAX",
    "moved": "переехал",
    "read_only": "писать нельзя",
    "removed": "бота убрали",
}


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


def chat_words(chat: Named) -> str:
    """«7Б, родители, с педагогом, «7Б родители», нет ссылки-приглашения»."""
    parts = [KINDS.get(chat.kind, chat.kind)]
    if chat.class_name:
        parts.insert(0, chat.class_name)
    if chat.title:
        parts.append(f"«{chat.title}»")
    if chat.state != "on":
        parts.append(STATES.get(chat.state_reason or "", "недоступен"))
    elif not chat.link:
        parts.append("нет ссылки-приглашения")
    return ", ".join(parts)
