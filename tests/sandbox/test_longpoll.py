"""The long poll server: every way it fails, repeats and recovers."""

from tests.sandbox_server import STAFF_CHAT, TEACHER


class Poll:
    """The simplest client there can be."""

    def __init__(self, sandbox, server: dict) -> None:
        self.sandbox = sandbox
        self.path = server["server"].removeprefix(sandbox.base_url)
        self.key, self.ts = server["key"], server["ts"]

    async def check(self, wait: int = 5) -> dict:
        return await self.sandbox.control(f"{self.path}?act=a_check&key={self.key}&ts={self.ts}&wait={wait}")


async def _poll(sandbox) -> Poll:
    return Poll(sandbox, await sandbox.call("groups.getLongPollServer", group_id=sandbox.group_id))


async def _say(sandbox, text: str, **more) -> None:
    await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": text, **more})


async def test_ts_is_text_and_may_be_a_number(sandbox):
    poll = await _poll(sandbox)
    await _say(sandbox, "раз")
    answer = await poll.check()
    assert (answer["ts"], answer["updates"][0]["object"]["message"]["text"]) == ("2", "раз")
    await sandbox.control("/sandbox/longpoll", {"ts_as": "number"})
    assert (await poll.check())["ts"] == 2


async def test_nothing_new_answers_an_empty_list_with_the_same_ts(sandbox):
    poll = await _poll(sandbox)
    assert await poll.check(wait=0) == {"ts": poll.ts, "updates": []}


async def test_an_outdated_ts_fails_with_1_and_the_new_ts(sandbox):
    poll = await _poll(sandbox)
    for text in ("раз", "два"):
        await _say(sandbox, text)
    await sandbox.control("/sandbox/longpoll", {"forget": True})
    assert await poll.check() == {"failed": 1, "ts": 3}


async def test_an_expired_key_fails_with_2_and_a_new_key_goes_on_from_the_old_ts(sandbox):
    poll = await _poll(sandbox)
    await _say(sandbox, "не потеряно")
    await sandbox.control("/sandbox/longpoll", {"expire_key": True})
    assert await poll.check() == {"failed": 2}
    poll.key = (await _poll(sandbox)).key
    assert (await poll.check())["updates"][0]["object"]["message"]["text"] == "не потеряно"


async def test_lost_information_fails_with_3(sandbox):
    poll = await _poll(sandbox)
    await sandbox.control("/sandbox/longpoll", {"fail": [3]})
    assert await poll.check() == {"failed": 3}


async def test_an_event_can_come_again_with_the_same_event_id(sandbox):
    poll = await _poll(sandbox)
    await _say(sandbox, "раз")
    await sandbox.control("/sandbox/longpoll", {"repeat": 1})
    updates = (await poll.check())["updates"]
    assert [update["event_id"] for update in updates] == [updates[0]["event_id"]] * 2


async def test_events_that_are_switched_off_do_not_come(sandbox):
    await sandbox.call("groups.setLongPollSettings", group_id=sandbox.group_id, message_new=0)
    poll = await _poll(sandbox)
    await _say(sandbox, "раз")
    await sandbox.control("/sandbox/act/deny", {"user_id": TEACHER})
    updates = (await poll.check())["updates"]
    assert [(update["type"], update["object"]) for update in updates] == [("message_deny", {"user_id": TEACHER})]


async def test_without_the_right_to_manage_there_is_no_server(sandbox):
    await sandbox.control("/sandbox/settings", {"permissions": ["messages"]})
    assert (await sandbox.raw("groups.getLongPollServer", group_id=sandbox.group_id))["error"]["error_code"] == 15


async def test_in_a_chat_only_what_addresses_the_community_is_heard(sandbox):
    poll = await _poll(sandbox)
    await _say(sandbox, "между собой", peer_id=STAFF_CHAT)
    await _say(sandbox, "/сводка", peer_id=STAFF_CHAT)
    await _say(sandbox, f"[club{sandbox.group_id}|@primer] привет", peer_id=STAFF_CHAT)
    heard = [update["object"]["message"] for update in (await poll.check())["updates"]]
    assert [message["conversation_message_id"] for message in heard] == [2, 3]
    assert {message["peer_id"] for message in heard} == {STAFF_CHAT}


async def test_with_access_to_everything_all_is_heard(sandbox):
    await sandbox.control("/sandbox/chats", {"id": 1, "sees_all": True})
    poll = await _poll(sandbox)
    await _say(sandbox, "между собой", peer_id=STAFF_CHAT)
    assert len((await poll.check())["updates"]) == 1
