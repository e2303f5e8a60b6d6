"""The messengers that the program speaks: nobody is written to in another one."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from nudges.platforms import Platform
from storage.database.connection import Database
from storage.database.key_values import read_note, write_note
from storage.database.read_once import read_once

_SPOKEN = "messengers.spoken"


async def remember_spoken(database: Database, platforms: Collection[str]) -> None:
    """For plans, which are made where no messenger is at hand too."""
    written = ",".join(sorted(str(one) for one in platforms))
    async with database.reading() as session:
        if await read_note(session, _SPOKEN) == written:
            return
    async with database.writing() as session:
        await write_note(session, _SPOKEN, written)


@read_once
async def spoken(session: AsyncSession) -> frozenset[str]:
    """All of them, where the program has not spoken any yet."""
    known = await read_note(session, _SPOKEN)
    return frozenset(known.split(",")) if known else frozenset(str(one) for one in Platform)
