"""MAX's updates in the program's words; long poll and webhook share it."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.incoming import Odd, Record, read_payload, readable, words_of
from bot.max.commands import spelt_out
from bot.max.keyboards import MARK, mark_in
from bot.max.numbers import peer_of
from nudges.messenger import Cleared, Event, FileRef, Happened, HappenedKind, Permission, Pressed, Written

_LAST_MOMENT = 253_402_000_000_000  # milliseconds; the calendar ends with the year 9999
_ID_LONGEST = 80
_TOKEN_LONGEST = 1000
_CODE_LONGEST = 128
_TITLE_LONGEST = 255
_NAMES = {"image": "photo", "audio": "voice", "share": "link"}


@dataclass(frozen=True, slots=True)
class Reader:
    """`username` is the bot's, which a mention names; `token` checks who signed a contact."""

    bot_id: int
    username: str = ""
    token: str = ""

    def event(self, update: object) -> Event | None:
        """None for kinds that nobody here needs, and for what bots say, ourselves among them.

        Raises:
            Odd: an update that is not built as MAX builds it.
        """
        record = Record(update, "the update")
        read = _KINDS.get(record.text("update_type"))
        return None if read is None else read(self, record)


def event_id(update: Record) -> str:
    """MAX gives none: what happened, when, and to which message, press, or person in which chat."""
    callback, message = update.perhaps("callback"), update.perhaps("message")
    if callback is not None:
        about = callback.text("callback_id")
    elif message is not None:
        about = message.record("body").text("mid")
    else:
        user = update.perhaps("user")
        about = f"{update.whole('chat_id', 0)}:{user.whole('user_id') if user is not None else ''}"
    digest = hashlib.sha256(about.encode()).hexdigest()[:32]
    return f"{update.text('update_type')}:{_moment(update)}:{digest}"[:_ID_LONGEST]


def _moment(record: Record) -> int:
    """Milliseconds."""
    moment = record.whole("timestamp")
    if not 0 <= moment <= _LAST_MOMENT:
        raise Odd("timestamp is no moment")
    return moment


def _written(reader: Reader, update: Record) -> Event | None:
    message = update.record("message")
    sender, body = message.record("sender"), message.record("body")
    from_id = sender.whole("user_id")
    if sender.raw("is_bot") is True or from_id == reader.bot_id:
        return None
    peer_id = peer_of(message.record("recipient"), reader.bot_id)
    text, mentioned = _without_mention(words_of(body.text("text", "")), reader.username)
    attachments = body.records("attachments")
    return Written(
        event_id=event_id(update),
        peer_id=peer_id,
        from_id=from_id,
        text=spelt_out(text) or _own_name(reader, attachments, from_id),
        at=_moment(message) // 1000,
        files=tuple(_file(one) for one in (*attachments, *_linked(message)) if _is_file(one)),
        other=tuple(_other(attachments, message)),
        addressed=mentioned or peer_id > 0 or text.startswith("/"),
        message_id=body.whole("seq", 0),
        pictures=tuple(_pictures(attachments)),
    )


def _linked(message: Record) -> list[Record]:
    """What a message carried that is passed on or answered; never ours: a report that we made is no statistics."""
    link = message.perhaps("link")
    if link is None:
        return []
    sender = link.perhaps("sender")
    if sender is not None and sender.raw("is_bot") is True:
        return []
    inner = link.perhaps("message")
    return inner.records("attachments") if inner is not None else []


def _is_file(attachment: Record) -> bool:
    payload = attachment.raw("payload")
    url = payload.get("url") if isinstance(payload, dict) else None
    return attachment.raw("type") == "file" and isinstance(url, str) and url != ""


def _file(attachment: Record) -> FileRef:
    name = attachment.text("filename", "")[:_TITLE_LONGEST] or "файл"
    return FileRef(name, attachment.record("payload").text("url"), attachment.whole("size", 0))


def _pictures(attachments: list[Record]) -> Iterator[FileRef]:
    for one in attachments:
        payload = one.raw("payload")
        url = payload.get("url") if isinstance(payload, dict) else None
        if one.raw("type") == "image" and isinstance(url, str) and url:
            yield FileRef("снимок.jpg", url, 0)


