"""What people do becomes the event VK would send."""

import json

import pytest

from tests.sandbox_server import COLLEAGUE, REFUSES, STAFF_CHAT, TEACHER

KEYBOARD = json.dumps(
    {
        "one_time": True,
        "buttons": [
            [{"action": {"type": "text", "label": "Мои показатели", "payload": '{"do":"mine"}'}}],
            [{"action": {"type": "open_link", "label": "Открыть", "link": "https://example.org/"}}],
        ],
    }
)
CALLBACK = json.dumps(
    {"inline": True, "buttons": [[{"action": {"type": "callback", "label": "Да", "payload": '{"do":1}'}}]]}
)


def _last(sandbox) -> dict:
    return sandbox.running.world.communities[sandbox.group_id].events.last(1)[0]


async def _act(sandbox, action: str, **content) -> dict:
    return await sandbox.control(f"/sandbox/act/{action}", {"user_id": TEACHER, **content})


async def test_a_first_message_after_a_personal_link_carries_ref(sandbox):
    await _act(sandbox, "start", ref="КОД7", ref_source="qr")
    message = _last(sandbox)["object"]["message"]
    assert (message["ref"], message["ref_source"], json.loads(message["payload"])) == (
        "КОД7",
        "qr",
        {"command": "start"},
    )


async def test_writing_first_allows_the_community_to_answer(sandbox):
    await _act(sandbox, "write", user_id=REFUSES, text="Здравствуйте")
    assert await sandbox.call("messages.send", peer_id=REFUSES, random_id=1, message="Добрый день")


async def test_a_text_button_writes_its_label_with_the_payload_and_a_one_time_keyboard_goes(sandbox):
    await sandbox.call("messages.send", peer_id=TEACHER, random_id=1, message="Вот", keyboard=KEYBOARD)
    assert (await _act(sandbox, "press", label="Открыть", cmid=1)) == {"link": "https://example.org/"}
    with pytest.raises(ValueError, match="нет кнопки"):
        await _act(sandbox, "press", label="Мои показатели")
    await sandbox.call("messages.send", peer_id=TEACHER, random_id=2, message="Снова", keyboard=KEYBOARD)
    await _act(sandbox, "press", label="Мои показатели")
    message = _last(sandbox)["object"]["message"]
    assert (message["text"], message["payload"]) == ("Мои показатели", '{"do":"mine"}')


async def test_a_text_button_in_a_chat_mentions_the_community(sandbox):
    board = json.dumps({"inline": True, "buttons": [[{"action": {"type": "text", "label": "Итоги"}}]]})
    await sandbox.call("messages.send", peer_id=STAFF_CHAT, random_id=1, message="Вот", keyboard=board)
    await _act(sandbox, "press", peer_id=STAFF_CHAT, label="Итоги")
    message = _last(sandbox)["object"]["message"]
    assert message["text"] == f"[club{sandbox.group_id}|@primer{sandbox.group_id}] Итоги"
    assert (message["id"], message["peer_id"], message["from_id"]) == (0, STAFF_CHAT, TEACHER)


async def test_a_callback_button_is_answered_once_by_its_own_event_id(sandbox):
    await sandbox.call("messages.send", peer_id=TEACHER, random_id=1, message="Вот", keyboard=CALLBACK)
    await _act(sandbox, "press", label="Да")
    pressed = _last(sandbox)["object"]
    assert (pressed["payload"], pressed["conversation_message_id"]) == ({"do": 1}, 1)
    where = {key: pressed[key] for key in ("event_id", "user_id", "peer_id")}
    data = json.dumps({"type": "show_snackbar", "text": "Спасибо"})
    assert await sandbox.call("messages.sendMessageEventAnswer", event_data=data, **where) == 1
    again = await sandbox.raw("messages.sendMessageEventAnswer", event_data=data, **where)
    assert again["error"]["error_code"] == 100


async def test_an_answer_to_a_button_comes_too_late_after_a_minute(sandbox):
    await sandbox.call("messages.send", peer_id=TEACHER, random_id=1, message="Вот", keyboard=CALLBACK)
    await _act(sandbox, "press", label="Да")
    where = {key: _last(sandbox)["object"][key] for key in ("event_id", "user_id", "peer_id")}
    await sandbox.control("/sandbox/clock", {"advance": 61})
    assert "error" in await sandbox.raw("messages.sendMessageEventAnswer", **where)


async def test_a_document_comes_with_a_signed_address_that_redirects_and_dies(sandbox):
    url = f"{sandbox.base_url}/sandbox/act/document?user_id={TEACHER}&name=statistika.csv"
    async with sandbox.http.post(url, data="ё;1".encode()) as answer:
        assert answer.status == 200
    doc = _last(sandbox)["object"]["message"]["attachments"][0]["doc"]
    assert (doc["owner_id"], doc["title"], doc["ext"], doc["size"]) == (TEACHER, "statistika.csv", "csv", 4)
    async with sandbox.http.get(doc["url"]) as answer:
        assert (await answer.read(), len(answer.history)) == ("ё;1".encode(), 1)
    async with sandbox.http.get(doc["url"].replace("hash=", "hash=x")) as answer:
        assert answer.status == 404
    await sandbox.control("/sandbox/clock", {"advance": 25 * 3600})
    async with sandbox.http.get(doc["url"]) as answer:
        assert answer.status == 404


async def test_people_join_leave_and_rename_a_chat(sandbox):
    await _act(sandbox, "join_chat", user_id=REFUSES, peer_id=STAFF_CHAT)
    assert _last(sandbox)["object"]["message"]["action"]["type"] == "chat_invite_user_by_link"
    await _act(sandbox, "rename_chat", peer_id=STAFF_CHAT, text="Новое имя")
    renamed = await sandbox.call("messages.getConversationsById", peer_ids=STAFF_CHAT)
    assert renamed["items"][0]["chat_settings"]["title"] == "Новое имя"
    await sandbox.control("/sandbox/chats", {"id": 1, "bot_admin": True})
    members = (await sandbox.call("messages.getConversationMembers", peer_id=STAFF_CHAT))["items"]
    assert {item["member_id"] for item in members} == {TEACHER, COLLEAGUE, REFUSES, -sandbox.group_id}
    await _act(sandbox, "leave_chat", user_id=REFUSES, peer_id=STAFF_CHAT)
    assert (await sandbox.call("messages.getConversationMembers", peer_id=STAFF_CHAT))["count"] == 3


async def test_members_and_links_need_the_administrators_right(sandbox):
    codes = []
    for method in ("messages.getConversationMembers", "messages.getInviteLink"):
        codes.append((await sandbox.raw(method, peer_id=STAFF_CHAT))["error"]["error_code"])
    assert codes == [917, 919]
    await sandbox.control("/sandbox/chats", {"id": 1, "bot_admin": True})
    assert "vk.me/join" in (await sandbox.call("messages.getInviteLink", peer_id=STAFF_CHAT))["link"]


async def test_a_removed_community_hears_of_it_and_then_nothing(sandbox):
    await _act(sandbox, "remove_bot", peer_id=STAFF_CHAT)
    action = _last(sandbox)["object"]["message"]["action"]
    assert action == {"type": "chat_kick_user", "member_id": -sandbox.group_id}
    await _act(sandbox, "write", peer_id=STAFF_CHAT, text="/вы ещё здесь?")
    assert _last(sandbox)["object"]["message"]["action"] == action


async def test_someone_outside_a_chat_can_not_write_there(sandbox):
    with pytest.raises(ValueError, match="не состоит"):
        await _act(sandbox, "write", user_id=REFUSES, peer_id=STAFF_CHAT, text="привет")
