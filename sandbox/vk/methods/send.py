"""messages.send: the checks VK makes, the memory of `random_id`, one peer or up to a hundred."""

from typing import Any

from sandbox.people import CHAT_BASE
from sandbox.vk import keyboards
from sandbox.vk.community import Community
from sandbox.vk.errors import VkError, invalid, missing
from sandbox.vk.messages import Message
from sandbox.vk.methods.call import Call
from sandbox.vk.params import Params, flag, integer, integers, text

MAX_TEXT = 4096
MAX_PAYLOAD = 1000
MAX_PEERS = 100
MAX_ATTACHMENTS = 10
INT32 = 2**31
STORED_KINDS = ("doc", "photo", "audio_message")
Content = tuple[str, str | None, tuple[dict[str, Any], ...], str | None]


def send(call: Call) -> Any:
    params = call.params
    if params.get("random_id") in (None, ""):
        raise VkError(100, "random_id is a required parameter")
    random_id = integer(params, "random_id")
    if not -INT32 <= random_id < INT32:
        raise invalid("random_id")
    peers = integers(params, "peer_ids") or integers(params, "user_ids")
    if not peers:
        message = _deliver(call, peer_of(call), random_id, content_of(call))
        return message.id
    if len(peers) > MAX_PEERS:
        raise invalid("peer_ids", f"should contain not more than {MAX_PEERS} elements")
    content = content_of(call)
    return [_deliver_one_of_many(call, peer_id, random_id, content) for peer_id in peers]


def peer_of(call: Call) -> int:
    """The one peer a call is about, in any of the ways VK lets it be named."""
    params = call.params
    for name, base in (("peer_id", 0), ("user_id", 0), ("chat_id", CHAT_BASE)):
        if params.get(name) not in (None, ""):
            return base + integer(params, name)
    domain = text(params, "domain", "")
    if domain.startswith("id") and domain[2:].isdecimal():
        return int(domain[2:])
    raise missing("peer_id")


def content_of(call: Call) -> Content:
    """(text, keyboard, attachments, payload), checked."""
    params = call.params
    words = text(params, "message", "")
    attachments = _attachments(call, text(params, "attachment", ""))
    if not words.strip() and not attachments and not params.get("sticker_id"):
        raise VkError(100, "message is empty or invalid")
    if len(words) > MAX_TEXT:
        raise VkError(914)
    payload = _payload(params)
    keyboard = text(params, "keyboard", "") or None
    if keyboard:
        keyboards.check(keyboard)
    return words, keyboard, attachments, payload


def _payload(params: Params) -> str | None:
    payload = text(params, "payload", "") or None
    if payload and len(payload) > MAX_PAYLOAD:
        raise invalid("payload", f"should be at most {MAX_PAYLOAD} characters")
    return payload


def _attachments(call: Call, source: str) -> tuple[dict[str, Any], ...]:
    references = [item.strip() for item in source.split(",") if item.strip()]
    if len(references) > MAX_ATTACHMENTS:
        raise invalid("attachment", "too many attachments")
    found: list[dict[str, Any]] = []
    for reference in references:
        file = call.world.files.find(reference)
        if file is not None:
            found.append(file)
        elif reference.startswith(STORED_KINDS):
            raise invalid("attachment")
    return tuple(found)


def _deliver_one_of_many(call: Call, peer_id: int, random_id: int, content: Content) -> dict[str, Any]:
    try:
        message = _deliver(call, peer_id, random_id, content)
    except VkError as error:
        refused: Any = {"code": error.code, "description": error.text}
        if call.faults.errors_as_text:
            refused = error.text
        return {"peer_id": peer_id, "message_id": 0, "conversation_message_id": 0, "error": refused}
    return {"peer_id": peer_id, "message_id": message.id, "conversation_message_id": message.cmid}


def _deliver(call: Call, peer_id: int, random_id: int, content: Content) -> Message:
    community = call.community
    check_reachable(call, peer_id)
    dialog = community.dialog(peer_id)
    now = community.clock.now()
    if random_id:
        old = dialog.remembered(random_id, now)
        if old is not None:
            community.journal.deduplicated += 1
            return old
    if peer_id < CHAT_BASE and dialog.floods(now):
        raise VkError(9)
    message = community.new_message(peer_id, -community.group_id)
    message.random_id = random_id
    message.mentions_off = "disable_mentions" in call.params and flag(call.params, "disable_mentions")
    if community.keep:
        message.text, message.keyboard, message.attachments, message.payload = content
    community.journal.accept(message)
    _announce(community, message)
    return message


def check_reachable(call: Call, peer_id: int) -> None:
    """Raises what VK would answer when this peer can not be written to."""
    community = call.community
    code = community.refusals.get(peer_id) or call.faults.peer_error(peer_id)
    if code:
        raise VkError(code)
    if peer_id >= CHAT_BASE:
        check_chat(community, peer_id)
    elif peer_id in community.not_allowed or not call.world.exists(peer_id):
        raise VkError(901)


def check_chat(community: Community, peer_id: int) -> None:
    chat = community.chat(peer_id)
    if chat is None:
        raise VkError(927)
    if not chat.bot_inside:
        raise VkError(917)


def _announce(community: Community, message: Message) -> None:
    if community.events.enabled["message_reply"]:
        community.events.emit("message_reply", message.to_api())
    if community.watchers:
        community.changed(message.peer_id)
