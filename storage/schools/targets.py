"""What schools are to reach, and how many people an indicator can be about."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import INDICATOR, OfClasses
from nudges.norms import Norms
from storage.database.read_once import read_once
from storage.tables import Person, School, SchoolWeek, Target


@read_once
async def targets_of(session: AsyncSession, school_id: int) -> Mapping[str, Target]:
    found = await session.scalars(select(Target).where(Target.school_id == school_id).order_by(Target.id))
    return {target.code: target for target in found}


async def targets_of_each(session: AsyncSession, school_ids: Sequence[int]) -> Sequence[Target]:
    if len(school_ids) == 1:
        return tuple((await targets_of(session, school_ids[0])).values())
    return (await session.scalars(select(Target).where(Target.school_id.in_(school_ids)))).all()


async def put_target(
    session: AsyncSession, school_id: int, code: str, value: float, *, is_percent: bool, deadline: date | None
) -> None:
    """A deadline that is not said again stays."""
    found = await session.scalar(select(Target).where(Target.school_id == school_id, Target.code == code))
    if found is None:
        found = Target(school_id=school_id, code=code)
        session.add(found)
    found.value, found.is_percent, found.deadline = value, is_percent, deadline or found.deadline
    await session.flush()


async def drop_targets(session: AsyncSession, school_id: int, codes: Collection[str]) -> None:
    await session.execute(delete(Target).where(Target.school_id == school_id, Target.code.in_(codes)))


async def people_at_most(session: AsyncSession, school_id: int, code: str) -> int | None:
    """How many people an indicator can be about at most; None when nobody knows."""
    rule = INDICATOR[code].counts if code in INDICATOR else None
    if isinstance(rule, OfClasses) and not rule.wholes:
        return None
    if not isinstance(rule, OfClasses):
        here = select(func.count()).where(Person.school_id == school_id, Person.left_on.is_(None))
        listed = await session.scalar(here) or 0
        return max(listed, await _newest(session, school_id, "teachers_total") or 0) or None
    return await _newest(session, school_id, "pupils_total")


async def _newest(session: AsyncSession, school_id: int, code: str) -> int | None:
    known = select(func.coalesce(SchoolWeek.total, SchoolWeek.value))
    known = known.where(SchoolWeek.school_id == school_id, SchoolWeek.code == code)
    return await session.scalar(known.order_by(SchoolWeek.week.desc()).limit(1))


async def norms_of(session: AsyncSession, school: School) -> Norms:
    """What a person of the school is to reach."""
    targets = (await targets_of(session, school.id)).values()
    return Norms.of_school([(one.code, one.value, one.is_percent) for one in targets], school.settings)
