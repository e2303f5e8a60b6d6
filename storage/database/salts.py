"""Salts of random ids: what keeps a new database's messages apart from an old one's in a messenger's memory."""

from typing import Literal

from storage.database.connection import Session
from storage.database.key_values import read_note, write_note

What = Literal["outbox", "replies"]


async def salt_of(session: Session, what: What, fresh: int) -> int:
    """The database's own salt; `fresh` becomes it the first time. Needs a writing session."""
    kept = await kept_salt(session, what)
    if kept is None:
        await write_note(session, _key(what), str(fresh))
        return fresh
    return kept


async def kept_salt(session: Session, what: What) -> int | None:
    """None while nothing was ever sent."""
    kept = await read_note(session, _key(what))
    return None if kept is None else int(kept)


def _key(what: What) -> str:
    return f"salt:{what}"
