"""Faults on demand: each does what it says and stops when it should."""

import json

import pytest
from aiohttp import ClientError

from sandbox import World
from tests.sandbox_server import COLLEAGUE, TEACHER, running_sandbox

MESSAGE = {"peer_id": TEACHER, "random_id": 5, "message": "раз"}


async def _strike(sandbox, **rule) -> None:
    await sandbox.control("/sandbox/faults", {"times": 1, **rule})


async def _accepted(sandbox) -> int:
    return (await sandbox.control("/sandbox/stats"))["accepted"]


async def test_an_answer_can_be_lost_after_acceptance_and_a_repeat_does_no_harm(sandbox):
    await _strike(sandbox, kind="drop")
    with pytest.raises(ClientError):
        await sandbox.call("messages.send", **MESSAGE)
    assert await _accepted(sandbox) == 1
    assert await sandbox.call("messages.send", **MESSAGE) == 1
    assert await _accepted(sandbox) == 1


async def test_a_reset_connection_does_nothing(sandbox):
    await _strike(sandbox, kind="reset")
    with pytest.raises(ClientError):
        await sandbox.call("messages.send", **MESSAGE)
    assert await _accepted(sandbox) == 0


@pytest.mark.parametrize(
    ("rule", "status", "done"),
    [
        ({"kind": "http", "status": 502}, 502, 0),
        ({"kind": "http", "status": 500, "accepted": True}, 500, 1),
        ({"kind": "html"}, 200, 0),
        ({"kind": "half_json"}, 200, 1),
    ],
)
async def test_answers_that_are_not_json(sandbox, rule, status, done):
    await _strike(sandbox, **rule)
    form = {"access_token": sandbox.token, "v": "5.199", **MESSAGE}
    async with sandbox.http.post(f"{sandbox.api_url}/messages.send", data=form) as answer:
        assert answer.status == status
        with pytest.raises(json.JSONDecodeError):
            json.loads(await answer.text())
    assert await _accepted(sandbox) == done


@pytest.mark.parametrize("code", [6, 9, 10, 12, 13, 14, 29])
async def test_bursts_of_errors_last_as_long_as_asked(sandbox, code):
    await sandbox.control("/sandbox/faults", {"kind": "error", "code": code, "times": 2})
    answers = [await sandbox.raw("messages.send", **MESSAGE) for _ in range(3)]
    assert [answer.get("error", {}).get("error_code") for answer in answers] == [code, code, None]
    assert ("captcha_sid" in answers[0]["error"]) == (code == 14)


async def test_a_fault_strikes_only_the_methods_it_names(sandbox):
    await _strike(sandbox, kind="error", code=13, methods=["execute"])
    assert "response" in await sandbox.raw("messages.send", **MESSAGE)
    assert (await sandbox.raw("execute", code="return [];"))["error"]["error_code"] == 13


async def test_a_slow_answer_is_still_an_answer(sandbox):
    await _strike(sandbox, kind="slow", seconds=0.01)
    assert await sandbox.call("messages.send", **MESSAGE)


async def test_people_named_in_a_rule_answer_with_its_code(sandbox):
    await sandbox.control("/sandbox/faults", {"kind": "peer", "code": 902, "peers": [COLLEAGUE]})
    answer = await sandbox.call("messages.send", peer_ids=f"{TEACHER},{COLLEAGUE}", random_id=1, message="раз")
    assert [item.get("error", {}).get("code") for item in answer] == [None, 902]


async def test_a_share_of_people_is_the_same_people_each_time():
    async with running_sandbox(World(crowd=range(1, 1001)), rate=0) as sandbox:
        await sandbox.control("/sandbox/faults", {"kind": "peer", "code": 901, "share": 0.1, "seed": 7})
        refused = [await _refused(sandbox, random_id) for random_id in (1, 2)]
        assert refused[0] == refused[1]
        assert 60 < sum(refused[0]) < 140


async def _refused(sandbox, random_id: int) -> list[bool]:
    found: list[bool] = []
    for start in range(1, 1001, 100):
        peers = ",".join(str(peer) for peer in range(start, start + 100))
        answer = await sandbox.call("messages.send", peer_ids=peers, random_id=random_id, message="раз")
        found += ["error" in item for item in answer]
    return found


async def test_a_share_of_requests_is_drawn_from_the_seed(sandbox):
    await sandbox.control("/sandbox/settings", {"rate": 0})
    runs = []
    for _ in range(2):
        await sandbox.control("/sandbox/faults", verb="DELETE")
        await sandbox.control("/sandbox/faults", {"kind": "error", "code": 10, "share": 0.5, "seed": 3})
        runs.append(["error" in await sandbox.raw("utils.getServerTime") for _ in range(40)])
    assert runs[0] == runs[1]
    assert 0 < sum(runs[0]) < 40


async def test_an_unknown_kind_is_refused_with_a_sentence(sandbox):
    with pytest.raises(ValueError, match="unknown kind of fault"):
        await sandbox.control("/sandbox/faults", {"kind": "earthquake"})


async def test_errors_for_many_peers_may_be_text(sandbox):
    await sandbox.control("/sandbox/settings", {"errors_as_text": True})
    await sandbox.control("/sandbox/refuse", {"peers": [TEACHER], "code": 900})
    answer = await sandbox.call("messages.send", peer_ids=TEACHER, random_id=1, message="раз")
    assert answer[0]["error"] == "Can't send messages for users from blacklist"


async def test_a_wrong_token_a_missing_one_and_an_unknown_method(sandbox):
    for form, code in [({"access_token": "чужой"}, 5), ({}, 5), ({"access_token": sandbox.token}, 3)]:
        async with sandbox.http.post(f"{sandbox.api_url}/no.such", data=form) as answer:
            error = (await answer.json())["error"]
        assert error["error_code"] == code
        assert sandbox.token not in json.dumps(error)


async def test_the_token_may_come_in_the_header_and_the_parameters_as_json_or_multipart(sandbox):
    headers = {"Authorization": f"Bearer {sandbox.token}"}
    url = f"{sandbox.api_url}/users.get"
    async with sandbox.http.get(f"{url}?user_ids={TEACHER}&v=5.199", headers=headers) as answer:
        assert (await answer.json())["response"][0]["id"] == TEACHER
    async with sandbox.http.post(url, json={"user_ids": [TEACHER]}, headers=headers) as answer:
        assert (await answer.json())["response"][0]["id"] == TEACHER
