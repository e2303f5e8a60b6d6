"""The callback address as the internet sees it: whatever is posted there, the answer is ours and short."""

import json
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest
from aiohttp import ClientSession

from bot.metrics import EVENTS_ODD
from bot.vk.callback import Callback
from bot.web.server import serve, web_app
from tests.bot.test_callback import GROUP, SECRET, desk, update  # noqa: F401 — the fixture

NOBODY = {"type": "message_new", "event_id": "1", "object": {}}
BODIES = {
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "a number": b"5",
    "a text": b'"message_new"',
    "half": b'{"type"',
    "brackets": b"[" * 990,
    "many brackets": b"[" * 100_000,
    "many closed brackets": b"[" * 50_000 + b"]" * 50_000,
    "objects": b'{"a":' * 5000,
    "no text": b"\xff\xfe\xfd",
    "a long number": b'{"group_id": ' + b"9" * 10_000 + b"}",
    "no number": b'{"group_id": NaN}',
    "no community": json.dumps(NOBODY).encode(),
    "another community": json.dumps(NOBODY | {"group_id": 5}).encode(),
    "a community as a list": json.dumps(NOBODY | {"group_id": [GROUP]}).encode(),
    "a community that is true": json.dumps(NOBODY | {"group_id": True}).encode(),
    "no secret": json.dumps(NOBODY | {"group_id": GROUP}).encode(),
    "a secret as a list": json.dumps(NOBODY | {"group_id": GROUP, "secret": [SECRET]}).encode(),
    "half an emoji for a secret": json.dumps(NOBODY | {"group_id": GROUP, "secret": "\ud83d"}).encode(),
    "an empty secret": json.dumps(NOBODY | {"group_id": GROUP, "secret": ""}).encode(),
}
TYPES = [None, [], {}, 5, True]


async def none_open() -> int:
    return 0


@pytest.fixture
async def address(desk) -> AsyncIterator[str]:  # noqa: F811
    app = web_app({}, Callback({GROUP: desk}), none_open)
    async with serve(app, "127.0.0.1", 0) as found:
        yield f"{found}/callback"


async def post(address: str, body: bytes, **headers: str) -> tuple[int, str]:
    async with ClientSession() as http, http.post(address, data=body, headers=headers) as answer:
        return answer.status, await answer.text()


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
async def test_an_odd_body_is_refused_in_few_words(address, desk, body):  # noqa: F811
    status, text = await post(address, body)
    assert (status, text) in {(400, "not an event"), (403, "wrong secret")}
    assert desk.kept.batches == []
    assert (await post(address, json.dumps(update(secret=SECRET)).encode())) == (200, "ok")


@pytest.mark.parametrize("kind", TYPES)
async def test_a_type_that_is_none_is_refused_and_counted(address, kind):
    before = EVENTS_ODD._value.get()
    status, _ = await post(address, json.dumps(update(secret=SECRET, type=kind)).encode())
    assert status == 400
    assert EVENTS_ODD._value.get() == before + 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/json; charset=no-such"},
        {"Content-Type": "multipart/form-data"},
        {"Content-Encoding": "gzip"},
        {"Content-Encoding": "deflate"},
        {"Expect": "nothing"},
    ],
    ids=str,
)
async def test_odd_headers_are_no_reason_to_fail(address, headers):
    status, _ = await post(address, json.dumps(update(secret=SECRET)).encode(), **headers)
    assert status in (200, 400, 415, 417)


async def test_an_odd_event_of_vks_own_is_done_with_counted_and_comes_no_more(address, desk):  # noqa: F811
    before = EVENTS_ODD._value.get()
    for odd in ({"object": []}, {"object": {"message": {"from_id": "x"}}}, {"event_id": None}):
        assert await post(address, json.dumps(update(secret=SECRET, **odd)).encode()) == (200, "ok")
    assert EVENTS_ODD._value.get() == before + 3
    assert desk.kept.batches == []


async def test_without_a_secret_of_our_own_nobody_is_believed(desk):  # noqa: F811
    from bot.vk.callback import Desk

    open_desk = Desk(SimpleNamespace(group_id=GROUP), "", desk.kept.handle)  # type: ignore[arg-type]
    async with serve(web_app({}, Callback({GROUP: open_desk}), none_open), "127.0.0.1", 0) as found:
        for told in ({}, {"secret": ""}, {"secret": None}):
            status, _ = await post(f"{found}/callback", json.dumps(update(**told)).encode())
            assert status == 403
