"""Reading, editing and deleting messages; what a missing or wrong parameter earns."""

import json

import pytest

from tests.sandbox_server import STAFF_CHAT, TEACHER

TEXT = {"peer_id": TEACHER, "random_id": 1, "message": "Было"}


async def _code(sandbox, method: str, **params) -> int:
    return (await sandbox.raw(method, **params))["error"]["error_code"]


async def test_an_edit_changes_the_text_and_marks_the_time(sandbox):
    number = await sandbox.call("messages.send", **TEXT)
    await sandbox.call("messages.edit", peer_id=TEACHER, message_id=number, message="Стало")
    message = (await sandbox.call("messages.getHistory", peer_id=TEACHER))["items"][0]
    assert (message["text"], message["update_time"] >= message["date"]) == ("Стало", True)


async def test_a_day_later_a_message_can_be_neither_edited_nor_deleted(sandbox):
    number = await sandbox.call("messages.send", **TEXT)
    await sandbox.control("/sandbox/clock", {"advance": 24 * 3600 + 1})
    assert await _code(sandbox, "messages.edit", peer_id=TEACHER, message_id=number, message="Стало") == 909
    assert (await sandbox.call("messages.delete", message_ids=number, delete_for_all=1))[0]["response"] == 0


async def test_a_persons_message_can_not_be_edited(sandbox):
    await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": "моё"})
    assert await _code(sandbox, "messages.edit", peer_id=TEACHER, cmid=1, message="чужое") == 15


async def test_deleted_messages_leave_the_history(sandbox):
    number = await sandbox.call("messages.send", **TEXT)
    assert await sandbox.call("messages.delete", message_ids=number, delete_for_all=1, v="5.131") == {str(number): 1}
    assert (await sandbox.call("messages.getHistory", peer_id=TEACHER))["count"] == 0


async def test_history_pages_in_both_directions(sandbox):
    for number in range(1, 6):
        await sandbox.call("messages.send", peer_id=TEACHER, random_id=number, message=str(number))

    async def texts(**params) -> list[str]:
        found = await sandbox.call("messages.getHistory", peer_id=TEACHER, **params)
        return [item["text"] for item in found["items"]]

    assert await texts(count=2) == ["5", "4"]
    assert await texts(count=2, offset=1) == ["4", "3"]
    assert await texts(rev=1, count=2) == ["1", "2"]
    assert await texts(start_message_id=3) == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("messages.send", {"peer_id": TEACHER, "message": "без random_id"}, 100),
        ("messages.send", {"random_id": 1, "message": "никому"}, 100),
        ("messages.send", {"peer_id": TEACHER, "random_id": 1, "message": "  "}, 100),
        ("messages.send", {"peer_id": TEACHER, "random_id": 2**31, "message": "а"}, 100),
        ("messages.send", {"peer_id": "Анна", "random_id": 1, "message": "а"}, 100),
        ("messages.send", {"peer_id": TEACHER, "random_id": 1, "message": "а" * 4097}, 914),
        ("messages.send", {"peer_id": TEACHER, "random_id": 1, "message": "а", "payload": "а" * 1001}, 100),
        ("messages.send", {"peer_id": TEACHER, "random_id": 1, "attachment": "doc-1_404"}, 100),
        ("messages.send", {"peer_ids": ",".join(map(str, range(1, 102))), "random_id": 1, "message": "а"}, 100),
        ("messages.send", {"peer_id": 404, "random_id": 1, "message": "а"}, 901),
        ("messages.send", {"peer_id": STAFF_CHAT + 40, "random_id": 1, "message": "а"}, 927),
        ("messages.send", {"peer_id": TEACHER, "random_id": 1, "message": "а", "keyboard": "{"}, 911),
        ("messages.setActivity", {"peer_id": TEACHER, "type": "dancing"}, 100),
        ("docs.save", {"file": "нет такого"}, 105),
        ("execute", {"code": "return [API."}, 12),
        ("execute", {"code": "return nothing;"}, 13),
        ("execute", {"code": f"return [{'API.utils.getServerTime({}),' * 26}];"}, 13),
        ("execute", {"code": "return " + "[" * 5000 + "];"}, 12),
        ("execute", {"code": "while (true) { }"}, 13),
        ("execute", {}, 100),
        ("groups.getById", {"group_ids": "nobody"}, 100),
        ("groups.getLongPollServer", {"group_id": 404}, 15),
    ],
)
async def test_what_vk_would_refuse_is_refused(sandbox, method, params, code):
    assert await _code(sandbox, method, **params) == code


async def test_groups_come_as_a_list_before_5_199_and_as_an_object_since(sandbox):
    old = await sandbox.call("groups.getById", v="5.131")
    new = await sandbox.call("groups.getById")
    assert old[0]["id"] == new["groups"][0]["id"] == sandbox.group_id


async def test_names_have_no_patronymic(sandbox):
    people = await sandbox.call("users.get", user_ids=f"{TEACHER},404", name_case="dat", fields="sex")
    assert [(item["first_name"], item["last_name"]) for item in people] == [("Анна", "Первова-Пример")]
    assert "Ивановна" not in json.dumps(people, ensure_ascii=False)


async def test_a_created_chat_has_nobody_in_it_until_they_come_by_the_link(sandbox):
    created = await sandbox.call("messages.createChat", title="5А, родители", user_ids=TEACHER)
    assert created == {"chat_id": 2, "peer_ids": []}
    peer_id = 2_000_000_002
    await sandbox.control("/sandbox/act/join_chat", {"user_id": TEACHER, "peer_id": peer_id})
    members = await sandbox.call("messages.getConversationMembers", peer_id=peer_id)
    assert members["count"] == 2
