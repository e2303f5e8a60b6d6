"""docs.* and photos.*: where to upload, and saving what was uploaded."""

import json
from typing import Any

from sandbox.people import CHAT_BASE
from sandbox.vk.errors import VkError, invalid
from sandbox.vk.methods.call import Call
from sandbox.vk.methods.send import check_chat
from sandbox.vk.params import integer, text

DOC_KINDS = ("doc", "audio_message", "graffiti")


def _upload_url(call: Call, kind: str) -> str:
    return f"{call.base_url}/upload/{kind}?group_id={call.community.group_id}"


def docs_server(call: Call) -> dict[str, str]:
    kind = text(call.params, "type", "doc")
    if kind not in DOC_KINDS:
        raise invalid("type")
    peer_id = integer(call.params, "peer_id", 0)
    if peer_id >= CHAT_BASE:
        check_chat(call.community, peer_id)
    elif peer_id in call.community.not_allowed:
        raise VkError(901)
    return {"upload_url": _upload_url(call, kind)}


def docs_save(call: Call) -> dict[str, Any]:
    name, content, kind = _take(call, text(call.params, "file"))
    title = text(call.params, "title", name)
    file = call.world.files.store(-call.community.group_id, title, content, kind)
    return call.world.files.describe(file)


def _take(call: Call, ticket: str) -> tuple[str, bytes, str]:
    parked = call.world.files.waiting.pop(ticket, None)
    if parked is None:
        raise VkError(105)
    return parked


def photos_server(call: Call) -> dict[str, Any]:
    answer = {"album_id": -64, "user_id": 0, "group_id": call.community.group_id}
    return {"upload_url": _upload_url(call, "photo"), **answer}


def photos_save(call: Call) -> list[dict[str, Any]]:
    """`photo` is the upload server's answer: JSON with a ticket for each picture."""
    text(call.params, "hash")
    integer(call.params, "server")
    try:
        tickets = [str(item["photo"]) for item in json.loads(text(call.params, "photo"))]
    except (ValueError, TypeError, KeyError):
        raise VkError(129, "Invalid photo") from None
    saved = []
    for ticket in tickets:
        name, content, kind = _take(call, ticket)
        file = call.world.files.store(-call.community.group_id, name, content, kind)
        saved.append(call.world.files.describe(file)["photo"])
    return saved
