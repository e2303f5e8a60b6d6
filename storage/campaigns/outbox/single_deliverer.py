"""Only one process delivers from a database: two would send everything twice as fast as VK allows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.database.connection import Database
from storage.database.moved import refuse_moved
from storage.processes.rights import DELIVERY, Held, holding


@asynccontextmanager
async def sole_deliverer(database: Database) -> AsyncIterator[Held]:
    """Hold the right to deliver; it ends with the process, however the process ends, or is lost before.

    Raises:
        DatabaseBusy: another process has it.
        BadSetting: the database has moved into another one, which is delivered from now.
    """
    async with holding(database, DELIVERY) as held:
        await refuse_moved(database)
        yield held
