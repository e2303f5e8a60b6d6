"""messages.send behaves as VK's: refusals, the memory of random_id, keyboards, a hundred peers."""

import json

from tests.sandbox_server import COLLEAGUE, REFUSES, STAFF_CHAT, TEACHER


async def test_a_message_arrives_and_is_in_the_history_with_its_random_id(sandbox):
    number = await sandbox.call("messages.send", peer_id=TEACHER, random_id=77, message="Здравствуйте!")
    history = await sandbox.call("messages.getHistory", peer_id=TEACHER)
    assert [(item["id"], item["random_id"], item["text"]) for item in history["items"]] == [
        (number, 77, "Здравствуйте!")
    ]


async def test_the_same_random_id_returns_the_old_message_and_repeats_nothing(sandbox):
    first = await sandbox.call("messages.send", peer_id=TEACHER, random_id=5, message="раз")
    assert await sandbox.call("messages.send", peer_id=TEACHER, random_id=5, message="раз") == first
    assert (await sandbox.control("/sandbox/stats"))["accepted"] == 1


async def test_random_id_is_forgotten_after_an_hour(sandbox):
    first = await sandbox.call("messages.send", peer_id=TEACHER, random_id=5, message="раз")
    await sandbox.control("/sandbox/clock", {"advance": 3601})
    assert await sandbox.call("messages.send", peer_id=TEACHER, random_id=5, message="раз") != first


async def test_random_id_is_forgotten_after_a_hundred_messages(sandbox):
    await sandbox.control("/sandbox/settings", {"rate": 0})
    first = await sandbox.call("messages.send", peer_id=TEACHER, random_id=5, message="раз")
    for number in range(99):
        await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": str(number)})
    assert await sandbox.call("messages.send", peer_id=TEACHER, random_id=5, message="раз") == first
    await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": "сотое"})
    assert await sandbox.call("messages.send", peer_id=TEACHER, random_id=5, message="раз") != first


async def test_random_id_zero_checks_nothing(sandbox):
    for _ in range(2):
        await sandbox.call("messages.send", peer_id=TEACHER, random_id=0, message="раз")
    assert (await sandbox.control("/sandbox/stats"))["repeated_peers"] == [TEACHER]


async def test_someone_who_never_allowed_answers_901_until_they_allow(sandbox):
    refused = await sandbox.raw("messages.send", peer_id=REFUSES, random_id=1, message="раз")
    assert refused["error"]["error_code"] == 901
    await sandbox.control("/sandbox/act/allow", {"user_id": REFUSES})
    assert await sandbox.call("messages.send", peer_id=REFUSES, random_id=1, message="раз")


async def test_many_peers_get_one_answer_each(sandbox):
    answer = await sandbox.call(
        "messages.send", peer_ids=f"{TEACHER},{REFUSES},{COLLEAGUE}", random_id=9, message="всем"
    )
    assert [(item["peer_id"], item.get("error", {}).get("code")) for item in answer] == [
        (TEACHER, None),
        (REFUSES, 901),
        (COLLEAGUE, None),
    ]


async def test_a_chat_the_community_was_removed_from_answers_917(sandbox):
    await sandbox.control("/sandbox/act/remove_bot", {"user_id": TEACHER, "peer_id": STAFF_CHAT})
    answer = await sandbox.raw("messages.send", peer_id=STAFF_CHAT, random_id=1, message="раз")
    assert answer["error"]["error_code"] == 917


async def test_execute_answers_false_and_lists_errors_in_order(sandbox):
    def call(peer: int, number: int) -> str:
        return f"API.messages.send({json.dumps({'peer_id': peer, 'random_id': number, 'message': 'ё [;)]'})})"

    code = f"return [{call(TEACHER, 1)}, {call(REFUSES, 2)}, API.no.such({{}}), {call(COLLEAGUE, 3)}];"
    answer = await sandbox.raw("execute", code=code)
    assert [bool(item) for item in answer["response"]] == [True, False, False, True]
    assert [(item["method"], item["error_code"]) for item in answer["execute_errors"]] == [
        ("messages.send", 901),
        ("no.such", 3),
    ]
