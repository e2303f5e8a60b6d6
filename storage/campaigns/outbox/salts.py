"""The salt of random ids: what keeps a new database's rows apart from an old one's in VK's memory."""

from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.key_values import read_note, write_note

_KEY = "salt:outbox"


async def read_salt(session: AsyncSession, fresh: int) -> int:
    """The database's own salt; `fresh` becomes it the first time. Needs a writing session."""
    kept = await read_note(session, _KEY)
    if kept is None:
        await write_note(session, _KEY, str(fresh))
        return fresh
    return int(kept)
