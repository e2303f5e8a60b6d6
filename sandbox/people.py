"""Who lives in the sandbox: users, chats and their members."""

from dataclasses import dataclass, field
from typing import Any

CHAT_BASE = 2_000_000_000


@dataclass(slots=True)
class User:
    """A person. `patronymic`, `role` and `classes` are for the demo's files and pages: no API ever tells them.

    `id` is VK's number, `max_id` MAX's (0: nobody there).
    """

    id: int
    first_name: str
    last_name: str
    patronymic: str = ""
    role: str = ""
    classes: str = ""
    sex: int = 0
    max_id: int = 0
    registered: bool = True
    screen_name: str = ""
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(slots=True)
class Chat:
    """A group chat. `sees_all` is «доступ ко всей переписке», `bot_admin` the separate administrator's right."""

    id: int
    title: str
    members: dict[int, int] = field(default_factory=dict)
    """Member (user id) to the unix time of joining."""
    owner_id: int = 0
    bot_inside: bool = True
    bot_admin: bool = False
    sees_all: bool = False
    pinned: int = 0

    @property
    def peer_id(self) -> int:
        return CHAT_BASE + self.id

    @property
    def invite_code(self) -> str:
        return f"Primer{self.id:06d}"


def crowd_user(user_id: int) -> User:
    """One of a numberless crowd: made up when looked at, so that 300,000 people take no memory."""
    return User(user_id, "Учитель", f"Примеров-{user_id}")
