"""What several processes may begin at the same moment, and must do one after the other.

SQLite has one writer at a time. With PostgreSQL two transactions look at the same emptiness, and both fill it.
"""

from enum import IntEnum

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_OURS = 0x4445_5A48  # any number all copies of the program agree on


class Turn(IntEnum):
    UPGRADE = 1
    FIRST_OFFICERS = 2


async def take_turn(session: AsyncSession, what: Turn) -> None:
    """Wait until nobody else is at it; the turn ends with the transaction. To be taken before anything is read."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:ours, :what)"), {"ours": _OURS, "what": int(what)})
