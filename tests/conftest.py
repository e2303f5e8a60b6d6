"""Fixtures every test may use."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox_server import SandboxClient, running_sandbox


@pytest.fixture
async def sandbox() -> AsyncIterator[SandboxClient]:
    """A VK of three people and a chat; see tests/sandbox_server.py for worlds of one's own."""
    async with running_sandbox() as running:
        yield running
