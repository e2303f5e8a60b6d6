"""MAX's dialogs as the messenger page shows them: the same shape as VK's, so that one page draws both."""

from typing import Any

from sandbox.max.bot import Bot
from sandbox.max.messages import Chat, Message
from sandbox.max.world import World

SHOWN_MESSAGES = 200
MARK = {"platform": "max", "messenger": "MAX"}
ACTIONS = {"link": "open_link", "message": "text", "callback": "callback"}


class Shown:
    def __init__(self, world: World) -> None:
        self.world = world
        self.read: dict[int, int] = {}

    @property
    def name(self) -> str:
        return next(iter(self.world.bots.values())).name

    def lines(self, bot_id: int) -> list[dict[str, Any]]:
        bot = self._bot(bot_id)
        groups = [self._chat_line(chat) for chat in bot.chats.values() if not chat.is_dialog]
        crowd = [chat.user_id for chat in bot.chats.values() if chat.user_id in self.world.crowd]
        return groups + [self._person_line(bot, user_id) for user_id in [*self.world.users, *crowd]]

    def _bot(self, bot_id: int) -> Bot:
        return self.world.bots[bot_id or next(iter(self.world.bots))]

    def _person_line(self, bot: Bot, user_id: int) -> dict[str, Any]:
        user = self.world.user(user_id)
        title, role = (user.name, user.role) if user else (str(user_id), "")
        chat = bot.dialog(user_id)
        line = self._line(user_id, title, chat, bot.user_id)
        refuses = chat is None or chat.state != "started"
        return line | {"chat": False, "role": role, "refuses": refuses, "search": f"{title} {role} {user_id}".lower()}

    def _chat_line(self, chat: Chat) -> dict[str, Any]:
        people = len(chat.members) + chat.bot_inside
        line = self._line(chat.chat_id, chat.title, chat, 0)
        return line | {"chat": True, "role": f"участников: {people}", "refuses": False, "search": chat.title.lower()}

    def _line(self, peer_id: int, title: str, chat: Chat | None, bot_id: int) -> dict[str, Any]:
        messages = chat.visible() if chat else []
        last = messages[-1] if messages else None
        read = self.read.get(peer_id, 0)
        return {
            "id": peer_id,
            "title": title,
            "last": ((last.text or "вложение") if last else "")[:90],
            "at": last.at if last else 0.0,
            "count": len(messages),
            "unread": sum(1 for one in messages if one.seq > read and (not bot_id or one.sender_id == bot_id)),
        }

    def dialog(self, bot_id: int, peer_id: int) -> dict[str, Any]:
        """What is shown of a person's dialog, or with a negative number of a group; it counts as read now."""
        bot = self._bot(bot_id)
        chat = bot.chats.get(peer_id) if peer_id < 0 else bot.dialog(peer_id)
        messages = chat.visible() if chat else []
        self.read[peer_id] = messages[-1].seq if messages else 0
        group = chat is not None and not chat.is_dialog
        members = [{"id": one, "name": self._name(one)} for one in (chat.members if chat and group else {})]
        return {
            "total": len(messages),
            "messages": [self._message(bot, one) for one in messages[-SHOWN_MESSAGES:]],
            "keyboard": None,
            "keyboard_of": {},
            "chat": group,
            "bot_inside": chat is None or not group or chat.bot_inside,
            "members": members,
            "answers": _toasts(bot, chat),
            "refuses": not group and (chat is None or chat.state != "started"),
            "title": chat.title if chat and group else self._name(peer_id),
        }

    def _name(self, user_id: int) -> str:
        return str(self.world.described(user_id)["name"])

    def _message(self, bot: Bot, message: Message) -> dict[str, Any]:
        keyboard = [[_key(button) for button in row] for row in message.keyboard()]
        return {
            "from_id": message.sender_id,
            "out": int(message.sender_id == bot.user_id),
            "text": message.text,
            "date": message.date // 1000,
            "update_time": int(message.edited),
            "attachments": [_attachment(one) for one in message.attachments if one["type"] != "inline_keyboard"],
            "keyboard": {"inline": True, "buttons": keyboard} if keyboard else None,
            "keyboard_of": {"mid": message.mid},
            "conversation_message_id": message.mid,
            "action": None,
            "name": self._name(message.sender_id),
        }


def _key(button: dict[str, Any]) -> dict[str, Any]:
    kind = ACTIONS.get(button["type"], button["type"])
    return {"action": {"type": kind, "label": button["text"], "link": button.get("url")}, "color": ""}


def _attachment(given: dict[str, Any]) -> dict[str, Any]:
    payload = given.get("payload") or {}
    if given["type"] == "image":
        return {"type": "photo", "photo": {"sizes": [{"url": payload["url"]}]}}
    if given["type"] == "file":
        return {"type": "doc", "doc": {"url": payload["url"], "title": given["filename"], "size": given["size"]}}
    if given["type"] == "contact":
        return {"type": "contact", "contact": {"name": payload["max_info"]["name"]}}
    return {"type": given["type"]}


def _toasts(bot: Bot, chat: Chat | None) -> list[dict[str, Any]]:
    if chat is None:
        return []
    found = [(one, item) for one, item in bot.pressed.items() if item["chat_id"] == chat.chat_id and item["toast"]]
    return [{"event_id": one, "answer": {"type": "show_snackbar", "text": item["toast"]}} for one, item in found[-20:]]
