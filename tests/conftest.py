"""Fixtures every test may use."""

from collections.abc import AsyncIterator, Iterator

import pytest
import structlog

from tests.sandbox_server import SandboxClient, running_sandbox


@pytest.fixture
async def sandbox() -> AsyncIterator[SandboxClient]:
    """A VK of three people and a chat; see tests/sandbox_server.py for worlds of one's own."""
    async with running_sandbox() as running:
        yield running


@pytest.fixture(autouse=True)
def _logs_of_its_own() -> Iterator[None]:
    """A command that runs inside a test sets up logs for the error stream of that test, which is closed afterwards."""
    yield
    structlog.reset_defaults()
