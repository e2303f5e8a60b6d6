"""A summary: the official indicators of schools, written as they are given."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import INDICATOR
from indicators.understanding import SummaryRow, SummaryValue
from storage.imports.report import Change, SchoolReport
from storage.tables import SchoolWeek


async def compare_summary(
    session: AsyncSession, school_id: int, week: str, rows: Sequence[SummaryRow], report: SchoolReport
) -> None:
    """Tell the report what a repeated import of the week changes."""
    stored = select(SchoolWeek).where(SchoolWeek.school_id == school_id, SchoolWeek.week == week)
    before = {old.code: (old.value, old.total, old.percent) for old in await session.scalars(stored)}
    for code, figure in joined(rows).items():
        was, now = before.get(code), (figure.value, figure.total, figure.percent)
        if was is not None and was != now:
            report.changes.append(Change(INDICATOR[code].short, code, was[0] or was[2], now[0] or now[2]))


async def write_summary(
    session: AsyncSession, school_id: int, week: str, import_id: int, rows: Sequence[SummaryRow]
) -> None:
    of_week = (SchoolWeek.school_id == school_id, SchoolWeek.week == week)
    await session.execute(delete(SchoolWeek).where(*of_week))
    values = [
        {
            "school_id": school_id,
            "week": week,
            "code": code,
            "import_id": import_id,
            "value": figure.value,
            "total": figure.total,
            "percent": figure.percent,
        }
        for code, figure in joined(rows).items()
    ]
    if values:
        await session.execute(insert(SchoolWeek), values)


def joined(rows: Sequence[SummaryRow]) -> dict[str, SummaryValue]:
    """One school's figures, should several rows (sheets of one file) hold a part each; the first says it."""
    figures: dict[str, SummaryValue] = {}
    for row in rows:
        for code, figure in row.values.items():
            figures.setdefault(code, figure)
    return figures
