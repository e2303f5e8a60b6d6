"""The loads of a school that are there, with what each had replaced."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.people.audit import who_loaded
from storage.tables import PreviousLoad, StatisticsImport

SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class StoredLoad:
    """`kind` is people or summary; `who` has loaded it, empty where nobody knows any more. `with_summary`: the file of
    this list told the school's figures, too."""

    week: str
    kind: str
    at: datetime
    file_name: str
    rows: int
    accepted: int
    who: str = ""
    previous_at: datetime | None = None
    previous_name: str = ""
    with_summary: bool = False

    @property
    def is_list(self) -> bool:
        return self.kind == "people"

    def is_called(self, week: str, kind: str, at: datetime) -> bool:
        """A load has no number that never comes again: its week, kind and moment tell it."""
        return (self.week, self.at) == (week, at) and (kind == self.kind or (self.with_summary and kind == SUMMARY))

    @property
    def parts(self) -> list["StoredLoad"]:
        """What is kept of it apart."""
        return [self, replace(self, kind=SUMMARY)] if self.with_summary else [self]


def as_files(loads: Sequence[StoredLoad]) -> list[StoredLoad]:
    """A list and a summary that came in one file are one load."""
    lists = {_file_of(one) for one in loads if one.is_list}
    summaries = {_file_of(one): one for one in loads if not one.is_list}
    apart = [one for one in loads if one.is_list or _file_of(one) not in lists]
    return [_joined(one, summaries.get(_file_of(one))) if one.is_list else one for one in apart]


def _joined(load: StoredLoad, summary: StoredLoad | None) -> StoredLoad:
    if summary is None:
        return load
    before = load if load.previous_at is not None else summary
    return replace(load, with_summary=True, previous_at=before.previous_at, previous_name=before.previous_name)


def _file_of(one: StoredLoad) -> tuple[str, datetime, str]:
    return one.week, one.at, one.file_name


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
            one.accepted,
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
