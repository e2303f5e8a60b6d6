"""The composition root: here, and only here, the parts are put together."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from bot.settings import Community, Settings
from storage.database.connection import Database
from storage.database.key_values import read_note, write_note
from storage.database.moved import refuse_moved
from storage.database.opening import open_database
from storage.messengers.spoken import remember_spoken
from storage.schools.communities import OF_MAX

if TYPE_CHECKING:
    from bot.max.messenger import MaxMessenger
    from bot.vk.messenger import VkMessenger

    Spoken = VkMessenger | MaxMessenger

Clock = Callable[[], datetime]


# Before a community's short name, where its number is remembered.
_NAMED = "vk.community:"


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class App:
    """What every command works with. `messengers` by the number of VK's community, or MAX's own
    (`storage.schools.communities`); empty without a token."""

    settings: Settings
    database: Database
    messengers: "Mapping[int, Spoken]"
    clock: Clock

    @property
    def of_vk(self) -> "dict[int, VkMessenger]":
        return {number: cast("VkMessenger", one) for number, one in self.messengers.items() if number != OF_MAX}

    @property
    def of_max(self) -> "MaxMessenger | None":
        return cast("MaxMessenger | None", self.messengers.get(OF_MAX))

    def link_of(self, community: int, code: str = "") -> str:
        """Opens a dialog with it, and brings the `code` along; empty where it is not known, or not run."""
        messenger = self.messengers.get(community)
        return messenger.dialog_link(code) if messenger is not None else ""


@asynccontextmanager
async def open_app(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    online: bool = False,
    for_long: bool = False,
    moved_too: bool = False,
    shares_rate: bool = False,
) -> AsyncIterator[App]:
    """Open the database, and `online` the way to each community and bot. A program that runs `for_long` spares memory.
    With `shares_rate` it makes half of the requests that are allowed: another process may make the other half.

    Raises:
        StorageError: the database cannot be opened.
        BadSetting: it has moved into another one, and is not wanted `moved_too`.
    """
    async with AsyncExitStack() as stack:
        database = await open_database(settings.database_url, spare_memory=for_long)
        stack.push_async_callback(database.close)
        if not moved_too:
            await refuse_moved(database)
        messengers: dict[int, Spoken] = {}
        settings = await _with_known_communities(settings, database, online=online)
        for community in settings.communities if online else []:
            messengers[community.group_id] = vk = await stack.enter_async_context(_vk(settings, community, shares_rate))
            if len(messengers) == 1:
                settings = await _with_numbers(settings, vk)
        if online and settings.max_token is not None:
            messengers[OF_MAX] = await stack.enter_async_context(
                _max(settings, settings.max_token.get_secret_value(), shares_rate)
            )
        if messengers:
            await remember_spoken(database, {one.platform for one in messengers.values()})
        yield App(settings, database, messengers, clock)


async def _with_known_communities(settings: Settings, database: Database, *, online: bool) -> Settings:
    """A community's short name gives way to its number: asked of VK, and remembered for what runs without it."""
    known = list(settings.communities)
    for place, one in enumerate(known):
        if one.name:
            number = await _number(settings, database, one) if online else await _remembered(database, one.name)
            known[place] = one.model_copy(update={"group_id": number})
    return settings.model_copy(update={"vk_communities": known}) if any(one.name for one in known) else settings


async def _number(settings: Settings, database: Database, community: Community) -> int:
    from bot.vk.short_names import number_of_community

    async with _vk(settings, community) as opened:
        number = await number_of_community(opened.api, community.name)
    if not number:
        return await _remembered(database, community.name)
    async with database.writing() as session:
        await write_note(session, _NAMED + community.name.lower(), str(number))
    return number


async def _remembered(database: Database, name: str) -> int:
    async with database.reading() as session:
        return int(await read_note(session, _NAMED + name.lower()) or 0)


async def _with_numbers(settings: Settings, vk: "VkMessenger") -> Settings:
    from bot.vk.short_names import with_numbers

    return await with_numbers(settings, vk.api)


def _vk(
    settings: Settings, community: Community, shares_rate: bool = False
) -> "AbstractAsyncContextManager[VkMessenger]":
    from bot.pace import PER_SECOND, Pace
    from bot.vk.messenger import open_vk  # a report or an import needs nothing of what speaks HTTP

    token, version = community.token.get_secret_value(), settings.vk_api_version
    pace = Pace(PER_SECOND // 2 if shares_rate else PER_SECOND)
    return open_vk(token, community.group_id, api_url=settings.vk_api_url, version=version, pace=pace)


def _max(settings: Settings, token: str, shares_rate: bool) -> "AbstractAsyncContextManager[MaxMessenger]":
    from bot.max.messenger import open_max  # only where there is a bot of MAX

    # 0 lifts the limit.
    rate = max(1, settings.max_rate // 2) if shares_rate and settings.max_rate else settings.max_rate
    return open_max(token, api_url=settings.max_api_url, rate=rate, file_hosts=settings.max_file_hosts)
