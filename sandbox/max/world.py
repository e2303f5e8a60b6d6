"""The people of MAX and the bots they talk to. MAX knows people by its own numbers."""

from collections.abc import Iterable
from typing import Any

from sandbox.clock import Clock
from sandbox.max.bot import RATE, Bot
from sandbox.max.files import FileStore
from sandbox.people import User, crowd_user

BOT_ID = 270_000_001
TOKEN = "f9LHodD0cO-sandbox-token-of-an-invented-bot"


class World:
    """`crowd` is a range of numbers that exist without being listed and have all pressed «Начать»."""

    def __init__(self, users: Iterable[User] = (), *, crowd: range = range(0), clock: Clock | None = None) -> None:
        self.users = {user.max_id: user for user in users if user.max_id}
        self.crowd = crowd
        self.clock = clock or Clock()
        self.files = FileStore(self.clock)
        self.bots: dict[int, Bot] = {}
        self.secrets: dict[str, str] = {}
        """What a webhook's requests carry, by its address."""

    def add_bot(self, user_id: int = BOT_ID, token: str = TOKEN, *, rate: int = RATE) -> Bot:
        self.bots[user_id] = bot = Bot(user_id, token, self.clock, rate=rate)
        return bot

    def by_token(self, token: str) -> Bot | None:
        return next((bot for bot in self.bots.values() if bot.token == token), None)

    def user(self, user_id: int) -> User | None:
        user = self.users.get(user_id)
        return crowd_user(user_id) if user is None and user_id in self.crowd else user

    def exists(self, user_id: int) -> bool:
        return user_id in self.crowd or user_id in self.users

    def described(self, user_id: int) -> dict[str, Any]:
        """`User` of the API: no отчество, no telephone, no role."""
        bot = self.bots.get(user_id)
        now = int(self.clock.now() * 1000)
        if bot is not None:
            known = {"first_name": bot.name, "last_name": None, "username": bot.username, "is_bot": True}
        else:
            user = self.user(user_id)
            first, last = (user.first_name, user.last_name) if user else ("Без имени", "")
            known = {"first_name": first, "last_name": last or None, "username": None, "is_bot": False}
        name = " ".join(str(part) for part in (known["first_name"], known["last_name"]) if part)
        return {"user_id": user_id, **known, "name": name, "last_activity_time": now}

    def told(self, bot: Bot, message: Any, *, with_payloads: bool = True) -> dict[str, Any]:
        """`Message` of the API. `recipient.user_id` is whoever is spoken to."""
        chat = bot.chats[message.chat_id]
        to = None
        if chat.is_dialog:
            to = chat.user_id if message.sender_id == bot.user_id else bot.user_id
        body = message.body()
        if not with_payloads:
            body["attachments"] = [one for one in body["attachments"] if one["type"] != "inline_keyboard"]
        answer = {
            "sender": self.described(message.sender_id),
            "recipient": {"chat_id": chat.chat_id, "chat_type": chat.kind, "user_id": to},
            "timestamp": message.date,
            "body": body,
        }
        return answer | ({"link": self._linked(bot, message.link)} if message.link else {})

    def _linked(self, bot: Bot, link: dict[str, Any]) -> dict[str, Any]:
        found = bot.find(str(link.get("mid")))
        if found is None:
            return {"type": link.get("type"), "message": {"mid": link.get("mid"), "seq": 0, "text": ""}}
        chat, message = found
        return {
            "type": link.get("type"),
            "sender": self.described(message.sender_id),
            "chat_id": chat.chat_id,
            "message": message.body(),
        }
