"""The schools' calendars, read for the nudges' rules: zone, hours, breaks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.calendar import BREAK, Rest, SchoolCalendar, zone_of
from storage.database.read_once import read_once
from storage.tables import Break, School

DEFAULT_ZONE = "Europe/Moscow"
# Of a school's settings: single working days, and whether all Saturdays are.
WORKDAYS, SATURDAYS = "workdays", "works_saturdays"


async def calendars(
    session: AsyncSession, schools: Iterable[School], default_zone: str = DEFAULT_ZONE
) -> dict[int, SchoolCalendar]:
    """Each school's calendar by the school's id, in one query.

    Raises:
        BadSetting: a school's zone, or the default one, is none.
    """
    chosen = {school.id: school for school in schools}
    rests = await _rests(session, frozenset(chosen))
    return {
        school.id: SchoolCalendar(
            zone_of(school.timezone or default_zone),
            school.work_from,
            school.work_to,
            rests.get(school.id, ()),
            frozenset(map(date.fromisoformat, (school.settings or {}).get(WORKDAYS, ()))),
            bool((school.settings or {}).get(SATURDAYS)),
        )
        for school in chosen.values()
    }


@read_once
async def _rests(session: AsyncSession, school_ids: frozenset[int]) -> Mapping[int, tuple[Rest, ...]]:
    rests: dict[int, list[Rest]] = {}
    found = await session.scalars(select(Break).where(Break.school_id.in_(school_ids)).order_by(Break.starts_on))
    for row in found:
        rests.setdefault(row.school_id, []).append(Rest(row.starts_on, row.ends_on, row.title, row.kind))
    return {school_id: tuple(found) for school_id, found in rests.items()}


async def school_calendar(session: AsyncSession, school: School, default_zone: str = DEFAULT_ZONE) -> SchoolCalendar:
    return (await calendars(session, [school], default_zone))[school.id]


async def add_breaks(session: AsyncSession, school_id: int, rests: Sequence[Rest]) -> list[Rest]:
    """Write the breaks whose days the school does not have yet; returns those."""
    found = await session.execute(select(Break.starts_on, Break.ends_on).where(Break.school_id == school_id))
    known = {(starts_on, ends_on) for starts_on, ends_on in found}
    fresh = [rest for rest in dict.fromkeys(rests) if (rest.starts_on, rest.ends_on) not in known]
    session.add_all(
        Break(school_id=school_id, starts_on=rest.starts_on, ends_on=rest.ends_on, title=rest.title, kind=rest.kind)
        for rest in fresh
    )
    return fresh


async def breaks_from(session: AsyncSession, school_id: int, today: date) -> Sequence[Break]:
    """Those that are not over yet, the nearest first."""
    coming = select(Break).where(Break.school_id == school_id, Break.ends_on >= today)
    return (await session.scalars(coming.order_by(Break.starts_on, Break.id))).all()


async def end_pauses(session: AsyncSession, school_id: int, today: date) -> bool:
    """Pauses with days that have begun end with yesterday; what would begin later stays. False: there are none."""
    found = [
        one for one in await breaks_from(session, school_id, today) if one.kind != BREAK and one.starts_on <= today
    ]
    for one in found:
        if one.starts_on < today:
            one.ends_on = today - timedelta(days=1)
        else:
            await session.delete(one)
    return bool(found)


async def break_of(session: AsyncSession, school_id: int, break_id: int) -> Break | None:
    return await session.scalar(select(Break).where(Break.id == break_id, Break.school_id == school_id))


async def drop_break(session: AsyncSession, school_id: int, break_id: int) -> Rest | None:
    """What it was; None: there is none (any more) at this school."""
    kept = (Break.starts_on, Break.ends_on, Break.title, Break.kind)
    gone = delete(Break).where(Break.id == break_id, Break.school_id == school_id).returning(*kept)
    found = (await session.execute(gone)).first()
    return Rest(*found) if found is not None else None
