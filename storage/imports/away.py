"""People whom the file itself marks as away are left in peace for as long as it does."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.rows import PersonRow
from indicators.russian.rules import listed
from indicators.weeks import Week
from nudges.clock.schedule import OLDEST_FIGURES
from storage.imports.chunking import chunks
from storage.imports.schools_of_file import FileSchool
from storage.people.exemptions import FILE_MARK, LEAVES, MARK_LASTS, OWN_WORDS, exempt, exemptions_of
from storage.people.own_time import own_times
from storage.people.privacy.quiet import quiet_people
from storage.tables import Exemption, Person

REASON = FILE_MARK
_UNBROKEN = MARK_LASTS + timedelta(weeks=1)  # within which another list is to mark for it to be the same mark
_NO_WORDS = (FILE_MARK, LEAVES, *OWN_WORDS)  # reasons that are no officer's word of an absence
_FEW = 5
_STILL = (
    "В данных по-прежнему отмечено отсутствие: {names}. Напоминаю, как вы сказали позже. Если "
    "кто-то ещё не вышел на работу, напишите мне «не тревожь» и фамилию."
)
_BACK = (
    "В прошлых данных было отмечено отсутствие, в этих отметки уже нет: {names}. Снова буду напоминать. Если кто-то "
    "ещё не вышел на работу, напишите мне «не тревожь» и фамилию."
)
_HELD = (
    "В прошлых данных было отмечено отсутствие, в этих отметки уже нет: {names}. Напоминать всё равно не буду: об этом "
    "просили и без отметки. Подробнее — «кого не тревожим»."
)


async def leave_in_peace(session: AsyncSession, schools: Sequence[FileSchool], week: Week, today: date) -> None:
    """Exempt whom these lists mark as away; who is at work by them is so no more. Of whom they say neither, what was
    promised holds to its end, and what an officer decided stays."""
    for some in chunks([number for number, _ in await _back(session, schools, week, today)]):
        await session.execute(delete(Exemption).where(Exemption.id.in_(some)))
    for some in chunks(sorted(_of_these(schools, week, today, lambda row: row.at_work))):
        theirs = update(Exemption).where(Exemption.person_id.in_(some), Exemption.passed_over_on.is_not(None))
        await session.execute(theirs.values(passed_over_on=None))  # the next mark is a new one
    until = today + MARK_LASTS
    marked = _of_these(schools, week, today, lambda row: row.away)
    passed = await _passed_over(session, marked, today)
    for mark in passed.values():
        mark.passed_over_on = today
    for person_id in sorted(marked - {*passed}):
        holding = await exemptions_of(session, person_id, today)
        if not any(one.gap is None and one.starts_on <= today and _until(one) >= until for one in holding):
            await exempt(session, person_id, REASON, today, until)


async def back_words(session: AsyncSession, schools: Sequence[FileSchool], week: Week, today: date) -> list[str]:
    """Whom an earlier list had marked as away, and these do no longer."""
    back = await _back(session, schools, week, today)
    held = await _held_otherwise(session, [person.id for _, person in back], today)
    names = [person.full_name for _, person in back if person.id not in held]
    others = [person.full_name for _, person in back if person.id in held]
    lines = [_BACK.format(names=listed(names, _FEW))] if names else []
    return lines + ([_HELD.format(names=listed(others, _FEW))] if others else [])


async def still_marked_words(
    session: AsyncSession, schools: Sequence[FileSchool], week: Week, today: date
) -> list[str]:
    """Whom a list still marks as away when what an officer has said since is over: said once."""
    marks = await _passed_over(session, _of_these(schools, week, today, lambda row: row.away), today)
    held = await _held_otherwise(session, [*marks], today)
    names = []
    for person_id, mark in marks.items():
        of_school = (Exemption.person_id == person_id, Exemption.gap.is_(None), Exemption.reason.not_in(_NO_WORDS))
        ended = await session.scalar(select(func.max(Exemption.ends_on)).where(*of_school, Exemption.ends_on < today))
        over = max(filter(None, [ended, mark.ends_on]))
        if mark.passed_over_on is not None and mark.passed_over_on <= over < today and person_id not in held:
            names.append((await session.get_one(Person, person_id)).full_name)
    return [_STILL.format(names=listed(sorted(names), _FEW))] if names else []


async def _passed_over(session: AsyncSession, people: Collection[int], today: date) -> dict[int, Exemption]:
    """The marks that an officer's later word has ended, of whom the lists went on marking ever since."""
    found: dict[int, Exemption] = {}
    for some in chunks(sorted(people)):
        marks = select(Exemption).where(Exemption.person_id.in_(some), Exemption.passed_over_on >= today - _UNBROKEN)
        found |= {one.person_id: one for one in await session.scalars(marks.order_by(Exemption.id))}
    return found


async def _held_otherwise(session: AsyncSession, person_ids: Sequence[int], today: date) -> set[int]:
    """Who of them is left in peace today all the same: by an officer's word, or their own."""
    held: set[int] = set()
    for some in chunks(person_ids):
        quiet = await quiet_people(session, Person.id.in_(some))
        days = await own_times(session, some)
        held |= {*quiet, *(one for one, time in days.items() if today in time.days_off)}
        holds = or_(Exemption.ends_on.is_(None), Exemption.ends_on >= today)
        others = select(Exemption.person_id).where(Exemption.person_id.in_(some), Exemption.reason != REASON, holds)
        held |= set(await session.scalars(others.where(Exemption.gap.is_(None), Exemption.starts_on <= today)))
    return held


async def _back(
    session: AsyncSession, schools: Sequence[FileSchool], week: Week, today: date
) -> list[tuple[int, Person]]:
    """The marks that are over by these lists, and whose."""
    found: list[tuple[int, Person]] = []
    for some in chunks(sorted(_of_these(schools, week, today, lambda row: row.at_work))):
        marked = select(Exemption.id, Person).join(Person, Person.id == Exemption.person_id)
        marked = marked.where(Exemption.person_id.in_(some), Exemption.reason == REASON)
        holding = or_(Exemption.ends_on.is_(None), Exemption.ends_on >= today)
        rows = await session.execute(marked.where(holding).order_by(Person.name_key))
        found += [(number, person) for number, person in rows]
    return found


def _of_these(
    schools: Sequence[FileSchool], week: Week, today: date, is_meant: Callable[[PersonRow], bool]
) -> set[int]:
    """An old list decides nothing about today, nor any about whom a later one has told of."""
    if week < Week.of(today).shift(-OLDEST_FIGURES):
        return set()
    lists = [school.people for school in schools]
    told = {one.person_id for people in lists for one in people.rows if one.person_id and is_meant(one.row)}
    return told.difference(*(people.told_later for people in lists))


async def forget_marks(session: AsyncSession, school_id: int, day: date) -> None:
    """Those that a list of that day made, which is taken back. That an officer's later word has ended one is known on:
    the list comes again, put right."""
    here = select(Person.id).where(Person.school_id == school_id)
    made = (Exemption.reason == REASON, Exemption.starts_on == day, Exemption.person_id.in_(here))
    await session.execute(delete(Exemption).where(*made, Exemption.passed_over_on.is_(None)))


def _until(exemption: Exemption) -> date:
    return exemption.ends_on or date.max
