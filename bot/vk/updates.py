"""VK's events in the program's words; long poll and callback share it."""

import re
from collections.abc import Callable, Iterator

from vk_api.bot_longpoll import VkBotEventType

from bot.incoming import Odd, Record, read_payload, words_of
from bot.vk.numbers import peer_of
from nudges.messenger import Event, FileRef, Happened, HappenedKind, Permission, Pressed, Written, is_group

_LAST_MOMENT = 253_402_000_000  # seconds; the calendar ends with the year 9999
_ID_LONGEST = 80
_TOKEN_LONGEST = 200
_NESTED = 8  # messages in messages that are looked into for files
_TITLE_LONGEST = 255


def parse_update(update: object, group_id: int) -> Event | None:
    """One update of the long poll or one callback request; None for kinds nobody here needs.

    Raises:
        Odd: an event that is not built as VK builds it.
    """
    envelope = Record(update, "the update")
    read = _KINDS.get(envelope.text("type"))
    return None if read is None else read(envelope, group_id)


def _event_id(update: Record) -> str:
    return update.key("event_id", _ID_LONGEST)


def message_of(update: Record) -> Record:
    content = update.record("object")
    # Before version 5.103 the message itself was the object.
    return content.record("message") if "message" in content else content


def _written(update: Record, group_id: int) -> Event | None:
    message = message_of(update)
    from_id, peer_id = message.whole("from_id"), peer_of(message.whole("peer_id"))
    if from_id < 0:
        return None  # communities talk too, ourselves among them
    if (action := message.perhaps("action")) is not None and action.fields:
        return _happened(update, action, group_id, peer_id, from_id)
    text, mentioned = strip_mention(words_of(message.text("text", "")), group_id)
    return Written(
        event_id=_event_id(update),
        peer_id=peer_id,
        from_id=from_id,
        text=text,
        at=_moment(message),
        payload=read_payload(message.raw("payload")),
        files=tuple(_files(message)),
        other=_other(message),
        ref=_code(message, "ref"),
        addressed=mentioned or not is_group(peer_id) or text.startswith("/"),
        message_id=message.whole("id", 0) or message.whole("conversation_message_id", 0),
        pictures=tuple(_pictures(message)),
    )


def _pressed(update: Record, group_id: int) -> Event:
    event = update.record("object")
    return Pressed(
        event_id=_event_id(update),
        peer_id=peer_of(event.whole("peer_id")),
        from_id=event.whole("user_id"),
        payload=read_payload(event.raw("payload")) or {},
        token=event.key("event_id", _TOKEN_LONGEST),
        message_id=event.whole("conversation_message_id", 0),
    )


def _allowed(update: Record, group_id: int) -> Event:
    event = update.record("object")
    return Permission(_event_id(update), event.whole("user_id"), allowed=True, key=_code(event, "key"))


def _denied(update: Record, group_id: int) -> Event:
    return Permission(_event_id(update), update.record("object").whole("user_id"), allowed=False)


_KINDS: dict[str, Callable[[Record, int], Event | None]] = {
    VkBotEventType.MESSAGE_NEW.value: _written,
    VkBotEventType.MESSAGE_EVENT.value: _pressed,
    VkBotEventType.MESSAGE_ALLOW.value: _allowed,
    VkBotEventType.MESSAGE_DENY.value: _denied,
}


def strip_mention(text: str, group_id: int) -> tuple[str, bool]:
    """The text without the bot's own mention at its start, and whether there was one anywhere."""
    pattern = rf"\[(?:club|public|event){group_id}\|[^\[\]]*\]"
    stripped = re.sub(rf"\A\s*{pattern}[\s,:;.!—-]*", "", text)
    return stripped.strip(), stripped != text or re.search(pattern, text) is not None


def _moment(message: Record) -> int:
    moment = message.whole("date")
    if not 0 <= moment <= _LAST_MOMENT:
        raise Odd("date is no moment")
    return moment


def _code(record: Record, name: str) -> str | None:
    """What a link carried. Digits alone may come as a number."""
    return record.text(name) if isinstance(record.raw(name), (str, int)) and record.raw(name) else None


# What befalls the bot itself, by the type of a service message.
_OURS = {
    "chat_invite_user": HappenedKind.BOT_CAME,
    "chat_invite_user_by_link": HappenedKind.BOT_CAME,
    "chat_kick_user": HappenedKind.BOT_LEFT,
}


def _happened(update: Record, action: Record, group_id: int, peer_id: int, from_id: int) -> Event:
    """A service message of a chat."""
    kind = action.text("type", "")
    what = HappenedKind.RENAMED if kind == "chat_title_update" else HappenedKind.OTHER
    if action.whole("member_id", 0) == -group_id:
        what = _OURS.get(kind, HappenedKind.OTHER)
    return Happened(_event_id(update), peer_id, from_id, what, action.text("text", "")[:_TITLE_LONGEST])


def _files(message: Record) -> Iterator[FileRef]:
    """Documents of the message itself, then of those that it forwards or answers, however they are nested."""
    level = [message]
    for _ in range(_NESTED):
        for one in level:
            yield from (_file(doc) for doc in _docs(one))
        level = [inner for one in level for inner in _inside(one)]


def _inside(message: Record) -> list[Record]:
    """Messages in a message; ours are left out: a report that we made is no statistics."""
    return [one for one in inner_messages(message) if one.whole("from_id", 0) >= 0]


def inner_messages(message: Record) -> list[Record]:
    answered = message.perhaps("reply_message")
    return [*message.records("fwd_messages"), *([answered] if answered is not None else [])]


def _docs(message: Record) -> Iterator[Record]:
    for one in message.records("attachments"):
        if _is_file(one):
            yield one.record("doc")


def _is_file(attachment: Record) -> bool:
    doc = attachment.raw("doc")
    url = doc.get("url") if isinstance(doc, dict) else None
    return attachment.raw("type") == "doc" and isinstance(url, str) and url != ""


def _file(doc: Record) -> FileRef:
    name = doc.text("title", "")[:_TITLE_LONGEST] or "файл"
    ending = doc.text("ext", "")[:_TITLE_LONGEST]
    if ending and not name.lower().endswith(f".{ending.lower()}"):
        name = f"{name}.{ending}"
    return FileRef(name, doc.text("url"), doc.whole("size", 0))


def _pictures(message: Record) -> Iterator[FileRef]:
    """Of each photo the largest there is."""
    for one in message.records("attachments"):
        photo = one.perhaps("photo") if one.raw("type") == "photo" else None
        sizes = [size for size in photo.records("sizes") if isinstance(size.raw("url"), str)] if photo else []
        if sizes:
            largest = max(sizes, key=lambda size: size.whole("width", 0))
            yield FileRef("снимок.jpg", largest.text("url"), 0)


def _other(message: Record) -> tuple[str, ...]:
    kinds = [one.text("type", "") for one in message.records("attachments") if not _is_file(one)]
    names = {"audio_message": "voice"}
    found = [names.get(kind, kind) for kind in kinds]
    if "geo" in message:
        found.append("geo")
    if message.records("fwd_messages"):
        found.append("forwarded")
    return tuple(found)
