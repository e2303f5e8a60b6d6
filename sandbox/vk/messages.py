"""A message and a dialog, kept compactly: benchmarks put hundreds of thousands of them here."""

import json
from typing import Any

MEMORY_SECONDS = 3600
MEMORY_MESSAGES = 100
FLOOD_PER_HOUR = 1000


class Message:
    """One message as both sides see it; `at` is the machine's clock, `date` the sandbox's."""

    __slots__ = (
        "action",
        "at",
        "attachments",
        "cmid",
        "date",
        "deleted",
        "extra",
        "from_id",
        "id",
        "keyboard",
        "mentions_off",
        "payload",
        "peer_id",
        "random_id",
        "text",
        "update_time",
    )

    def __init__(self, message_id: int, cmid: int, peer_id: int, from_id: int, date: float, at: float) -> None:
        self.id = message_id
        self.cmid = cmid
        self.peer_id = peer_id
        self.from_id = from_id
        self.date = date
        self.at = at
        self.random_id = 0
        self.text = ""
        self.keyboard: str | None = None
        self.payload: str | None = None
        self.attachments: tuple[dict[str, Any], ...] = ()
        self.action: dict[str, Any] | None = None
        self.extra: dict[str, Any] | None = None
        self.update_time = 0.0
        self.deleted = False
        self.mentions_off = False

    @property
    def out(self) -> bool:
        return self.from_id < 0

    def keyboard_json(self) -> dict[str, Any] | None:
        """The keyboard as the API tells it: with its author, without an empty one."""
        if not self.keyboard:
            return None
        keyboard: dict[str, Any] = json.loads(self.keyboard)
        if not keyboard.get("buttons"):
            return None
        return {"one_time": False, "inline": False, "author_id": self.from_id, **keyboard}

    def to_api(self) -> dict[str, Any]:
        """`messages_message` of the schema; optional fields only when there is something in them."""
        answer: dict[str, Any] = {
            "date": int(self.date),
            "from_id": self.from_id,
            "id": self.id,
            "version": 10_000_000 + self.id,
            "out": int(self.out),
            "fwd_messages": [],
            "important": False,
            "is_hidden": False,
            "attachments": list(self.attachments),
            "conversation_message_id": self.cmid,
            "text": self.text,
            "peer_id": self.peer_id,
            "random_id": self.random_id,
        }
        optional = {"keyboard": self.keyboard_json(), "payload": self.payload, "action": self.action}
        answer.update({key: value for key, value in optional.items() if value is not None})
        if self.update_time:
            answer["update_time"] = int(self.update_time)
        return answer | (self.extra or {})


class Dialog:
    """Everything said with one peer, oldest first, and the sender's memory of `random_id`."""

    __slots__ = ("hour_count", "hour_start", "messages", "next_cmid", "peer_id", "read_by_bot")

    def __init__(self, peer_id: int) -> None:
        self.peer_id = peer_id
        self.messages: list[Message] = []
        self.next_cmid = 1
        self.hour_start = 0.0
        self.hour_count = 0
        self.read_by_bot = 0

    def remembered(self, random_id: int, now: float) -> Message | None:
        """The message with this `random_id` among the last 100 of the last hour, as VK looks for it."""
        messages = self.messages
        for index in range(len(messages) - 1, max(-1, len(messages) - 1 - MEMORY_MESSAGES), -1):
            message = messages[index]
            if message.date < now - MEMORY_SECONDS:
                return None
            if message.random_id == random_id and message.from_id < 0:
                return message
        return None

    def floods(self, now: float) -> bool:
        """Counts one more message to this person; true above a thousand in an hour."""
        if now - self.hour_start >= MEMORY_SECONDS:
            self.hour_start, self.hour_count = now, 0
        self.hour_count += 1
        return self.hour_count > FLOOD_PER_HOUR

    def find(self, *, message_id: int = 0, cmid: int = 0) -> Message | None:
        for message in reversed(self.messages):
            if (cmid and message.cmid == cmid) or (message_id and message.id == message_id):
                return message
        return None

    def visible(self) -> list[Message]:
        return [message for message in self.messages if not message.deleted]
