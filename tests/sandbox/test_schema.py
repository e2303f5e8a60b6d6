"""The sandbox's answers and events validate against VK's own published schema, where that is present."""

import json
from typing import Any

import pytest

from tests.sandbox.vk_schema import problems, schema_folder
from tests.sandbox.vk_session import vk_session
from tests.sandbox_server import COLLEAGUE, REFUSES, STAFF_CHAT, TEACHER

FOLDER = schema_folder()
pytestmark = pytest.mark.skipif(FOLDER is None, reason="VK's schema is not here (DEZHURNY_VK_SCHEMA names its folder)")

KEYBOARD = json.dumps(
    {
        "inline": True,
        "one_time": False,
        "buttons": [[{"action": {"type": "callback", "label": "Да", "payload": '"да"'}, "color": "primary"}]],
    }
)
MANY = f"{TEACHER},{REFUSES}"
ANSWERS: list[tuple[str, dict[str, Any], str]] = [
    ("messages.send", {"peer_id": TEACHER, "random_id": 1, "message": "а"}, "messages_send_deprecated_response"),
    ("messages.send", {"peer_ids": MANY, "random_id": 2, "message": "а"}, "messages_send_user_ids_response"),
    ("messages.getHistory", {"peer_id": TEACHER}, "messages_getHistory_response"),
    ("messages.getHistory", {"peer_id": TEACHER, "extended": 1}, "messages_getHistory_extended_response"),
    (
        "messages.getByConversationMessageId",
        {"peer_id": TEACHER, "conversation_message_ids": 1},
        "messages_getByConversationMessageId_response",
    ),
    ("messages.getConversationsById", {"peer_ids": STAFF_CHAT}, "messages_getConversationsById_response"),
    (
        "messages.getConversationsById",
        {"peer_ids": f"{STAFF_CHAT},{TEACHER}", "extended": 1},
        "messages_getConversationsById_extended_response",
    ),
    ("messages.getConversationMembers", {"peer_id": STAFF_CHAT}, "messages_getConversationMembers_response"),
    ("messages.getInviteLink", {"peer_id": STAFF_CHAT}, "messages_getInviteLink_response"),
    ("messages.createChat", {"title": "5А"}, "messages_createChat_withPeerIds_response"),
    ("messages.isMessagesFromGroupAllowed", {"user_id": REFUSES}, "messages_isMessagesFromGroupAllowed_response"),
    ("messages.delete", {"peer_id": TEACHER, "cmids": 1, "delete_for_all": 1}, "messages_delete_full_response"),
    ("messages.pin", {"peer_id": STAFF_CHAT, "conversation_message_id": 1}, "messages_pin_response"),
    ("messages.edit", {"peer_id": STAFF_CHAT, "cmid": 1, "message": "б"}, "base/base_bool_response"),
    ("messages.markAsRead", {"peer_id": TEACHER}, "base/base_ok_response"),
    ("messages.setActivity", {"peer_id": TEACHER, "type": "typing"}, "base/base_ok_response"),
    ("groups.getById", {}, "groups_getById_object_response"),
    ("groups.getLongPollServer", {"group_id": 0}, "groups_getLongPollServer_response"),
    ("groups.getLongPollSettings", {"group_id": 0}, "groups_getLongPollSettings_response"),
    ("groups.getTokenPermissions", {}, "groups_getTokenPermissions_response"),
    ("groups.getCallbackConfirmationCode", {"group_id": 0}, "groups_getCallbackConfirmationCode_response"),
    (
        "groups.addCallbackServer",
        {"group_id": 0, "url": "http://127.0.0.1:1/", "title": "а"},
        "groups_addCallbackServer_response",
    ),
    ("groups.getCallbackServers", {"group_id": 0}, "groups_getCallbackServers_response"),
    ("groups.getCallbackSettings", {"group_id": 0, "server_id": 1}, "groups_getCallbackSettings_response"),
    ("groups.isMember", {"user_id": TEACHER}, "base/base_bool_response"),
    ("groups.isMember", {"user_ids": MANY}, "groups_isMember_user_ids_response"),
    ("docs.getMessagesUploadServer", {"peer_id": TEACHER}, "docs_getUploadServer_response"),
    ("photos.getMessagesUploadServer", {}, "photos_getMessagesUploadServer_response"),
    ("users.get", {"user_ids": TEACHER}, "users_get_response"),
    ("utils.getServerTime", {}, "utils_getServerTime_response"),
    ("utils.resolveScreenName", {"screen_name": f"id{TEACHER}"}, "utils_resolveScreenName_response"),
]


