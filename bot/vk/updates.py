"""VK's events in the program's words; long poll and callback share it."""

import json
import re
from collections.abc import Callable
from typing import Any

from vk_api.bot_longpoll import CHAT_START_ID, VkBotEventType, VkBotMessageEvent

from nudges.messenger import Event, FileRef, Permission, Pressed, Written

Update = dict[str, Any]
# Zero bytes, soft hyphens, zero-width spaces and marks of direction: they come with copied text.
_UNSEEN = dict.fromkeys(map(ord, "\0\u00ad\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"))


def parse_update(update: Update, group_id: int) -> Event | None:
    """One update of the long poll or one callback request; None for kinds nobody here needs.

    Raises:
        ValueError: an event that is not built as VK builds it.
    """
    read = _KINDS.get(update.get("type", ""))
    if read is None:
        return None
    try:
        return read(update, group_id)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"an event of type {update.get('type')} that is not built as VK builds it") from error


def _event_id(update: Update) -> str:
    return str(update["event_id"])


def _written(update: Update, group_id: int) -> Event | None:
    content = update["object"]
    # Before version 5.103 the message itself was the object.
    raw = update if "message" in content else {**update, "object": {"message": content}}
    message = VkBotMessageEvent({"group_id": group_id, **raw}).message
    if message["from_id"] < 0:
        return None  # communities talk too, ourselves among them
    text, mentioned = strip_mention(readable(str(message.get("text") or "")), group_id)
    attachments = message.get("attachments") or []
    return Written(
        event_id=_event_id(update),
        peer_id=int(message["peer_id"]),
        from_id=int(message["from_id"]),
        text=text,
        at=int(message["date"]),
        payload=read_payload(message.get("payload")),
        files=tuple(_file(one["doc"]) for one in attachments if one.get("type") == "doc" and _is_file(one)),
        other=_other(message, attachments),
        ref=_code(message.get("ref")),
        addressed=mentioned or message["peer_id"] < CHAT_START_ID or text.startswith("/"),
        action=message.get("action") or None,
        message_id=int(message.get("id") or message.get("conversation_message_id") or 0),
    )


def _pressed(update: Update, group_id: int) -> Event:
    event = update["object"]
    return Pressed(
        event_id=_event_id(update),
        peer_id=int(event["peer_id"]),
        from_id=int(event["user_id"]),
        payload=read_payload(event.get("payload")) or {},
        token=str(event["event_id"]),
        message_id=int(event.get("conversation_message_id") or 0),
    )


def _allowed(update: Update, group_id: int) -> Event:
    event = update["object"]
    return Permission(_event_id(update), int(event["user_id"]), allowed=True, key=_code(event.get("key")))


def _denied(update: Update, group_id: int) -> Event:
    return Permission(_event_id(update), int(update["object"]["user_id"]), allowed=False)


_KINDS: dict[str, Callable[[Update, int], Event | None]] = {
    VkBotEventType.MESSAGE_NEW.value: _written,
    VkBotEventType.MESSAGE_EVENT.value: _pressed,
    VkBotEventType.MESSAGE_ALLOW.value: _allowed,
    VkBotEventType.MESSAGE_DENY.value: _denied,
}


def readable(text: str) -> str:
    """The text without what nobody sees and no database takes: half of an emoji, a zero byte, soft hyphens."""
    return text.translate(_UNSEEN).encode("utf-8", "ignore").decode()


def strip_mention(text: str, group_id: int) -> tuple[str, bool]:
    """The text without the bot's own mention at its start, and whether there was one anywhere."""
    pattern = rf"\[(?:club|public|event){group_id}\|[^\]]*\]"
    stripped = re.sub(rf"^\s*{pattern}[\s,:;.!—-]*", "", text)
    return stripped.strip(), stripped != text or re.search(pattern, text) is not None


def read_payload(payload: Any) -> dict[str, Any] | None:
    """A payload is JSON, or JSON in a string, or whatever an older keyboard held (None then)."""
    if isinstance(payload, str):
        try:
            payload = json.loads(payload)
        except ValueError:
            return None
    return payload if isinstance(payload, dict) else None


def _code(value: Any) -> str | None:
    """What a link carried. Digits alone may come as a number."""
    return str(value) if value and isinstance(value, (str, int)) else None


def _is_file(attachment: dict[str, Any]) -> bool:
    return bool(attachment["doc"].get("url"))


def _file(doc: dict[str, Any]) -> FileRef:
    name = str(doc.get("title") or "файл")
    ending = str(doc.get("ext") or "")
    if ending and not name.lower().endswith(f".{ending.lower()}"):
        name = f"{name}.{ending}"
    return FileRef(name, str(doc["url"]), int(doc.get("size") or 0))


def _other(message: dict[str, Any], attachments: list[dict[str, Any]]) -> tuple[str, ...]:
    kinds = [str(one.get("type")) for one in attachments if not (one.get("type") == "doc" and _is_file(one))]
    names = {"audio_message": "voice"}
    found = [names.get(kind, kind) for kind in kinds]
    if message.get("geo"):
        found.append("geo")
    if message.get("fwd_messages"):
        found.append("forwarded")
    return tuple(found)