def _other(attachments: list[Record], message: Record) -> Iterator[str]:
    for one in attachments:
        kind = one.text("type", "")
        if not _is_file(one) and kind != "inline_keyboard":
            yield _NAMES.get(kind, kind)
    link = message.perhaps("link")
    if link is not None and link.raw("type") == "forward":
        yield "forwarded"


def _own_name(reader: Reader, attachments: list[Record], sender_id: int) -> str:
    """The name in a contact that MAX signed and that is the sender's own. The telephone is not looked at."""
    for one in attachments:
        payload = one.perhaps("payload") if one.raw("type") == "contact" else None
        whose = payload.perhaps("max_info") if payload is not None else None
        if payload is None or whose is None or whose.whole("user_id", 0) != sender_id:
            continue
        vcf = payload.raw("vcf_info")
        signed = isinstance(vcf, str) and hmac.new(reader.token.encode(), vcf.encode(), hashlib.sha256).hexdigest()
        if signed and hmac.compare_digest(signed, payload.text("hash", "").lower()):
            names = [line.partition(":")[2] for line in str(vcf).splitlines() if line[:3].upper() in ("FN:", "FN;")]
            return readable(names[0]).strip()[:100] if names else ""
    return ""


def _without_mention(text: str, username: str) -> tuple[str, bool]:
    """The text without the bot's own name at its start, and whether it was named anywhere."""
    stripped, name = text.strip(), f"@{username}".lower()
    if not username or name not in stripped.lower():
        return stripped, False
    if stripped.lower().startswith(name):
        stripped = stripped[len(name) :].lstrip(" ,:;.!—-")
    return stripped, True


def _pressed(reader: Reader, update: Record) -> Event:
    """The message may be missing; then the person's own dialog is meant."""
    callback, message = update.record("callback"), update.perhaps("message")
    user_id = callback.record("user").whole("user_id")
    body = message.perhaps("body") if message is not None else None
    payload = read_payload(callback.raw("payload")) or {}
    return Pressed(
        event_id=event_id(update),
        peer_id=peer_of(message.record("recipient"), reader.bot_id) if message is not None else user_id,
        from_id=user_id,
        payload={key: value for key, value in payload.items() if key != MARK},
        token=callback.key("callback_id", _TOKEN_LONGEST),
        message_id=body.whole("seq", 0) if body is not None else 0,
        mark=_mark(payload) or (mark_in(body.records("attachments")) if body is not None else None),
    )


def _mark(payload: dict[str, Any]) -> int | None:
    """The button may carry it itself; else another button of the message does."""
    mark = payload.get(MARK)
    return mark if isinstance(mark, int) else None


def _started(reader: Reader, update: Record) -> Event:
    """«Начать», also by a link with a code."""
    code = update.raw("payload")
    key = update.text("payload")[:_CODE_LONGEST] if isinstance(code, (str, int)) and code else None
    return Permission(event_id(update), _user(update), allowed=True, key=key, begins=True)


def _stopped(reader: Reader, update: Record) -> Event:
    return Permission(event_id(update), _user(update), allowed=False)


def _cleared(reader: Reader, update: Record) -> Event:
    return Cleared(event_id(update), _user(update), _moment(update) // 1000)


def _happened(kind: HappenedKind) -> "_Read":
    def read(reader: Reader, update: Record) -> Event:
        """In a group. Who did it may be missing."""
        user = update.perhaps("user")
        return Happened(
            event_id=event_id(update),
            peer_id=update.whole("chat_id"),
            from_id=user.whole("user_id") if user is not None else 0,
            kind=kind,
            title=update.text("title", "")[:_TITLE_LONGEST],
        )

    return read


def _user(update: Record) -> int:
    return update.record("user").whole("user_id")


_Read = Callable[[Reader, Record], Event | None]
_KINDS: dict[str, _Read] = {
    "message_created": _written,
    "message_callback": _pressed,
    "bot_started": _started,
    "bot_stopped": _stopped,
    "dialog_removed": _stopped,
    "dialog_cleared": _cleared,
    "bot_added": _happened(HappenedKind.BOT_CAME),
    "bot_removed": _happened(HappenedKind.BOT_LEFT),
    "chat_title_changed": _happened(HappenedKind.RENAMED),
}
KINDS = tuple(_KINDS)
