from collections.abc import AsyncIterator

import pytest

from storage.database.connection import Database
from storage.database.opening import open_database


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'school.db'}")
    yield database
    await database.close()
