from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database.connection import Database
from storage.database.opening import open_database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'school.db'}")
    yield opened
    await opened.close()
