from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.max.messenger import MaxMessenger, open_max
from tests.max_sandbox import MaxClient, running_max


@pytest.fixture
async def max_() -> AsyncIterator[MaxClient]:
    async with running_max() as client:
        yield client


@pytest.fixture
async def messenger(max_) -> AsyncIterator[MaxMessenger]:
    async with open_max(max_.token, api_url=max_.api_url, rate=0, patience=5, settles=timedelta(0)) as opened:
        yield opened
