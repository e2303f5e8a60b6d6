"""A VkMessenger over the sandbox."""

from collections.abc import AsyncIterator

import pytest

from bot.pace import Pace
from bot.vk.messenger import VkMessenger, open_vk
from tests.sandbox_server import SandboxClient


@pytest.fixture
async def vk(sandbox: SandboxClient) -> AsyncIterator[VkMessenger]:
    await sandbox.control("/sandbox/settings", {"rate": 0})
    async with open_vk(sandbox.token, sandbox.group_id, api_url=sandbox.api_url, pace=Pace(0), patience=5) as messenger:
        yield messenger
