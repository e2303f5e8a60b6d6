from collections.abc import AsyncIterator

import pytest

from tests.max_sandbox import MaxClient, running_max


@pytest.fixture
async def max_() -> AsyncIterator[MaxClient]:
    async with running_max() as client:
        yield client
