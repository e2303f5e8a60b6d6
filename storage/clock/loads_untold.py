"""What somebody else loaded for a school outside its hours: a sentence without names that waits for the clock."""

import json
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.key_values import read_note, write_note
from storage.tables import Note

_LOADED = "loaded_untold:"


async def keep_loaded(session: AsyncSession, school_id: int, text: str) -> None:
    key = f"{_LOADED}{school_id}"
    kept = json.loads(await read_note(session, key) or "[]")
    await write_note(session, key, json.dumps([*(one for one in kept if one != text), text]))


async def take_loaded(session: AsyncSession, school_id: int) -> Sequence[str]:
    """It waits no longer."""
    key = f"{_LOADED}{school_id}"
    kept: list[str] = json.loads(await read_note(session, key) or "[]")
    await session.execute(delete(Note).where(Note.key == key))
    return kept


async def schools_with_loaded(session: AsyncSession) -> set[int]:
    keys = await session.scalars(select(Note.key).where(Note.key.startswith(_LOADED, autoescape=True)))
    return {int(key.removeprefix(_LOADED)) for key in keys}
