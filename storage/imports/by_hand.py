"""Official figures of a school that somebody typed: kept like those of a summary."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.ids import reserve_ids
from storage.tables import SchoolWeek, StatisticsImport

TYPED = "введено вручную"


async def write_by_hand(
    session: AsyncSession,
    school_id: int,
    week: str,
    figures: Mapping[str, tuple[int | None, int | None]],
    now: datetime,
    today: date,
) -> None:
    """`figures` are (value, total) by indicator; those of the week that are not named stay."""
    import_id = await _summary_of(session, school_id, week, len(figures), now, today)
    for code, (value, total) in figures.items():
        row = await session.get(SchoolWeek, (school_id, week, code))
        if row is None:
            row = SchoolWeek(school_id=school_id, week=week, code=code, import_id=import_id)
            session.add(row)
        row.typed_on = today
        row.value, row.total, row.percent = value, total if total is not None else row.total, None
    await session.flush()


async def figures_typed(
    session: AsyncSession, school_id: int, week: str, codes: Collection[str]
) -> dict[str, tuple[int | None, int | None]]:
    """(value, total) of those indicators that somebody typed for the week."""
    rows = select(SchoolWeek).where(SchoolWeek.school_id == school_id, SchoolWeek.week == week)
    found = await session.scalars(rows.where(SchoolWeek.code.in_(codes), SchoolWeek.typed_on.is_not(None)))
    return {one.code: (one.value, one.total) for one in found}


async def _summary_of(session: AsyncSession, school_id: int, week: str, rows: int, now: datetime, today: date) -> int:
    of_week = (
        StatisticsImport.school_id == school_id,
        StatisticsImport.week == week,
        StatisticsImport.kind == "summary",
    )
    found = await session.scalar(select(StatisticsImport.id).where(*of_week))
    if found is not None:
        return found
    [new_id] = await reserve_ids(session, StatisticsImport, 1)
    session.add(
        StatisticsImport(
            id=new_id,
            school_id=school_id,
            week=week,
            kind="summary",
            file_name=TYPED,
            sha256="",
            mapping={},
            received_on=today,
            rows=rows,
            accepted=rows,
            at=now,
        )
    )
    await session.flush()
    return new_id
