"""An office whose officer is known, and has or has not come in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.people.roles import Role
from tests.bot.web.cabinet import SCHOOL, Office, office, office_at_work


@pytest.fixture
async def closed(tmp_path: Path) -> AsyncIterator[Office]:
    """Nobody has come in, and nobody has a role."""
    async with office(tmp_path) as opened:
        yield opened


@pytest.fixture
async def entered(closed: Office) -> Office:
    """The officer has come in; the school has no file yet."""
    await closed.enter(await closed.give(Role.OFFICER, closed.schools[SCHOOL]))
    return closed


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Office]:
    """The same with two weeks of a list."""
    async with office_at_work(tmp_path) as opened:
        yield opened
