"""The sandbox for everybody's tests: a real server on a free loopback port and a client to steer it.

async def test_something(sandbox):
    await sandbox.call("messages.send", peer_id=9000001, random_id=1, message="Здравствуйте")
    await sandbox.control("/sandbox/act/write", {"user_id": 9000001, "text": "Привет"})
    assert (await sandbox.control("/sandbox/stats"))["accepted"] == 1
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession

from sandbox import Chat, RunningSandbox, User, World, start_sandbox

TEACHER, COLLEAGUE, REFUSES = 9_000_001, 9_000_002, 9_000_003
STAFF_CHAT = 2_000_000_001


def small_world() -> World:
    """Three people (the third allows no messages) and one chat the community is in."""
    users = [
        User(TEACHER, "Анна", "Первова-Пример", "Ивановна"),
        User(COLLEAGUE, "Борис", "Второв-Пример", "Олегович"),
        User(REFUSES, "Вера", "Третьева-Пример", "Руслановна"),
    ]
    chat = Chat(1, "Учительская (пример)", members={TEACHER: 0, COLLEAGUE: 0}, owner_id=TEACHER)
    return World(users, [chat], not_allowed=[REFUSES])


@dataclass
class SandboxClient:
    """A running sandbox as tests meet it: `running` has the addresses and the token."""

    running: RunningSandbox
    http: ClientSession

    @property
    def base_url(self) -> str:
        return self.running.base_url

    @property
    def api_url(self) -> str:
        return self.running.api_url

    @property
    def token(self) -> str:
        return self.running.token

    @property
    def group_id(self) -> int:
        return self.running.group_id

    async def control(self, path: str, content: Any = None, *, verb: str = "") -> Any:
        """A control endpoint's answer; POST when there is content. ValueError with its sentence when it refuses."""
        verb = verb or ("GET" if content is None else "POST")
        async with self.http.request(verb, self.base_url + path, json=content) as answer:
            body = await answer.json(content_type=None)
            if answer.status != 200:
                raise ValueError(f"{path}: {body}")
            return body

    async def raw(self, method: str, **params: Any) -> dict[str, Any]:
        """The whole answer of an API method, errors included."""
        form = {"access_token": self.token, "v": "5.199"} | {key: str(value) for key, value in params.items()}
        async with self.http.post(f"{self.api_url}/{method}", data=form) as answer:
            body: dict[str, Any] = await answer.json()
            return body

    async def call(self, method: str, **params: Any) -> Any:
        """What an API method answers; ValueError when it is an error."""
        answer = await self.raw(method, **params)
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer["response"]


@asynccontextmanager
async def running_sandbox(world: World | None = None, **options: Any) -> AsyncIterator[SandboxClient]:
    """`options` are those of `start_sandbox`: rate, latency, token, group_id, keep_history."""
    running = await start_sandbox(world or small_world(), **options)
    try:
        async with ClientSession() as http:
            yield SandboxClient(running, http)
    finally:
        await running.stop()
