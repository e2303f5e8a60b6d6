"""Finding and creating schools."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import UnknownSchool
from indicators.russian.natural import natural_order
from indicators.russian.rules import all_quoted, quoted
from indicators.summary.schools import match_school, school_key
from indicators.weeks import Week
from storage.database.read_once import read_once
from storage.schools.loads import loads_of
from storage.tables import School, SchoolAlias, StatisticsImport

# The name of the school of an installation that never heard one; the officer changes it in the chat.
UNNAMED = "Наша школа"


@read_once
async def all_schools(session: AsyncSession) -> Sequence[School]:
    return _by_name(await session.scalars(select(School)))


async def schools_with_ids(session: AsyncSession, ids: Collection[int]) -> Sequence[School]:
    return await _with_ids(session, frozenset(ids))


@read_once
async def _with_ids(session: AsyncSession, ids: frozenset[int]) -> Sequence[School]:
    return _by_name(await session.scalars(select(School).where(School.id.in_(ids))))


def _by_name(schools: Iterable[School]) -> tuple[School, ...]:
    """№ 2 before № 10, as people look for them; no database sorts like that."""
    return tuple(sorted(schools, key=lambda one: (natural_order(one.name), one.id)))


async def schools_by_key(session: AsyncSession) -> dict[str, School]:
    """Every school under its name and under every other way files write it."""
    schools = {school.id: school for school in await all_schools(session)}
    found = {school.name_key: school for school in schools.values()}
    for alias in await session.scalars(select(SchoolAlias)):
        found.setdefault(alias.name_key, schools[alias.school_id])
    return found


async def names_of_schools(session: AsyncSession, schools: Sequence[School]) -> dict[int, list[str]]:
    """Each school's name, and behind it the other ways files write it."""
    names = {school.id: [school.name] for school in schools}
    for alias in await session.scalars(select(SchoolAlias).where(SchoolAlias.school_id.in_(names))):
        names[alias.school_id].append(alias.name_key)
    return names


async def find_school(session: AsyncSession, name: str) -> School:
    """The school of that name.

    Raises:
        UnknownSchool: there is none; the sentence lists those that are known.
    """
    known = await schools_by_key(session)
    school = known.get(school_key(name))
    if school is None:
        raise UnknownSchool(f"Школа {quoted(name)} не найдена. {_known_names(list(known.values()))}")
    return school


async def school_called(session: AsyncSession, name: str) -> School | None:
    """The school a file means by that name, also written longer or shorter than we know it; None when unknown."""
    known = await schools_by_key(session)
    found = known.get(school_key(name))
    if found is not None:
        return found
    schools = {school.id: school for school in known.values()}
    match = match_school(name, {school.id: school.name for school in schools.values()}).school
    return schools[match] if match is not None else None


async def add_school_name(session: AsyncSession, school: School, name: str) -> bool:
    """Remember another way files write the school; False when the name is another school's.

    A school that never heard its own name takes it.
    """
    found = (await schools_by_key(session)).get(school_key(name))
    if found is not None:
        return found.id == school.id
    if school.name == UNNAMED:
        school.name, school.name_key = " ".join(name.split()), school_key(name)
    else:
        session.add(SchoolAlias(name_key=school_key(name), school_id=school.id))
    await session.flush()
    return True


async def chosen_schools(session: AsyncSession, name: str | None) -> Sequence[School]:
    """The school that was named, or all of them.

    Raises:
        UnknownSchool: no such school, or there are none at all.
    """
    if name is not None:
        return [await find_school(session, name)]
    schools = await all_schools(session)
    if not schools:
        raise UnknownSchool("В базе пока нет ни одной школы: сначала загрузите файл статистики (import).")
    return schools


def _known_names(schools: Sequence[School]) -> str:
    names = sorted({school.name for school in schools}, key=natural_order)
    if not names:
        return "В базе пока нет ни одной школы; создать её разрешает ключ --create-schools."
    shown = ", ".join(all_quoted(names[:5]))
    more = f" и ещё {len(names) - 5}" if len(names) > 5 else ""
    return f"Известны: {shown}{more}. Создать новую разрешает ключ --create-schools."


async def create_school(session: AsyncSession, name: str, now: datetime) -> School:
    """A new school with the defaults of its table."""
    school = new_school(name, now)
    session.add(school)
    await session.flush()
    return school


def new_school(name: str, now: datetime) -> School:
    return School(name=" ".join(name.split()), name_key=school_key(name), created_at=now, settings={}, timezone=None)


async def name_taken(session: AsyncSession, name_key: str, school_id: int) -> bool:
    """Whether another school has that name."""
    other = select(School.id).where(School.name_key == name_key, School.id != school_id)
    return await session.scalar(other) is not None


def put_setting(school: School, key: str, value: object) -> None:
    """The column is compared as a whole, so a changed dictionary must be a new one."""
    school.settings = {**school.settings, key: value}


_AUTOMATIC = "automatic"


def is_automatic(school: School) -> bool:
    """May the clock write to teachers by itself? A school that was set up by hand or by file: yes."""
    return school.settings.get(_AUTOMATIC, True) is True


def set_automatic(school: School, *, on: bool) -> None:
    put_setting(school, _AUTOMATIC, on)


_OF_MUNICIPALITY = "of_municipality"


def is_of_municipality(school: School) -> bool:
    """Somebody who answers for the municipality created it: who answers for it there, they say."""
    return school.settings.get(_OF_MUNICIPALITY, False) is True


def set_of_municipality(school: School) -> None:
    put_setting(school, _OF_MUNICIPALITY, True)


async def newest_week(session: AsyncSession, school_ids: Sequence[int]) -> str | None:
    """The newest imported week of any of the schools, as `2026-W46`."""
    weeks = select(StatisticsImport.week).where(StatisticsImport.school_id.in_(school_ids))
    return await session.scalar(weeks.order_by(StatisticsImport.week.desc()).limit(1))


async def newest_weeks(
    session: AsyncSession, school_ids: Sequence[int], inside: Sequence[Week] = ()
) -> dict[int, Week]:
    """The newest imported week of each school that has one, of those named where some are."""
    weeks = select(StatisticsImport.school_id, func.max(StatisticsImport.week))
    weeks = weeks.where(StatisticsImport.school_id.in_(school_ids)).group_by(StatisticsImport.school_id)
    if inside:
        weeks = weeks.where(StatisticsImport.week.in_([str(one) for one in inside]))
    return {school_id: Week.parse(week) for school_id, week in await session.execute(weeks)}


async def weeks_of_any(session: AsyncSession, school_ids: Sequence[int]) -> list[Week]:
    """Every week of which one of these schools has a file, oldest first."""
    weeks = select(StatisticsImport.week).where(StatisticsImport.school_id.in_(school_ids)).distinct()
    return [Week.parse(one) for one in await session.scalars(weeks.order_by(StatisticsImport.week))]


async def imported_weeks(session: AsyncSession, school_id: int) -> Sequence[str]:
    """Every week of which the school has a file, oldest first."""
    return list(dict.fromkeys(one.week for one in await loads_of(session, school_id)))
