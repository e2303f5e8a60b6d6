"""The loads of a school that are there, with what each had replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.people.audit import who_loaded
from storage.tables import PreviousLoad, StatisticsImport


@dataclass(frozen=True, slots=True)
class StoredLoad:
    """`kind` is people or summary; `who` has loaded it, empty where nobody knows any more."""

    week: str
    kind: str
    at: datetime
    file_name: str
    rows: int
    who: str = ""
    previous_at: datetime | None = None
    previous_name: str = ""

    @property
    def is_list(self) -> bool:
        return self.kind == "people"

    def is_called(self, week: str, kind: str, at: datetime) -> bool:
        """A load has no number that never comes again: its week, kind and moment tell it."""
        return (self.week, self.kind, self.at) == (week, kind, at)


async def stored_loads(session: AsyncSession, school_id: int) -> Sequence[StoredLoad]:
    """The newest week first, and of a week the newest load."""
    query = (
        select(StatisticsImport, PreviousLoad)
        .outerjoin(PreviousLoad, PreviousLoad.import_id == StatisticsImport.id)
        .where(StatisticsImport.school_id == school_id)
        .order_by(StatisticsImport.week.desc(), StatisticsImport.at.desc(), StatisticsImport.kind)
    )
    found = (await session.execute(query)).all()
    names = await who_loaded(session, school_id, [one.at for one, _ in found])
    return [
        StoredLoad(
            one.week,
            one.kind,
            one.at,
            one.file_name,
            one.rows,
            names.get(one.at, ""),
            before.at if before is not None else None,
            before.file_name if before is not None else "",
        )
        for one, before in found
    ]


async def load_of(session: AsyncSession, school_id: int, load: StoredLoad) -> StatisticsImport | None:
    query = select(StatisticsImport).where(
        StatisticsImport.school_id == school_id,
        StatisticsImport.week == load.week,
        StatisticsImport.kind == load.kind,
        StatisticsImport.at == load.at,
    )
    return (await session.scalars(query)).one_or_none()
