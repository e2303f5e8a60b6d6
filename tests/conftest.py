"""Fixtures every test may use."""

import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
import structlog

from indicators.guarded import process
from indicators.guarded.environment import python
from reports.weekly import drawing_process
from tests import warm_children
from tests.postgres import running_postgres
from tests.sandbox_server import SandboxClient, running_sandbox

# Few tests that take long: they come first, so that no process is left with them when the others have ended.
_LONG = (
    "tests/simulation/",
    "tests/test_patterns.py",
    "tests/understanding/",
    "tests/storage/",
    "tests/reports/",
    "tests/sandbox/",
    "tests/bot/",
)

# What is about the children themselves, and files that are to harm them: there each starts as everybody's does.
_OF_CHILDREN = (
    "test_guarded",
    "test_mutated_files",
    "test_odd_workbooks",
    "test_corpus.py::test_a_file_is_read_as_it_was_meant[refused",
)
_AS_EVERYBODY = tuple(f"tests/indicators/{one}" for one in _OF_CHILDREN)

# Folders of tests stand in memory where there is room: every commit of a database waits for the disk, and no test can
# tell whether it did. Two gigabytes: more than the tests of three processes have at a time.
_IN_MEMORY, _ROOM = Path("/dev/shm"), 2 * 2**30

# Nothing that is loaded and collected here is ever given back: the collector need not look through it.
gc.disable()

# How long an example takes is the machine's affair.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


def pytest_configure(config: pytest.Config) -> None:
    if "TMPDIR" not in os.environ and os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free > _ROOM:
        tempfile.tempdir = str(_IN_MEMORY)
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        for server in warm_children.SERVERS.values():
            server.share()


def pytest_unconfigure() -> None:
    for server in warm_children.SERVERS.values():
        server.end()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)  # a test leaves little behind: looking for it seldom is enough
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


@pytest.fixture
async def sandbox() -> AsyncIterator[SandboxClient]:
    """A VK of three people and a chat; see tests/sandbox_server.py for worlds of one's own."""
    async with running_sandbox() as running:
        yield running


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server that all tests of this process share: see `tests.postgres.emptied`."""
    with running_postgres() as url:
        yield url


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
        as_everybody = os.environ.get("PYTEST_CURRENT_TEST", "").startswith(_AS_EVERYBODY)
        return server.command(module, *arguments) if server and not as_everybody else python(module, *arguments)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(drawing_process, "python", warm)
        patched.setattr(process, "python", warm)
        yield
