"""Fixtures every test may use."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest
import structlog

from indicators.guarded import process
from indicators.guarded.environment import python
from reports.weekly import drawing_process
from tests import warm_children
from tests.sandbox_server import SandboxClient, running_sandbox

# Few tests that take long: they come first, so that no process is left with them when the others have ended.
_LONG = ("tests/simulation/", "tests/test_patterns.py", "tests/understanding/", "tests/storage/imports/", "tests/bot/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


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


@pytest.fixture(scope="session", autouse=True)
def _warm_children() -> Iterator[None]:
    servers = warm_children.SERVERS

    def warm(module: str, *arguments: str) -> list[str]:
        server = servers.get(module.partition(".")[0])
        as_everybody = os.environ.get("PYTEST_CURRENT_TEST", "").startswith("tests/indicators/")
        return server.command(module, *arguments) if server and not as_everybody else python(module, *arguments)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(drawing_process, "python", warm)
        patched.setattr(process, "python", warm)
        yield
    for server in servers.values():
        server.end()
