"""messages.*: reading, editing and deleting what is in a dialog, and answering a pressed button."""

import json
from typing import Any

from sandbox.people import CHAT_BASE
from sandbox.vk.errors import VkError, invalid
from sandbox.vk.messages import Dialog, Message
from sandbox.vk.methods.call import Call
from sandbox.vk.methods.send import check_chat, check_reachable, content_of, peer_of
from sandbox.vk.methods.views import conversation, profiles_and_groups
from sandbox.vk.params import flag, integer, integers, text, version

DAY = 24 * 3600
MAX_HISTORY = 200
MAX_SNACKBAR = 90
MAX_EVENT_DATA = 1000
ANSWER_FIELDS = {"show_snackbar": "text", "open_link": "link", "open_app": "app_id"}
ANSWER_SECONDS = 60


def edit(call: Call) -> int:
    message = _own_message(call)
    if call.community.clock.now() - message.date > DAY:
        raise VkError(909)
    check_reachable(call, message.peer_id)
    content = content_of(call)
    message.text, message.keyboard, message.attachments, _ = content
    message.update_time = call.community.clock.now()
    call.community.changed(message.peer_id)
    return 1


def _own_message(call: Call) -> Message:
    dialog = call.community.dialog(peer_of(call))
    cmid = integer(call.params, "conversation_message_id", 0) or integer(call.params, "cmid", 0)
    message_id = integer(call.params, "message_id", 0)
    if not cmid and not message_id:
        raise VkError(100, "message_id or conversation_message_id is required")
    message = dialog.find(message_id=message_id, cmid=cmid)
    if message is None or message.deleted:
        raise VkError(100, "message not found")
    if not message.out:
        raise VkError(15, "you can't edit this message")
    return message


def delete(call: Call) -> Any:
    """5.199 answers a list of results by message, older versions a dictionary by message id."""
    ids = integers(call.params, "message_ids")
    cmids = integers(call.params, "cmids") or integers(call.params, "conversation_message_ids")
    if not ids and not cmids:
        raise VkError(100, "message_ids or cmids is required")
    dialogs = [call.community.dialog(peer_of(call))] if cmids else list(call.community.dialogs.values())
    wanted = [{"cmid": number} for number in cmids] or [{"message_id": number} for number in ids]
    results = [_delete_one(call, dialogs, **key) for key in wanted]
    if version(call.params) >= (5, 199):
        return results
    return {str(result["message_id"] or result["conversation_message_id"]): result["response"] for result in results}


def _delete_one(call: Call, dialogs: list[Dialog], **key: int) -> dict[str, Any]:
    message = next((found for dialog in dialogs if (found := dialog.find(**key))), None)
    if message is None or not message.out or call.community.clock.now() - message.date > DAY:
        numbers = {"message_id": key.get("message_id", 0), "conversation_message_id": key.get("cmid", 0)}
        return {
            **numbers,
            "response": 0,
            "error": {"code": 924, "description": "Can't delete this message for everybody"},
        }
    message.deleted = True
    call.community.changed(message.peer_id)
    return {
        "peer_id": message.peer_id,
        "message_id": message.id,
        "conversation_message_id": message.cmid,
        "response": 1,
    }


def get_history(call: Call) -> dict[str, Any]:
    peer_id = peer_of(call)
    if peer_id >= CHAT_BASE:
        check_chat(call.community, peer_id)
    dialog = call.community.dialogs.get(peer_id) or Dialog(peer_id)
    messages = dialog.visible()
    count = min(integer(call.params, "count", 20), MAX_HISTORY)
    start = integer(call.params, "start_message_id", 0)
    ordered = messages if flag(call.params, "rev") else messages[::-1]
    if start > 0:
        ordered = [item for item in ordered if (item.id >= start if flag(call.params, "rev") else item.id <= start)]
    offset = max(0, integer(call.params, "offset", 0))
    page = ordered[offset : offset + count]
    answer: dict[str, Any] = {"count": len(messages), "items": [message.to_api() for message in page]}
    if flag(call.params, "extended"):
        answer |= profiles_and_groups(call, {message.from_id for message in page})
        answer["conversations"] = [conversation(call, peer_id)]
    return answer


