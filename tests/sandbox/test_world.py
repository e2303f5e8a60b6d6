"""More than one community, people added while running, and what is kept when history is not."""

import asyncio
import json

from sandbox import World
from sandbox.vk.world import GROUP_ID, TOKEN
from tests.sandbox_server import STAFF_CHAT, TEACHER, running_sandbox, small_world


async def test_each_community_has_its_own_limit_dialogs_and_events():
    world = small_world()
    world.add_community(GROUP_ID, TOKEN, rate=20)
    world.add_community(GROUP_ID + 1, "второй", rate=20)
    async with running_sandbox(world) as sandbox:
        calls = [sandbox.raw("utils.getServerTime", access_token=token) for token in (TOKEN, "второй") * 20]
        assert all("response" in answer for answer in await asyncio.gather(*calls))
        await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": "вам", "group_id": GROUP_ID + 1})
        other = await sandbox.control(f"/sandbox/stats?group_id={GROUP_ID + 1}")
        assert other["requests"] == 20
    assert len(world.communities[GROUP_ID + 1].events.last(5)) == 1
    assert world.communities[GROUP_ID].events.last(5) == []


async def test_people_can_be_added_while_it_runs(sandbox):
    users = [{"id": 9_000_050, "first_name": "Новый", "last_name": "Примеров"}]
    await sandbox.control("/sandbox/people", {"users": users, "not_allowed": [9_000_050]})
    people = await sandbox.control("/sandbox/people?search=новый")
    assert [(item["id"], item["refuses"]) for item in people["items"]] == [(9_000_050, True)]
    refused = await sandbox.raw("messages.send", peer_id=9_000_050, random_id=1, message="а")
    assert refused["error"]["error_code"] == 901


async def test_without_history_messages_are_counted_and_still_never_repeated():
    async with running_sandbox(World(crowd=range(1, 10)), keep_history=False) as sandbox:
        for _ in range(2):
            await sandbox.call("messages.send", peer_id=5, random_id=8, message="раз")
        assert await sandbox.control("/sandbox/counts") == {"5": 1}
        assert (await sandbox.control("/sandbox/stats"))["deduplicated"] == 1


async def test_accounting_starts_anew_when_told(sandbox):
    await sandbox.call("messages.send", peer_id=TEACHER, random_id=8, message="раз", disable_mentions=1)
    accepted = (await sandbox.control("/sandbox/accepted"))["items"][0]
    assert (accepted["random_id"], accepted["disable_mentions"]) == (8, True)
    await sandbox.control("/sandbox/forget", {})
    stats = await sandbox.control("/sandbox/stats")
    assert (stats["accepted"], stats["requests"], stats["busiest_second"]) == (0, 0, 0)
    assert (await sandbox.call("messages.getHistory", peer_id=TEACHER))["count"] == 1


async def test_a_buttons_payload_may_come_as_text(sandbox):
    board = {"inline": True, "buttons": [[{"action": {"type": "callback", "label": "Да", "payload": '{"a":1}'}}]]}
    await sandbox.call("messages.send", peer_id=TEACHER, random_id=1, message="а", keyboard=json.dumps(board))
    log = sandbox.running.world.communities[sandbox.group_id].events
    payloads = []
    for as_text in (False, True):
        await sandbox.control("/sandbox/settings", {"payload_as_text": as_text})
        await sandbox.control("/sandbox/act/press", {"user_id": TEACHER, "label": "Да"})
        payloads.append(log.last(1)[0]["object"]["payload"])
    assert payloads == [{"a": 1}, '{"a":1}']


async def test_a_call_in_a_chat_is_heard_with_access_to_everything(sandbox):
    await sandbox.control("/sandbox/chats", {"id": 1, "sees_all": True})
    await sandbox.control("/sandbox/act/call", {"user_id": TEACHER, "peer_id": STAFF_CHAT, "seconds": 90})
    log = sandbox.running.world.communities[sandbox.group_id].events
    call = log.last(1)[0]["object"]["message"]["attachments"][0]["call"]
    assert (call["initiator_id"], call["duration"], call["state"]) == (TEACHER, 90, "reached")


async def test_messages_in_a_chat_have_no_id_but_a_number_of_their_own(sandbox):
    assert await sandbox.call("messages.send", peer_id=STAFF_CHAT, random_id=1, message="всем") == 0
    answer = await sandbox.call("messages.send", peer_ids=STAFF_CHAT, random_id=2, message="всем")
    assert answer == [{"peer_id": STAFF_CHAT, "message_id": 0, "conversation_message_id": 2}]
