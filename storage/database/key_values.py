"""Small things the program remembers, by key."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.upsert import insert_new
from storage.tables import Note


async def read_note(session: AsyncSession, key: str) -> str | None:
    note = await session.get(Note, key)
    return None if note is None else note.value


async def write_note(session: AsyncSession, key: str, value: str) -> None:
    note = await session.get(Note, key)
    if note is not None:
        note.value = value
    # Another process may write the same note for the first time at the same moment.
    elif not await insert_new(session, Note, [{"key": key, "value": value}], Note.key):
        await session.execute(update(Note).where(Note.key == key).values(value=value))


async def kept_notes(session: AsyncSession, prefix: str, values: Sequence[str]) -> set[str]:
    """Those of the values that are kept under keys with the prefix."""
    return set(await session.scalars(select(Note.value).where(_kept(prefix, values))))


async def forget_notes(session: AsyncSession, prefix: str, values: Sequence[str]) -> None:
    """Forget the values that are kept under keys with the prefix."""
    await session.execute(delete(Note).where(_kept(prefix, values)))


def _kept(prefix: str, values: Sequence[str]) -> ColumnElement[bool]:
    return Note.key.startswith(prefix, autoescape=True) & Note.value.in_(values)
