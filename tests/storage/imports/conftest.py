from collections.abc import AsyncIterator

import pytest

from storage.database.connection import Database
from tests.databases import fresh_database


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    database = await fresh_database(tmp_path / "school.db")
    yield database
    await database.close()
