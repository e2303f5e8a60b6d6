"""What people do in MAX: start, write, press, send files, share a contact, stop, move in chats."""

import hashlib
import hmac
import secrets
from typing import Any

from sandbox.max.bot import Bot
from sandbox.max.messages import Chat, Message
from sandbox.max.world import World

MOST_PAYLOAD = 128


class ActionError(Exception):
    """The person can not do this; the text says why."""


class Actions:
    """Acts for people towards one bot. `chat_id` names a group chat; without it the person's own dialog is meant."""

    def __init__(self, world: World, bot: Bot) -> None:
        self.world = world
        self.bot = bot

    def start(self, user_id: int, payload: str = "") -> Chat:
        """«Начать», also by a link with `?start=`; a longer payload is dropped, as MAX does."""
        self._exists(user_id)
        chat = self.bot.start_dialog(user_id)
        told = {"payload": payload} if payload and len(payload) <= MOST_PAYLOAD else {}
        self.bot.updates.emit("bot_started", chat_id=chat.chat_id, user=self.world.described(user_id), **told)
        self.bot.changed(chat.chat_id)
        return chat

    def stop(self, user_id: int, *, removed: bool = False) -> None:
        """The person stops the bot, or removes the dialog as well."""
        chat = self._dialog(user_id)
        chat.state = "removed" if removed else "stopped"
        user = self.world.described(user_id)
        self.bot.updates.emit("bot_stopped", chat_id=chat.chat_id, user=user)
        if removed:
            self.bot.updates.emit("dialog_removed", chat_id=chat.chat_id, user=user)
        self.bot.changed(chat.chat_id)

    def clear(self, user_id: int) -> None:
        chat = self._dialog(user_id)
        chat.cleared_before = int(self.bot.clock.now() * 1000)
        self.bot.updates.emit("dialog_cleared", chat_id=chat.chat_id, user=self.world.described(user_id))
        self.bot.changed(chat.chat_id)

    def write(
        self,
        user_id: int,
        text: str = "",
        *,
        chat_id: int = 0,
        attachments: list[dict[str, Any]] | None = None,
        link: dict[str, Any] | None = None,
    ) -> Message:
        chat = self._where(user_id, chat_id)
        message = self.bot.new_message(chat, user_id)
        message.text, message.attachments, message.link = text, attachments or [], link
        chat.by_person += 1
        if chat.is_dialog or (chat.bot_inside and chat.is_admin and chat.reads_all):
            self.bot.updates.emit("message_created", message=self.world.told(self.bot, message), user_locale="ru")
        self.bot.changed(chat.chat_id)
        return message

    def press(self, user_id: int, mid: str, row: int, column: int) -> dict[str, Any]:
        found = self.bot.find(mid)
        try:
            button = found[1].keyboard()[row][column] if found is not None else {}
        except IndexError:
            button = {}
        if found is None or not button:
            raise ActionError("такой кнопки нет")
        return self.press_button(user_id, found[1], button)

    def press_button(self, user_id: int, message: Message, button: dict[str, Any]) -> dict[str, Any]:
        """Also for an old screen's button that the message no longer has."""
        chat_id = min(message.chat_id, 0)
        if button["type"] == "callback":
            return {"callback_id": self._callback(user_id, message, button["payload"])}
        if button["type"] == "message":
            return {"mid": self.write(user_id, button["text"], chat_id=chat_id).mid}
        if button["type"] == "request_contact":
            return {"mid": self.contact(user_id).mid}
        return {"link": button.get("url", "")}

    def _callback(self, user_id: int, message: Message, payload: str) -> str:
        callback_id = secrets.token_urlsafe(24)
        now = int(self.bot.clock.now() * 1000)
        self.bot.pressed[callback_id] = {
            "mid": message.mid,
            "chat_id": message.chat_id,
            "user_id": user_id,
            "at": now,
            "toast": None,
        }
        told = None if self.bot.press_without_message else self.world.told(self.bot, message)
        pressed = {
            "timestamp": now,
            "callback_id": callback_id,
            "payload": payload,
            "user": self.world.described(user_id),
        }
        self.bot.updates.emit("message_callback", callback=pressed, message=told, user_locale="ru")
        return callback_id

    def send_file(self, user_id: int, name: str, content: bytes, *, kind: str = "file", chat_id: int = 0) -> Message:
        file = self.world.files.store(name, content, kind)
        return self.write(user_id, chat_id=chat_id, attachments=[self.world.files.described(file)])

    def contact(self, user_id: int, *, of: int = 0) -> Message:
        """A contact: the person's own by the button, or (`of`) somebody else's from the address book."""
        user = self.world.described(of or user_id)
        vcf = f"BEGIN:VCARD\r\nVERSION:3.0\r\nTEL;TYPE=cell:79000000000\r\nFN:{user['name']}\r\nEND:VCARD\r\n"
        sign = hmac.new(self.bot.token.encode(), vcf.encode(), hashlib.sha256).hexdigest()
        payload = {"vcf_info": vcf, "max_info": user, "hash": sign}
        return self.write(user_id, attachments=[{"type": "contact", "payload": payload}])

    def add_bot(self, chat_id: int, user_id: int, *, admin: bool = False) -> None:
        chat = self._chat(chat_id)
        chat.bot_inside, chat.is_admin, chat.reads_all = True, admin, admin
        self.bot.updates.emit("bot_added", chat_id=chat_id, user=self.world.described(user_id), is_channel=False)
        self.bot.changed(chat_id)

    def remove_bot(self, chat_id: int, user_id: int) -> None:
        chat = self._chat(chat_id)
        chat.bot_inside = chat.is_admin = chat.reads_all = False
        self.bot.updates.emit("bot_removed", chat_id=chat_id, user=self.world.described(user_id), is_channel=False)
        self.bot.changed(chat_id)

    def move(self, chat_id: int, user_id: int, *, joins: bool) -> None:
        chat = self._chat(chat_id)
        if joins:
            chat.members[user_id] = int(self.bot.clock.now())
        else:
            chat.members.pop(user_id, None)
        if chat.bot_inside:
            kind = "user_added" if joins else "user_removed"
            self.bot.updates.emit(kind, chat_id=chat_id, user=self.world.described(user_id), is_channel=False)
        self.bot.changed(chat_id)

    def rename(self, chat_id: int, user_id: int, title: str) -> None:
        chat = self._chat(chat_id)
        chat.title = title
        user = self.world.described(user_id)
        self.bot.updates.emit("chat_title_changed", chat_id=chat_id, user=user, title=title)
        self.bot.changed(chat_id)

    def _exists(self, user_id: int) -> None:
        if not self.world.exists(user_id):
            raise ActionError(f"нет человека {user_id}")

    def _dialog(self, user_id: int) -> Chat:
        self._exists(user_id)
        chat = self.bot.dialog(user_id)
        if chat is None or (chat.state != "started"):
            raise ActionError("человек не нажал «Начать»")
        return chat

    def _chat(self, chat_id: int) -> Chat:
        chat = self.bot.chats.get(chat_id)
        if chat is None or chat.is_dialog:
            raise ActionError("нет такого чата")
        return chat

    def _where(self, user_id: int, chat_id: int) -> Chat:
        if not chat_id:
            return self._dialog(user_id)
        chat = self._chat(chat_id)
        if user_id not in chat.members:
            raise ActionError("человек не состоит в этом чате")
        return chat
