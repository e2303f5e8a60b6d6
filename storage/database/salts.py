"""Salts of random ids: what keeps a new database's messages apart from an old one's in a messenger's memory."""

from typing import Literal

from storage.database.connection import Session
from storage.database.key_values import read_note, write_note


async def salt_of(session: Session, what: Literal["outbox", "replies"], fresh: int) -> int:
    """The database's own salt; `fresh` becomes it the first time. Needs a writing session."""
    key = f"salt:{what}"
    kept = await read_note(session, key)
    if kept is None:
        await write_note(session, key, str(fresh))
        return fresh
    return int(kept)
