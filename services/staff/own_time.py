"""«Пишите после 15», «31 декабря не пишите»: a person's own hours and days, told by themselves or by an officer."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from indicators.errors import NotPossible
from nudges.own_time import OwnTime, weekdays_words
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.staff.listed import people_here
from storage.database.connection import Session
from storage.people.own_time import keep_own_time, own_time
from storage.schools.calendar import school_calendar
from storage.tables import Person, School

NO_DAY = "Школа пишет педагогам в свои рабочие дни, {days}: {wanted} ничего не останется. Назовите другой день."
OUTSIDE = "Школа пишет педагогам с {begins:%H:%M} до {ends:%H:%M}: в эти часы ничего не останется. Назовите другие."
TOO_MANY = "Столько отдельных дней не запомню. Если это отпуск или больничный, так и напишите: «в отпуске до …»."
LONGEST_PEACE = 56  # days ahead; whoever rests longer is exempt
MOST_DAYS = 2 * LONGEST_PEACE  # with days further off that were named before


async def set_hours(
    session: Session,
    actor: Actor,
    person_ids: Sequence[int],
    begins: time | None,
    ends: time | None,
    now: datetime,
    *,
    default_zone: str,
    weekdays: frozenset[int] = frozenset(),
) -> None:
    """What is not told stays, hours or days of the week; none of them: the school's again. Of several people, or of one
    at several schools, all or nobody's.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: nothing of a school's hours, or of its days, would be left.
    """
    people = [await _theirs(session, actor, one) for one in person_ids]
    every = [await _wanted(session, one, begins, ends, weekdays, default_zone) for one in people]
    for person, wanted in zip(people, every, strict=True):
        await _keep(session, actor, person, wanted, now)


async def _wanted(
    session: Session,
    person: Person,
    begins: time | None,
    ends: time | None,
    weekdays: frozenset[int],
    default_zone: str,
) -> OwnTime:
    known = own_time(person)
    if begins is not None or ends is not None:
        weekdays = weekdays or known.weekdays
    elif weekdays:
        begins, ends = known.begins, known.ends
    wanted = replace(known, begins=begins, ends=ends, weekdays=weekdays)
    calendar = await school_calendar(session, await session.get_one(School, person.school_id), default_zone)
    if not wanted.fits(calendar):
        raise NotPossible(OUTSIDE.format(begins=calendar.work_from, ends=calendar.work_to))
    if not wanted.has_day(calendar):
        days = "с понедельника по субботу" if calendar.works_saturdays else "с понедельника по пятницу"
        raise NotPossible(NO_DAY.format(days=days, wanted=weekdays_words(wanted.weekdays)))
    return wanted


async def set_days_off(
    session: Session, actor: Actor, person_id: int, named: Iterable[date], now: datetime, *, off: bool = True
) -> Person:
    """Days without reminders and announcements; what was meant for one goes on the next that is none.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: more days than anybody means.
    """
    person = await _theirs(session, actor, person_id)
    before = own_time(person)
    kept = {one for one in before.days_off if one >= now.date()}
    days = kept.union(named) if off else kept.difference(named)
    if off and len(days) > MOST_DAYS:
        raise NotPossible(TOO_MANY)
    return await _keep(session, actor, person, replace(before, days_off=frozenset(days)), now)


async def _theirs(session: Session, actor: Actor, person_id: int) -> Person:
    """Everybody decides about themselves, an officer about the school's people."""
    if person_id in actor.persons:
        require(actor, Deed.OWN_TIME)
        return await session.get_one(Person, person_id)
    require(actor, Deed.EXEMPT)
    [person] = await people_here(session, actor, [person_id])
    return person


async def _keep(session: Session, actor: Actor, person: Person, wanted: OwnTime, now: datetime) -> Person:
    keep_own_time(person, wanted)
    await session.flush()
    log_deed(session, replace(actor, school_id=person.school_id), "own_time", now, person=person.id)
    return person
