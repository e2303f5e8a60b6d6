"""An office whose officer is known, and has or has not come in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.people.roles import Role
from tests.bot.web.cabinet import SCHOOL, WEEK_45, WEEK_46, Office, office


@pytest.fixture
async def closed(tmp_path: Path) -> AsyncIterator[Office]:
    """Nobody has come in, and nobody has a role."""
    async with office(tmp_path) as opened:
        yield opened


@pytest.fixture
async def entered(closed: Office) -> Office:
    """The officer has come in; the school has no file yet."""
    await _enter(closed)
    return closed


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Office]:
    """The same with two weeks of a list."""
    async with office(tmp_path, weeks=(WEEK_45, WEEK_46)) as opened:
        await _enter(opened)
        yield opened


async def _enter(opened: Office) -> None:
    await opened.enter(await opened.give(Role.OFFICER, opened.schools[SCHOOL]))