def get_by_cmid(call: Call) -> dict[str, Any]:
    dialog = call.community.dialog(peer_of(call))
    cmids = integers(call.params, "conversation_message_ids") or integers(call.params, "cmids")
    if not cmids:
        raise VkError(100, "conversation_message_ids is undefined")
    found = [message for cmid in cmids if (message := dialog.find(cmid=cmid)) and not message.deleted]
    answer: dict[str, Any] = {"count": len(found), "items": [message.to_api() for message in found]}
    return answer | _extended(call, found)


def get_by_id(call: Call) -> dict[str, Any]:
    wanted = set(integers(call.params, "message_ids"))
    if not wanted:
        raise VkError(100, "message_ids is undefined")
    dialogs = call.community.dialogs.values()
    found = [message for dialog in dialogs for message in dialog.visible() if message.id in wanted]
    answer: dict[str, Any] = {"count": len(found), "items": [message.to_api() for message in found]}
    return answer | _extended(call, found)


def _extended(call: Call, found: list[Message]) -> dict[str, Any]:
    if not flag(call.params, "extended"):
        return {}
    return profiles_and_groups(call, {message.from_id for message in found})


def mark_as_read(call: Call) -> int:
    dialog = call.community.dialog(peer_of(call))
    dialog.read_by_bot = dialog.next_cmid - 1
    return 1


def set_activity(call: Call) -> int:
    if text(call.params, "type", "typing") not in ("typing", "audiomessage"):
        raise invalid("type")
    return 1


def pin(call: Call) -> dict[str, Any]:
    chat = call.community.chat(peer_of(call))
    if chat is None or not chat.bot_admin:
        raise VkError(925)
    message = call.community.dialog(chat.peer_id).find(cmid=integer(call.params, "conversation_message_id"))
    if message is None:
        raise VkError(100, "message not found")
    chat.pinned = message.cmid
    shown = message.to_api()
    kept = ("attachments", "conversation_message_id", "id", "date", "from_id", "fwd_messages", "peer_id", "text")
    return {name: shown[name] for name in kept} | {"out": message.out, "important": False}


def unpin(call: Call) -> int:
    chat = call.community.chat(peer_of(call))
    if chat is None or not chat.bot_admin:
        raise VkError(925)
    chat.pinned = 0
    return 1


def answer_button(call: Call) -> int:
    """A pressed button is answered once and within a minute, by whoever was given its `event_id`."""
    pressed = call.community.pressed.get(text(call.params, "event_id"))
    user_id, peer_id = integer(call.params, "user_id"), integer(call.params, "peer_id")
    if pressed is None or pressed["answered"] or (pressed["user_id"], pressed["peer_id"]) != (user_id, peer_id):
        raise invalid("event_id")
    if call.community.clock.now() - pressed["at"] > ANSWER_SECONDS:
        raise invalid("event_id", "is too old")
    data = _event_data(text(call.params, "event_data", ""))
    pressed["answered"] = True
    pressed["answer"] = data
    call.community.changed(peer_id)
    return 1


def _event_data(source: str) -> dict[str, Any] | None:
    if not source:
        return None
    try:
        data = json.loads(source)
    except ValueError:
        raise invalid("event_data") from None
    field = ANSWER_FIELDS.get(data.get("type", "")) if isinstance(data, dict) else None
    if field is None or not data.get(field) or len(source) > MAX_EVENT_DATA:
        raise invalid("event_data")
    if field == "text" and len(data["text"]) > MAX_SNACKBAR:
        raise invalid("event_data", f"text should be at most {MAX_SNACKBAR}")
    return dict(data)
