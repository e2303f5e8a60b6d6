"""Small things the program remembers, by key."""

from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Note


async def read_note(session: AsyncSession, key: str) -> str | None:
    note = await session.get(Note, key)
    return None if note is None else note.value


async def write_note(session: AsyncSession, key: str, value: str) -> None:
    note = await session.get(Note, key)
    if note is None:
        session.add(Note(key=key, value=value))
    else:
        note.value = value
