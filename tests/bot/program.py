"""The whole program at work on both messengers of the sandbox, for tests."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import open_app, utc_now
from bot.process.parts import parts_of
from bot.running import Program, web_pages
from bot.settings import Settings
from tests.max_sandbox import MaxClient

_PATIENCE = 60.0  # seconds, of a busy machine


def settings_for(max_: MaxClient, folder: Path, **more: Any) -> Settings:
    given: dict[str, Any] = {
        "max_token": SecretStr(max_.token),
        "max_api_url": max_.api_url,
        "max_rate": 0,
        "http_port": 0,
        "database_url": f"sqlite+aiosqlite:///{folder / 'test.db'}",
    }
    return Settings(_env_file=None, **(given | more))


def with_vk(max_: MaxClient) -> dict[str, Any]:
    """The settings that let a program speak VK too."""
    running = max_.running
    return {"vk_token": SecretStr(running.token), "vk_group_id": running.group_id, "vk_api_url": running.api_url}


@asynccontextmanager
async def at_work(
    settings: Settings, folder: Path, clock: Callable[[], datetime] = utc_now, parts: Sequence[str] = ()
) -> AsyncIterator[tuple[Program, str]]:
    """The program, or `parts` of it, and the address of its pages."""
    async with open_app(settings, online=True, clock=clock) as app:
        program = Program(app, folder / "files", parts_of(parts))
        async with program.alone(), web_pages(program) as address:
            working = asyncio.create_task(program.run())
            try:
                yield program, address
            finally:
                program.stopping.set()
                await working


async def until(what: Callable[[], Awaitable[Any]]) -> Any:
    """Wait until it is true of something; gives that."""
    async with asyncio.timeout(_PATIENCE):
        while not (found := await what()):  # noqa: ASYNC110 — nobody tells when
            await asyncio.sleep(0.05)
        return found


async def said_in_max(max_: MaxClient, user_id: int) -> list[str]:
    accepted = await max_.control(f"accepted?user_id={user_id}")
    return [one["text"].replace("\u00a0", " ") for one in accepted["items"]]
