"""MAX for everybody's tests: a real server on a free loopback port and a client to steer it.

async with running_max() as max_:
    await max_.act("start", user_id=ANNA)
    status, answer = await max_.ask("POST", "/messages", {"user_id": ANNA}, {"text": "Здравствуйте"})
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession

from sandbox import RunningSandbox, User, World, start_sandbox
from sandbox.max.bot import Bot
from sandbox.max.world import World as MaxWorld

ANNA, BORIS, VERA = 51_000_001, 51_000_002, 51_000_003
GROUP = -72_000_001


def small_max_world(**options: Any) -> MaxWorld:
    """Three people of whom none has started the bot yet."""
    users = [
        User(9_000_001, "Анна", "Первова-Пример", "Ивановна", max_id=ANNA),
        User(9_000_002, "Борис", "Второв-Пример", "Олегович", max_id=BORIS),
        User(9_000_003, "Вера", "Третьева-Пример", "Руслановна", max_id=VERA),
    ]
    world = MaxWorld(users, **options)
    world.add_bot()
    return world


@dataclass
class MaxClient:
    """`running` has the addresses and the token; `world` is what stands behind them."""

    running: RunningSandbox
    world: MaxWorld
    http: ClientSession

    @property
    def api_url(self) -> str:
        return self.running.max_api_url

    @property
    def token(self) -> str:
        return self.running.max_token

    @property
    def bot(self) -> Bot:
        return next(iter(self.world.bots.values()))

    async def ask(self, verb: str, path: str, query: Any = None, body: Any = None) -> tuple[int, Any]:
        """Status and answer of a method of the Bot API."""
        headers = {"Authorization": self.token}
        async with self.http.request(verb, self.api_url + path, params=query, json=body, headers=headers) as answer:
            return answer.status, await answer.json(content_type=None)

    async def control(self, path: str, content: Any = None, *, verb: str = "") -> Any:
        """A control endpoint's answer; POST when there is content. ValueError with its sentence when it refuses."""
        verb = verb or ("GET" if content is None else "POST")
        url = f"{self.running.base_url}/sandbox/max/{path}"
        async with self.http.request(verb, url, json=content) as answer:
            found = await answer.json(content_type=None)
            if answer.status != 200:
                raise ValueError(f"{path}: {found}")
            return found

    async def act(self, action: str, **content: Any) -> Any:
        """What a person does."""
        return await self.control(f"act/{action}", content)


@asynccontextmanager
async def running_max(
    world: MaxWorld | None = None, vk: World | None = None, **options: Any
) -> AsyncIterator[MaxClient]:
    """`options` are those of `start_sandbox`."""
    world = world or small_max_world()
    running = await start_sandbox(vk or World(), max_world=world, **options)
    try:
        async with ClientSession() as http:
            yield MaxClient(running, world, http)
    finally:
        await running.stop()
