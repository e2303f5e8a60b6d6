"""One community: its token, people's permissions, dialogs, chats, events and the account of what it did."""

import time
from array import array
from collections import Counter
from collections.abc import Callable
from typing import Any

from sandbox.clock import Clock
from sandbox.limiter import Limiter
from sandbox.people import CHAT_BASE, Chat
from sandbox.vk.events import EventLog
from sandbox.vk.messages import Dialog, Message

PERMISSIONS = {"manage": 262144, "messages": 4096, "photos": 4, "docs": 131072}


class Journal:
    """What the community got delivered, for tests and benchmarks to count from outside."""

    def __init__(self, keep: bool) -> None:
        self.keep = keep
        self.forget()

    def forget(self) -> None:
        self.accepted: list[Message] = []
        self.peers = array("q")
        self.methods: Counter[str] = Counter()
        self.errors: Counter[int] = Counter()
        self.deduplicated = 0
        self.first_at = 0.0
        self.last_at = 0.0
        self.answers: list[dict[str, Any]] = []

    def accept(self, message: Message) -> None:
        self.peers.append(message.peer_id)
        self.last_at = message.at
        self.first_at = self.first_at or message.at
        if self.keep:
            self.accepted.append(message)


class Community:
    """`refusals` says with which error a peer answers; people not in it and not `allowed` answer 901."""

    def __init__(self, group_id: int, token: str, clock: Clock, *, rate: int = 20, keep: bool = True) -> None:
        self.group_id = group_id
        self.token = token
        self.name = "Дежурный помощник (пример)"
        self.screen_name = f"primer{group_id}"
        self.clock = clock
        self.limiter = Limiter(rate, time.monotonic)
        self.events = EventLog(group_id)
        self.journal = Journal(keep)
        self.keep = keep
        self.payload_as_text = False
        self.crop_after = 100
        self.permissions = dict(PERMISSIONS)
        self.dialogs: dict[int, Dialog] = {}
        self.chats: dict[int, Chat] = {}
        self.refusals: dict[int, int] = {}
        self.not_allowed: set[int] = set()
        self.members: set[int] = set()
        self.pressed: dict[str, dict[str, Any]] = {}
        self.callback_servers: dict[int, dict[str, Any]] = {}
        self.watchers: list[Callable[[int], None]] = []
        self.server_watchers: list[Callable[[dict[str, Any]], None]] = []
        self._last_message_id = 0

    def dialog(self, peer_id: int) -> Dialog:
        dialog = self.dialogs.get(peer_id)
        if dialog is None:
            dialog = self.dialogs[peer_id] = Dialog(peer_id)
        return dialog

    def chat(self, peer_id: int) -> Chat | None:
        return self.chats.get(peer_id)

    def new_message(self, peer_id: int, from_id: int) -> Message:
        """A message put into the dialog; one's id in a chat is 0 for a community, as in VK."""
        dialog = self.dialog(peer_id)
        message_id = 0
        if peer_id < CHAT_BASE:
            self._last_message_id += 1
            message_id = self._last_message_id
        message = Message(message_id, dialog.next_cmid, peer_id, from_id, self.clock.now(), time.time())
        dialog.next_cmid += 1
        dialog.messages.append(message)
        return message

    def changed(self, peer_id: int) -> None:
        for watcher in self.watchers:
            watcher(peer_id)
