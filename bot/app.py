"""The composition root: here, and only here, the parts are put together."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.settings import Settings
from bot.vk.messenger import VkMessenger, open_vk
from storage.database.connection import Database
from storage.database.opening import open_database

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class App:
    """What every command works with. `messengers` by community number; empty without a token."""

    settings: Settings
    database: Database
    messengers: Mapping[int, VkMessenger]
    clock: Clock


@asynccontextmanager
async def open_app(
    settings: Settings, *, clock: Clock = utc_now, with_vk: bool = False, for_long: bool = False
) -> AsyncIterator[App]:
    """Open the database, and with `with_vk` the way to each community. A program that runs `for_long` spares memory.

    Raises:
        StorageError: the database cannot be opened.
    """
    async with AsyncExitStack() as stack:
        database = await open_database(settings.database_url, spare_memory=for_long)
        stack.push_async_callback(database.close)
        messengers: dict[int, VkMessenger] = {}
        for community in settings.communities if with_vk else []:
            opened = open_vk(
                community.token.get_secret_value(),
                community.group_id,
                api_url=settings.vk_api_url,
                version=settings.vk_api_version,
            )
            messengers[community.group_id] = await stack.enter_async_context(opened)
        yield App(settings, database, messengers, clock)
