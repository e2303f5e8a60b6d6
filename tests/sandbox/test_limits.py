"""The request limit over any sliding second, and the account of it."""

import asyncio
import json

from sandbox.limiter import Limiter
from tests.sandbox_server import TEACHER, running_sandbox


class Moments:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_window_slides_and_does_not_restart_with_the_second():
    moments = Moments()
    limiter = Limiter(20, moments)
    moments.now = 100.9
    assert all(limiter.admits() for _ in range(20))
    moments.now = 101.1
    assert not limiter.admits()
    moments.now = 101.9
    assert limiter.admits()
    assert (limiter.refused, limiter.busiest_second) == (1, 21)


def test_even_pacing_at_the_limit_is_never_refused():
    moments = Moments()
    limiter = Limiter(20, moments)
    for number in range(200):
        moments.now = 100 + number * 0.0501
        assert limiter.admits()
    assert limiter.busiest_second == 20


async def test_a_burst_above_twenty_gets_error_6(sandbox):
    answers = await asyncio.gather(*(sandbox.raw("utils.getServerTime") for _ in range(30)))
    codes = [answer["error"]["error_code"] for answer in answers if "error" in answer]
    assert codes == [6] * 10
    assert (await sandbox.control("/sandbox/stats"))["too_many"] == 10


async def test_execute_counts_as_one_request(sandbox):
    code = f"return [{', '.join(['API.utils.getServerTime({})'] * 25)}];"
    answer = await sandbox.raw("execute", code=code)
    assert len(answer["response"]) == 25
    assert (await sandbox.control("/sandbox/stats"))["requests"] == 1


async def test_the_limit_can_be_lifted():
    async with running_sandbox(rate=0) as sandbox:
        answers = await asyncio.gather(*(sandbox.raw("utils.getServerTime") for _ in range(60)))
        assert all("response" in answer for answer in answers)


async def test_a_thousand_messages_an_hour_to_one_person_is_a_flood():
    async with running_sandbox(rate=0) as sandbox:
        for batch in range(40):
            numbers = range(batch * 25 + 1, batch * 25 + 26)
            assert all((await sandbox.raw("execute", code=_messages(numbers)))["response"])
        assert (await sandbox.raw("messages.send", peer_id=TEACHER, random_id=5000, message="ещё"))["error"][
            "error_code"
        ] == 9
        await sandbox.control("/sandbox/clock", {"advance": 3601})
        assert await sandbox.call("messages.send", peer_id=TEACHER, random_id=5000, message="ещё")


def _messages(numbers: range) -> str:
    calls = [json.dumps({"peer_id": TEACHER, "random_id": number, "message": "раз"}) for number in numbers]
    return "return [" + ",".join(f"API.messages.send({call})" for call in calls) + "];"
