"""What people do in the sandbox: write, press, send files, allow, join chats. Each becomes VK's event."""

import json
import secrets
from typing import Any

from sandbox.people import CHAT_BASE, Chat
from sandbox.vk.community import Community
from sandbox.vk.messages import Message
from sandbox.vk.world import World

NOT_ALLOWED = 901
GONE = '{"buttons":[]}'
"""A one-time keyboard after it was pressed: the one before it does not come back."""
CLIENT_INFO = {
    "button_actions": ["text", "vkpay", "open_app", "location", "open_link", "callback"],
    "keyboard": True,
    "inline_keyboard": True,
    "carousel": True,
    "lang_id": 0,
}


class ActionError(Exception):
    """The person can not do this; the text says why."""


class Actions:
    """Acts for people towards one community."""

    def __init__(self, world: World, community: Community) -> None:
        self.world = world
        self.community = community

    def write(
        self,
        user_id: int,
        text: str = "",
        *,
        peer_id: int = 0,
        payload: Any = None,
        attachments: tuple[dict[str, Any], ...] = (),
        **extra: Any,
    ) -> Message:
        """A message of `user_id`; to the community, or into a chat when `peer_id` names one."""
        peer_id = peer_id or user_id
        self._check(user_id, peer_id)
        message = self._message(user_id, peer_id, text)
        message.payload = None if payload is None else _as_json(payload)
        message.attachments = attachments
        message.extra = {name: value for name, value in extra.items() if value} or None
        self._deliver(message)
        return message

    def _message(self, user_id: int, peer_id: int, text: str) -> Message:
        message = self.community.new_message(peer_id, user_id)
        message.text = text
        return message

    def _check(self, user_id: int, peer_id: int) -> None:
        if not self.world.exists(user_id):
            raise ActionError(f"нет человека {user_id}")
        chat = self.community.chat(peer_id)
        if peer_id >= CHAT_BASE and (chat is None or user_id not in chat.members):
            raise ActionError("человек не состоит в этом чате")
        if peer_id < CHAT_BASE:
            self._permit(user_id)

    def _permit(self, user_id: int) -> None:
        """Whoever writes or allows may be answered; another refusal than 901 stays."""
        self.community.not_allowed.discard(user_id)
        if self.community.refusals.get(user_id) == NOT_ALLOWED:
            del self.community.refusals[user_id]

    def _deliver(self, message: Message) -> None:
        """The community hears of a chat's message only when it may: addressed, a service one, or full access."""
        self.community.changed(message.peer_id)
        chat = self.community.chat(message.peer_id)
        if chat is None or (chat.bot_inside and (chat.sees_all or self._addressed(message))):
            shown = _cropped(message.to_api(), self.community.crop_after)
            self.community.events.emit("message_new", {"message": shown, "client_info": CLIENT_INFO})

    def _addressed(self, message: Message) -> bool:
        text, group_id = message.text, self.community.group_id
        names = (f"[club{group_id}|", f"[public{group_id}|", f"@club{group_id}", f"@{self.community.screen_name}")
        return bool(message.action) or text.startswith("/") or any(name in text for name in names)

    def press(self, user_id: int, cmid: int, row: int, column: int, *, peer_id: int = 0) -> dict[str, Any]:
        """Presses a button of message `cmid`; answers what happened (`event_id`, `link` or `cmid`)."""
        peer_id = peer_id or user_id
        self._check(user_id, peer_id)
        message = self.community.dialog(peer_id).find(cmid=cmid)
        keyboard = message.keyboard_json() if message else None
        try:
            action = (keyboard or {})["buttons"][row][column]["action"]
        except (KeyError, IndexError):
            raise ActionError("такой кнопки нет") from None
        if keyboard and keyboard["one_time"] and message:
            message.keyboard = GONE
        return self.press_action(user_id, peer_id, cmid, action)

    def press_action(self, user_id: int, peer_id: int, cmid: int, action: dict[str, Any]) -> dict[str, Any]:
        if action["type"] == "callback":
            return {"event_id": self._callback(user_id, peer_id, cmid, action.get("payload"))}
        if action["type"] == "open_link":
            return {"link": action["link"]}
        label = action.get("label", "")
        if peer_id >= CHAT_BASE:
            label = f"[club{self.community.group_id}|@{self.community.screen_name}] {label}"
        sent = self.write(user_id, label, peer_id=peer_id, payload=action.get("payload"))
        return {"cmid": sent.cmid}

    def _callback(self, user_id: int, peer_id: int, cmid: int, payload: Any) -> str:
        event_id = secrets.token_hex(6)
        self.community.pressed[event_id] = {
            "event_id": event_id,
            "user_id": user_id,
            "peer_id": peer_id,
            "at": self.community.clock.now(),
            "answered": False,
            "answer": None,
        }
        parsed = payload if self.community.payload_as_text else _from_json(payload)
        content = {"user_id": user_id, "peer_id": peer_id, "event_id": event_id, "payload": parsed}
        self.community.events.emit("message_event", {**content, "conversation_message_id": cmid})
        return event_id

    def send_file(self, user_id: int, name: str, content: bytes, *, kind: str = "doc", **where: Any) -> Message:
        """A document, `photo` or `audio_message` with real bytes behind its address."""
        file = self.world.files.store(user_id, name, content, kind)
        return self.write(user_id, attachments=(self.world.files.describe(file),), **where)

    def send_sticker(self, user_id: int, sticker_id: int = 9046, **where: Any) -> Message:
        image = {"url": f"{self.world.files.base_url}/page/sticker.svg", "width": 128, "height": 128}
        sticker = {
            "inner_type": "base_sticker_new",
            "sticker_id": sticker_id,
            "product_id": 279,
            "images": [image],
            "images_with_background": [image],
        }
        return self.write(user_id, attachments=({"type": "sticker", "sticker": sticker},), **where)

    def call(self, user_id: int, seconds: int = 60, **where: Any) -> Message:
        """A finished call, which a chat shows as a message."""
        started = int(self.community.clock.now()) - seconds
        to = where.get("peer_id") or -self.community.group_id
        call = {"initiator_id": user_id, "receiver_id": to, "state": "reached", "time": started, "duration": seconds}
        return self.write(user_id, attachments=({"type": "call", "call": {**call, "video": False}},), **where)

    def allow(self, user_id: int, key: str = "") -> None:
        self._permit(user_id)
        self.community.events.emit("message_allow", {"user_id": user_id, "key": key})
        self.community.changed(user_id)

    def deny(self, user_id: int) -> None:
        self.community.not_allowed.add(user_id)
        self.community.events.emit("message_deny", {"user_id": user_id})
        self.community.changed(user_id)

    def chat_action(self, peer_id: int, actor: int, kind: str, member: int, text: str = "") -> Message:
        """A service message («… вошёл в чат»); `member` is negative for the community itself."""
        chat = self.community.chat(peer_id)
        if chat is None:
            raise ActionError("нет такого чата")
        bot = member == -self.community.group_id
        arrives = kind in ("chat_invite_user", "chat_invite_user_by_link")
        if bot and arrives:
            chat.bot_inside = True
        if kind == "chat_title_update":
            chat.title = text
        self._move(chat, kind, member, bot=bot)
        message = self._message(actor, peer_id, "")
        message.action = {"type": kind, "member_id": member} | ({"text": text} if text else {})
        self._deliver(message)
        if bot and kind == "chat_kick_user":
            chat.bot_inside = chat.bot_admin = False
        return message

    def _move(self, chat: Chat, kind: str, member: int, *, bot: bool) -> None:
        if bot:
            return
        if kind.startswith("chat_invite"):
            chat.members[member] = int(self.community.clock.now())
        elif kind == "chat_kick_user":
            chat.members.pop(member, None)


def _cropped(message: dict[str, Any], most: int) -> dict[str, Any]:
    """As an event shows a message with more attachments than fit into it."""
    if len(message["attachments"]) <= most:
        return message
    return {**message, "attachments": message["attachments"][:most], "is_cropped": True}


def _as_json(payload: Any) -> str:
    return payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False, separators=(",", ":"))


def _from_json(payload: Any) -> Any:
    """A callback's payload arrives as the JSON value itself, or as text when it is not JSON."""
    if not isinstance(payload, str):
        return payload
    try:
        return json.loads(payload)
    except ValueError:
        return payload
