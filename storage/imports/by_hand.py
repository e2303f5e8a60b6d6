"""Official figures of a school that somebody typed: kept like those of a summary."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.rows import SummaryValue
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


async def figures_of(
    session: AsyncSession, school_id: int, week: str, codes: Collection[str]
) -> dict[str, SummaryValue]:
    """What the week says of those indicators, whoever told it."""
    return {code: row for code in codes if (row := _said(await session.get(SchoolWeek, (school_id, week, code))))}


def _said(row: SchoolWeek | None) -> SummaryValue | None:
    return None if row is None else SummaryValue(row.value, row.total, row.percent, row.typed_on)


async def put_back(
    session: AsyncSession, school_id: int, week: str, figures: Mapping[str, SummaryValue | None]
) -> None:
    """They are again what they were before somebody typed; where nothing was, nothing is, and of a summary that was
    only typed nothing is left."""
    for code, was in figures.items():
        row = await session.get(SchoolWeek, (school_id, week, code))
        if row is not None and was is not None:
            row.value, row.total, row.percent, row.typed_on = was.value, was.total, was.percent, was.typed_on
        elif row is not None:
            await session.delete(row)
    await session.flush()
    empty = ~exists().where(SchoolWeek.import_id == StatisticsImport.id)
    of_week = (StatisticsImport.school_id == school_id, StatisticsImport.week == week)
    await session.execute(delete(StatisticsImport).where(*of_week, StatisticsImport.file_name == TYPED, empty))


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
