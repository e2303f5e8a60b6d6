"""A message of MAX and the chat or dialog it stands in."""

from dataclasses import dataclass, field
from typing import Any

PER_CHAT = 2
"""Sends, edits, deletions and answers a second into one chat, each."""


def mid_of(chat_id: int, seq: int) -> str:
    """`mid.`, the chat's number and the message's, sixteen hex digits each."""
    return f"mid.{chat_id & 0xFFFFFFFFFFFFFFFF:016x}{seq & 0xFFFFFFFFFFFFFFFF:016x}"


@dataclass(slots=True)
class Message:
    """`date` is milliseconds of the sandbox's clock, `at` seconds of the machine's. `attachments`: as the API has them.

    `link` is what the message answers or passes on: `{"type": …, "mid": …}`.
    """

    chat_id: int
    seq: int
    sender_id: int
    date: int
    at: float
    text: str = ""
    attachments: list[dict[str, Any]] = field(default_factory=list)
    link: dict[str, Any] | None = None
    silent: bool = False
    edited: bool = False

    @property
    def mid(self) -> str:
        return mid_of(self.chat_id, self.seq)

    def keyboard(self) -> list[list[dict[str, Any]]]:
        for attachment in self.attachments:
            if attachment["type"] == "inline_keyboard":
                buttons: list[list[dict[str, Any]]] = attachment["payload"]["buttons"]
                return buttons
        return []

    def body(self) -> dict[str, Any]:
        return {"mid": self.mid, "seq": self.seq, "text": self.text, "attachments": self.attachments}


@dataclass(slots=True)
class Chat:
    """A dialog (`user_id` is the person) or, with a negative number, a group chat.

    `state` of a dialog: started, stopped, removed. The bot's rights in a group: `is_admin`, `reads_all`, `may_write`.
    """

    chat_id: int
    user_id: int = 0
    title: str = ""
    state: str = "started"
    members: dict[int, int] = field(default_factory=dict)
    owner_id: int = 0
    bot_inside: bool = True
    is_admin: bool = False
    reads_all: bool = False
    may_write: bool = True
    link: str = ""
    messages: list[Message] = field(default_factory=list)
    cleared_before: int = 0
    by_person: int = 0
    recent: dict[str, list[float]] = field(default_factory=dict)

    @property
    def is_dialog(self) -> bool:
        return self.chat_id > 0

    @property
    def kind(self) -> str:
        return "dialog" if self.is_dialog else "chat"

    def last_event_time(self) -> int:
        return self.messages[-1].date if self.messages else 0

    def find(self, mid: str) -> Message | None:
        return next((message for message in reversed(self.messages) if message.mid == mid), None)

    def visible(self) -> list[Message]:
        return [message for message in self.messages if message.date >= self.cleared_before]

    def too_fast(self, kind: str, now: float) -> bool:
        """Counts one more call of this kind; true above two within a second."""
        moments = [moment for moment in self.recent.get(kind, ()) if moment > now - 1.0]
        self.recent[kind] = moments
        if len(moments) >= PER_CHAT:
            return True
        moments.append(now)
        return False
