"""One bot of MAX: its token, dialogs, chats, updates, subscriptions, and the account of what it did."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from sandbox.clock import Clock
from sandbox.limiter import Limiter
from sandbox.max.messages import Chat, Message
from sandbox.max.updates import UpdateLog

RATE = 30


class Journal:
    """What was delivered, for tests and benchmarks to count from outside."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.accepted: list[Message] = []
        self.methods: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()
        self.toasts: list[dict[str, Any]] = []
        self.first_at = 0.0
        self.last_at = 0.0

    def accept(self, message: Message) -> None:
        self.accepted.append(message)
        self.last_at = message.at
        self.first_at = self.first_at or message.at


class Bot:
    """What the facts leave open is a switch: `readable` (own dialogs' history), `read_lag` (seconds until a message
    is in it), `payloads_in_history`, `press_without_message`, `upload_seconds` (an attachment is not ready so long),
    `empty_answer_refused`.
    """

    def __init__(self, user_id: int, token: str, clock: Clock, *, rate: int = RATE) -> None:
        self.user_id = user_id
        self.token = token
        self.name = "Дежурный помощник (пример)"
        self.username = f"primer{user_id}_bot"
        self.clock = clock
        self.limiter = Limiter(rate, time.monotonic)
        self.updates = UpdateLog(clock.now)
        self.journal = Journal()
        self.chats: dict[int, Chat] = {}
        self.pressed: dict[str, dict[str, Any]] = {}
        self.commands: list[dict[str, str]] = []
        self.subscriptions: list[dict[str, Any]] = []
        self.readable = True
        self.read_lag = 0.0
        self.payloads_in_history = True
        self.press_without_message = False
        self.upload_seconds = 0.0
        self.empty_answer_refused = True
        self.watchers: list[Callable[[int], None]] = []
        self._counter = 0

    def dialog_id(self, user_id: int) -> int:
        return user_id ^ self.user_id

    def dialog(self, user_id: int) -> Chat | None:
        return self.chats.get(self.dialog_id(user_id))

    def start_dialog(self, user_id: int) -> Chat:
        chat_id = self.dialog_id(user_id)
        chat = self.chats.setdefault(chat_id, Chat(chat_id, user_id))
        chat.state = "started"
        return chat

    def new_message(self, chat: Chat, sender_id: int) -> Message:
        now = self.clock.now()
        self._counter += 1
        message = Message(
            chat.chat_id, int(now * 1000) << 16 | self._counter & 0xFFFF, sender_id, int(now * 1000), time.time()
        )
        chat.messages.append(message)
        return message

    def find(self, mid: str) -> tuple[Chat, Message] | None:
        """The message by its `mid`, which names its chat."""
        try:
            chat_id = int(mid.removeprefix("mid.")[:16], 16)
        except ValueError:
            return None
        chat = self.chats.get(chat_id - 2**64 if chat_id >= 2**63 else chat_id)
        message = chat.find(mid) if chat is not None else None
        return None if chat is None or message is None else (chat, message)

    def changed(self, chat_id: int) -> None:
        for watcher in self.watchers:
            watcher(chat_id)
