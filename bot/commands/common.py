"""What commands share: settings, logs, the database, and turning what went wrong into a sentence."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from bot.app import App, open_app
from bot.logs import set_up_logs
from bot.settings import Settings, load_settings
from indicators.errors import StorageError
from indicators.parsing.limits import ReadLimits

T = TypeVar("T")


def run_async(work: Coroutine[object, object, T]) -> T:
    """Run a command's work; a failing database or disk ends it with a sentence instead of a traceback."""
    set_up_logs()
    try:
        return asyncio.run(work)
    except DBAPIError as error:
        cause = str(error.orig).splitlines()[0]
        raise StorageError(f"База данных не выполнила запрос: {cause}. Ничего не записано наполовину.") from error


@asynccontextmanager
async def command_app(*, with_vk: bool = False) -> AsyncIterator[App]:
    async with open_app(load_settings(), with_vk=with_vk) as app:
        yield app


def reading_limits(settings: Settings) -> ReadLimits:
    return ReadLimits(file_bytes=settings.file_limit_mb * 2**20, memory_bytes=settings.reader_memory_mb * 2**20)
