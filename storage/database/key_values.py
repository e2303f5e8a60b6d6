"""Small things the program remembers, by key."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.upsert import insert_new
from storage.tables import Note

_NOTES = cast(Table, Note.__table__)  # no objects: the session need not look for any


async def read_note(session: AsyncSession, key: str) -> str | None:
    return await session.scalar(select(Note.value).where(Note.key == key))


async def write_note(session: AsyncSession, key: str, value: str) -> None:
    if await _rewritten(session, key, value):
        return
    # Another process may write the same note for the first time at the same moment.
    if not await insert_new(session, Note, [{"key": key, "value": value}], Note.key):
        await _rewritten(session, key, value)


async def _rewritten(session: AsyncSession, key: str, value: str) -> bool:
    found = await session.execute(update(_NOTES).where(Note.key == key).values(value=value).returning(Note.key))
    return found.first() is not None


async def kept_notes(session: AsyncSession, prefix: str, values: Sequence[str]) -> set[str]:
    """Those of the values that are kept under keys with the prefix."""
    return set(await session.scalars(select(Note.value).where(_kept(prefix, values))))


async def forget_notes(session: AsyncSession, prefix: str, values: Sequence[str]) -> None:
    """Forget the values that are kept under keys with the prefix."""
    await session.execute(delete(Note).where(_kept(prefix, values)))


def _kept(prefix: str, values: Sequence[str]) -> ColumnElement[bool]:
    return Note.key.startswith(prefix, autoescape=True) & Note.value.in_(values)
