"""What a school sets for itself. Words are understood elsewhere: here are values, checked."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from indicators.errors import NotPossible
from indicators.summary.schools import school_key
from nudges.clock.schedule import LONGEST_WAIT, Kind, Schedule, Slot, Wait
from nudges.norms import Norms
from services.actor import Actor
from services.audit import changed, log_deed
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.schools.calendar import SATURDAYS
from storage.schools.registry import add_school_name, is_automatic, name_taken, put_setting
from storage.schools.report_templates import has_template
from storage.schools.settings_state import state_of
from storage.schools.targets import norms_of, targets_of
from storage.schools.thanks import gives_thanks, set_thanks
from storage.tables import School

NAME, JOURNAL = (2, 120), (2, 60)  # letters, from and to
EARLIEST, LATEST = time(6), time(22)
_FRIDAY = 4
CONFIGURED, ROOM, NORMS = "configured", "room", "norms"
GOALS, DEADLINE = "goals", "deadline"  # what may be left to be set
BAD_NAME = "Название школы — от 2 до 120 знаков, и хотя бы одно слово в нём своё."
NAME_TAKEN = "Школа с таким названием уже есть: двух одинаковых быть не может."
BAD_ZONE = "Такого часового пояса нет."
BAD_HOURS = "Писать можно с 6 до 22 часов, и начало должно быть раньше конца."
PAST = "Этот день уже прошёл: нужен такой, который ещё впереди."
BAD_JOURNAL = "Название журнала — от 2 до 60 знаков."
BAD_MOMENT = "Напоминать можно по будням в рабочие часы школы."
BAD_WAIT = f"Ждать файл можно не дольше {LONGEST_WAIT} рабочих дней и до часа, когда школе можно писать."
BAD_NORM = "Норма — целое число больше нуля."


@dataclass(frozen=True, slots=True)
class SchoolSettings:
    """All that is set, with the defaults where nothing is. `own_template`: Word reports have the school's
    letterhead."""

    name: str
    zone: str
    work_from: time
    work_to: time
    works_saturdays: bool
    journal: str
    registration_deadline: date | None
    schedule: Schedule
    norms: Norms
    automatic: bool
    paused: bool
    thanks: bool
    own_template: bool
    room: str


async def settings(session: Session, actor: Actor, *, default_zone: str) -> SchoolSettings:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    return SchoolSettings(
        name=school.name,
        zone=school.timezone or default_zone,
        work_from=school.work_from,
        work_to=school.work_to,
        works_saturdays=bool(school.settings.get(SATURDAYS)),
        journal=school.journal_name,
        registration_deadline=school.registration_deadline,
        schedule=Schedule.read(school.settings),
        norms=await norms_of(session, school),
        automatic=is_automatic(school),
        paused=school.paused,
        thanks=gives_thanks(school),
        own_template=await has_template(session, school.id),
        room=str(school.settings.get(ROOM, "")),
    )


async def rename(session: Session, actor: Actor, name: str, now: datetime) -> None:
    """The name before stays one that files and what waits under it are known by.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: no name, or another school's.
    """
    school = await _mine(session, actor)
    was = state_of(school, "name")
    before = school.name
    name = " ".join(name.split())
    if not NAME[0] <= len(name) <= NAME[1] or not school_key(name):
        raise NotPossible(BAD_NAME)
    if await name_taken(session, school_key(name), school.id):
        raise NotPossible(NAME_TAKEN)
    school.name, school.name_key = name, school_key(name)
    await session.flush()
    await add_school_name(session, school, before)
    await _noted(session, actor, school, "name", was, now)


async def set_zone(session: Session, actor: Actor, zone: str, now: datetime) -> None:
    """`zone` as in the tz database, such as Asia/Omsk.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: no zone.
    """
    school = await _mine(session, actor)
    was = state_of(school, "zone")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NotPossible(BAD_ZONE) from error
    school.timezone = zone
    await _noted(session, actor, school, "zone", was, now)


async def set_hours(session: Session, actor: Actor, begin: time, end: time, now: datetime) -> None:
    """
    Raises:
        NotAllowed, UnknownSchool
        NotPossible: the end before the beginning, or hours in which nobody is to be written to.
    """
    school = await _mine(session, actor)
    was = state_of(school, "hours")
    if not EARLIEST <= begin < end <= LATEST:
        raise NotPossible(BAD_HOURS)
    school.work_from, school.work_to = begin, end
    await _noted(session, actor, school, "hours", was, now)


async def set_registration_deadline(
    session: Session, actor: Actor, day: date | None, now: datetime, *, today: date
) -> None:
    """The day by which everybody is to be registered; None: there is no such day.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: it is over.
    """
    school = await _mine(session, actor)
    was = state_of(school, "deadline")
    if day is not None and day < today:
        raise NotPossible(PAST)
    school.registration_deadline = day
    await _noted(session, actor, school, "deadline", was, now)


async def set_journal(session: Session, actor: Actor, name: str, now: datetime) -> None:
    """The electronic journal's regional name.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: too short or too long.
    """
    school = await _mine(session, actor)
    was = state_of(school, "journal")
    name = " ".join(name.split())
    if not JOURNAL[0] <= len(name) <= JOURNAL[1]:
        raise NotPossible(BAD_JOURNAL)
    school.journal_name = name
    await _noted(session, actor, school, "journal", was, now)


async def set_nudge_moment(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    weekday: int | None = None,
    at: time | None = None,
    on: bool = True,
) -> None:
    """When teachers are reminded every week; what is not said stays. Not `on`: only by an officer's own hand.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: a weekend, or outside the school's hours.
    """
    school = await _mine(session, actor)
    was = state_of(school, "moment")
    schedule = Schedule.read(school.settings)
    slot = schedule.slots[Kind.NUDGE]
    if on:
        slot = Slot(slot.weekday if weekday is None else weekday, at or slot.at)
        if not school.work_from <= slot.at < school.work_to or not 0 <= slot.weekday <= _FRIDAY:
            raise NotPossible(BAD_MOMENT)
    else:
        slot = replace(slot, on=False)
    put_setting(school, "schedule", schedule.with_slot(Kind.NUDGE, slot).as_settings())
    await _noted(session, actor, school, "moment", was, now)


async def set_file_wait(session: Session, actor: Actor, wait: Wait, now: datetime) -> None:
    """Until when the weekly reminders wait for a late file.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: too long, or outside the school's hours.
    """
    school = await _mine(session, actor)
    was = state_of(school, "file_wait")
    if not 0 <= wait.days <= LONGEST_WAIT or not school.work_from <= wait.until < school.work_to:
        raise NotPossible(BAD_WAIT)
    put_setting(school, "schedule", Schedule.read(school.settings).with_wait(wait).as_settings())
    await _noted(session, actor, school, "file_wait", was, now)


async def set_norms(
    session: Session, actor: Actor, now: datetime, *, group_chats: int, messages: int, calls: int
) -> None:
    """What one person is to reach: chats in all, messages and calls a week.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: not above zero.
    """
    school = await _mine(session, actor)
    was = state_of(school, "norms")
    if min(group_chats, messages, calls) < 1:
        raise NotPossible(BAD_NORM)
    put_setting(school, NORMS, {"group_chats": group_chats, "messages": messages, "calls": calls})
    await _noted(session, actor, school, "norms", was, now)


async def switch_thanks(session: Session, actor: Actor, now: datetime, *, on: bool) -> None:
    """Whether those who have just closed their last gap are thanked.

    Raises:
        NotAllowed, UnknownSchool
    """
    school = await _mine(session, actor)
    set_thanks(school, on=on)
    log_deed(session, actor, "thanks_on" if on else "thanks_off", now)


def room_words(room: str) -> str:
    """Where help is to be had, as the leaflets say."""
    how = "изменить — «листовки кабинет 214»"
    return f"Кабинет на листовках: {room} ({how})" if room else "Кабинет на листовках не задан: «листовки кабинет 214»"


async def set_room(session: Session, actor: Actor, room: str, now: datetime) -> None:
    """Where people are helped: printed on leaflets.

    Raises:
        NotAllowed, UnknownSchool
    """
    school = await _mine(session, actor)
    was = state_of(school, ROOM)
    put_setting(school, ROOM, room)
    log_deed(session, actor, "room", now, **changed(was, state_of(school, ROOM)))


async def left_to_set(session: Session, school: School) -> tuple[str, ...]:
    """Of what has no usual value, what nobody has said; nothing once the wizard's questions are behind."""
    if school.settings.get(CONFIGURED):
        return ()
    goals = await targets_of(session, school.id)
    left = {GOALS: not goals, DEADLINE: school.registration_deadline is None}
    return tuple(one for one, is_left in left.items() if is_left)


async def finish_setup(session: Session, actor: Actor) -> None:
    """The wizard's questions were answered, or left for later.

    Raises:
        NotAllowed, UnknownSchool
    """
    put_setting(await _mine(session, actor), CONFIGURED, True)


async def _mine(session: Session, actor: Actor) -> School:
    require(actor, Deed.SET_SCHOOL)
    return await school_of(session, actor)


async def _noted(session: Session, actor: Actor, school: School, key: str, was: dict[str, Any], now: datetime) -> None:
    await session.flush()
    log_deed(session, actor, "settings", now, key=key, **changed(was, state_of(school, key)))
