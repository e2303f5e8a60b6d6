"""Pupils of single classes as an officer typed them, with what stood there before."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import ClassPupils

MOST_IN_CLASS = 60


@dataclass(frozen=True, slots=True)
class Counted:
    """Of one class: in Сферум, on the list, with the journal linked; None is not said."""

    registered: int | None = None
    total: int | None = None
    linked: int | None = None

    @property
    def is_possible(self) -> bool:
        whole = MOST_IN_CLASS if self.total is None else min(self.total, MOST_IN_CLASS)
        return all(one is None or one <= whole for one in (self.registered, self.linked, self.total))

    def over(self, before: "Counted") -> "Counted":
        """What is said now, and of the rest what stood there."""
        return Counted(
            before.registered if self.registered is None else self.registered,
            before.total if self.total is None else self.total,
            before.linked if self.linked is None else self.linked,
        )


NOTHING = Counted()


def whole_of_linked(linked: int, registered: int | None, total: int | None) -> int | None:
    """Of how many the journal is linked: of those in Сферум, as a file counts it; where these are not known or fewer,
    of all."""
    return registered if registered is not None and linked <= registered else total


async def class_rows(session: AsyncSession, school_ids: Sequence[int], weeks: Sequence[str]) -> Sequence[ClassPupils]:
    query = select(ClassPupils).where(ClassPupils.school_id.in_(school_ids), ClassPupils.week.in_(weeks))
    return (await session.scalars(query.order_by(ClassPupils.school_id, ClassPupils.class_name))).all()


def counted(row: ClassPupils) -> Counted:
    return Counted(row.registered, row.total, row.linked)


async def write_classes(
    session: AsyncSession, school_id: int, week: str, classes: Mapping[str, Counted], now: datetime, today: date
) -> None:
    known = {one.class_name: one for one in await class_rows(session, [school_id], [week])}
    for name, figures in classes.items():
        row = known.get(name)
        before = None if row is None else _kept(row)
        if row is None:
            row = ClassPupils(school_id=school_id, week=week, class_name=name)
            session.add(row)
        row.registered, row.total, row.linked = figures.registered, figures.total, figures.linked
        row.typed_on, row.at, row.before = today, now, before
    await session.flush()


def _kept(row: ClassPupils) -> dict[str, Any]:
    return asdict(counted(row)) | {"typed_on": row.typed_on.isoformat(), "at": row.at.isoformat()}


async def take_classes_back(session: AsyncSession, school_id: int, at: datetime) -> Sequence[ClassPupils]:
    """What was typed at that moment stands no more, and what it replaced does again."""
    query = select(ClassPupils).where(ClassPupils.school_id == school_id, ClassPupils.at == at)
    found = (await session.scalars(query.order_by(ClassPupils.class_name))).all()
    for row in found:
        before = row.before
        if before is None:
            await session.delete(row)
            continue
        row.registered, row.total, row.linked = before["registered"], before["total"], before["linked"]
        row.typed_on, row.at = date.fromisoformat(before["typed_on"]), datetime.fromisoformat(before["at"])
        row.before = None
    await session.flush()
    return found
