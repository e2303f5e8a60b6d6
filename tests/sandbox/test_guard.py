"""A foreign site open in the same browser can neither read nor steer the sandbox."""

import pytest

from tests.sandbox_server import TEACHER

ACTION = {"user_id": TEACHER, "text": "чужое"}


async def test_a_foreign_host_name_is_refused(sandbox):
    async with sandbox.http.get(sandbox.base_url, headers={"Host": "evil.example"}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
async def test_a_foreign_origin_changes_nothing(sandbox, headers):
    url = f"{sandbox.base_url}/sandbox/act/write"
    async with sandbox.http.post(url, json=ACTION, headers=headers) as answer:
        assert answer.status == 403
    assert (await sandbox.call("messages.getHistory", peer_id=TEACHER))["count"] == 0


async def test_the_page_itself_may_act(sandbox):
    url = f"{sandbox.base_url}/sandbox/act/write"
    headers = {"Origin": sandbox.base_url, "Sec-Fetch-Site": "same-origin"}
    async with sandbox.http.post(url, json=ACTION, headers=headers) as answer:
        assert answer.status == 200


async def test_the_page_may_load_nothing_from_elsewhere(sandbox):
    async with sandbox.http.get(sandbox.base_url) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


async def test_only_the_pages_own_files_are_served(sandbox):
    for name in ("..%2Fworld.py", "world.py", "missing.js"):
        async with sandbox.http.get(f"{sandbox.base_url}/page/{name}") as answer:
            assert answer.status == 404
