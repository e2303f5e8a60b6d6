"""A school's own template of the weekly report. In the database, so that backups have it."""

from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import ReportTemplate


async def template_of(session: AsyncSession, school_id: int) -> bytes | None:
    """The docx, None where the school uses the ordinary one."""
    return await session.scalar(select(ReportTemplate.content).where(ReportTemplate.school_id == school_id))


async def has_template(session: AsyncSession, school_id: int) -> bool:
    return bool(await session.scalar(select(exists().where(ReportTemplate.school_id == school_id))))


async def keep_template(session: AsyncSession, school_id: int, content: bytes, now: datetime) -> None:
    """In the place of the one before."""
    await session.merge(ReportTemplate(school_id=school_id, content=content, at=now))


async def drop_template(session: AsyncSession, school_id: int) -> bool:
    """Back to the ordinary one; False when it was in use already."""
    gone = await session.scalars(
        delete(ReportTemplate).where(ReportTemplate.school_id == school_id).returning(ReportTemplate.school_id)
    )
    return bool(gone.all())