def _reference(name: str, method: str) -> str:
    section, _, definition = name.rpartition("/")
    return f"{section or method.partition('.')[0]}/responses.json#/definitions/{definition}"


async def test_every_answer_is_what_the_schema_describes(sandbox):
    await sandbox.control("/sandbox/settings", {"rate": 0})
    await sandbox.control("/sandbox/chats", {"id": 1, "bot_admin": True})
    await sandbox.call("messages.send", peer_id=STAFF_CHAT, random_id=9, message="всем", keyboard=KEYBOARD)
    found = {}
    for method, params, definition in ANSWERS:
        if params.get("group_id") == 0:
            params = {**params, "group_id": sandbox.group_id}
        answer = await sandbox.raw(method, **params)
        found[method, definition] = problems(FOLDER, _reference(definition, method), answer)
    assert {key: value for key, value in found.items() if value} == {}


async def test_the_check_rejects_what_the_schema_does_not_allow():
    wrong = {"response": {"count": "много", "items": [{"id": 1}]}}
    reference = _reference("messages_getHistory_response", "messages.getHistory")
    assert len(problems(FOLDER, reference, wrong)) > 2


async def test_saved_files_are_what_the_schema_describes(sandbox):
    def upload() -> tuple[dict, list]:
        import io

        from vk_api import VkUpload

        session = vk_session(sandbox.base_url, sandbox.token)
        loader = VkUpload(session)
        loader.http.trust_env = False
        file, picture = io.BytesIO(b"1"), io.BytesIO(b"2")
        file.name, picture.name = "а.pdf", "б.png"
        saved = loader.document_message(file, peer_id=TEACHER), loader.photo_messages(picture)
        loader.http.close()
        session.http.close()
        return saved

    import asyncio

    doc, photos = await asyncio.to_thread(upload)
    assert problems(FOLDER, _reference("docs_save_response", "docs.save"), {"response": doc}) == []
    reference = _reference("photos_saveMessagesPhoto_response", "photos.save")
    assert problems(FOLDER, reference, {"response": photos}) == []


EVENTS = {
    "message_new": "callback_message_new",
    "message_event": "callback_message_event",
    "message_allow": "callback_message_allow",
    "message_deny": "callback_message_deny",
}


async def test_events_are_what_the_schema_describes(sandbox):
    await sandbox.call("messages.send", peer_id=TEACHER, random_id=1, message="а", keyboard=KEYBOARD)
    await sandbox.control("/sandbox/act/start", {"user_id": TEACHER, "ref": "КОД", "ref_source": "проба"})
    await sandbox.control("/sandbox/act/press", {"user_id": TEACHER, "label": "Да"})
    await sandbox.control("/sandbox/act/document?user_id=9000001&name=a.csv", {"content_base64": "YQ=="})
    await sandbox.control("/sandbox/act/voice?user_id=9000001&name=a.ogg", {"content_base64": "YQ=="})
    await sandbox.control("/sandbox/act/photo?user_id=9000001&name=a.png", {"content_base64": "YQ=="})
    await sandbox.control("/sandbox/act/sticker", {"user_id": TEACHER})
    await sandbox.control("/sandbox/chats", {"id": 1, "sees_all": True})
    await sandbox.control("/sandbox/act/call", {"user_id": TEACHER, "peer_id": STAFF_CHAT})
    await sandbox.control("/sandbox/act/add_bot", {"user_id": COLLEAGUE, "peer_id": STAFF_CHAT})
    await sandbox.control("/sandbox/act/allow", {"user_id": REFUSES, "key": "а"})
    await sandbox.control("/sandbox/act/deny", {"user_id": REFUSES})
    log = sandbox.running.world.communities[sandbox.group_id].events
    updates = log.last(100)
    assert {update["type"] for update in updates} == set(EVENTS)
    found = {}
    for update in updates:
        reference = f"callback/objects.json#/definitions/{EVENTS[update['type']]}"
        found[update["event_id"]] = problems(FOLDER, reference, update["object"])
        if update["type"] != "message_event":  # the list of types in the schema lacks this one
            found[update["event_id"]] += problems(FOLDER, "callback/objects.json#/definitions/callback_base", update)
    assert {key: value for key, value in found.items() if value} == {}
