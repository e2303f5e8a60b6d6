from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database.connection import Database
from tests.databases import fresh_database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await fresh_database(tmp_path / "school.db")
    yield opened
    await opened.close()
