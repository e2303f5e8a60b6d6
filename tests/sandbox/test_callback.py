"""Callback delivery to a server of the tests: confirmation, secret, retries."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from tests.sandbox_server import TEACHER


class Receiver:
    """Confirms, then fails as often as told before it says «ok»."""

    def __init__(self) -> None:
        self.code = ""
        self.failures = 0
        self.got: asyncio.Queue[tuple[dict[str, Any], str | None]] = asyncio.Queue()
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        content = await request.json()
        if content["type"] == "confirmation":
            return web.Response(text=self.code)
        await self.got.put((content, request.headers.get("X-Retry-Counter")))
        self.failures -= 1
        return web.Response(text="ok" if self.failures < 0 else "занят")


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/callback", receiver.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/callback"
    yield receiver
    await runner.cleanup()


async def _subscribe(sandbox, receiver: Receiver) -> int:
    group = {"group_id": sandbox.group_id}
    receiver.code = (await sandbox.call("groups.getCallbackConfirmationCode", **group))["code"]
    added = await sandbox.call(
        "groups.addCallbackServer", url=receiver.url, title="Проба", secret_key="секрет", **group
    )
    await sandbox.call("groups.setCallbackSettings", server_id=added["server_id"], message_new=1, **group)
    await sandbox.control("/sandbox/callback", {"confirm": added["server_id"], "retry_pause": 0})
    return int(added["server_id"])


async def test_events_come_with_the_secret_until_the_server_says_ok(sandbox, receiver):
    await _subscribe(sandbox, receiver)
    receiver.failures = 2
    await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": "Здравствуйте"})
    async with asyncio.timeout(10):
        got = [await receiver.got.get() for _ in range(3)]
    assert [retry for _, retry in got] == [None, "1", "2"]
    assert {content["event_id"] for content, _ in got} == {got[0][0]["event_id"]}
    assert (got[0][0]["secret"], got[0][0]["object"]["message"]["text"]) == ("секрет", "Здравствуйте")


async def test_a_server_that_does_not_confirm_gets_nothing(sandbox, receiver):
    number = await _subscribe(sandbox, receiver)
    receiver.code = "не то"
    answer = await sandbox.control("/sandbox/callback", {"confirm": number})
    assert answer["servers"] == [{"id": number, "status": "failed"}]
    await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": "Здравствуйте"})
    assert (await sandbox.control("/sandbox/callback"))["deliveries"] == []
