"""Answers to «кто это?» about rows of a school's files, kept for the next ones."""

from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import RememberedMatch


async def remember_match(session: AsyncSession, school_id: int, row_key: str, person_id: int | None) -> None:
    """`person_id` None: somebody new."""
    await session.merge(RememberedMatch(school_id=school_id, row_key=row_key, person_id=person_id))
