"""When the school is left in peace: breaks and pauses, one by one, from a file, or the usual ones of a school year."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from indicators.errors import NotPossible
from nudges.breaks import QUARTERS, suggest
from nudges.calendar import Rest
from nudges.periods import span_words
from services.actor import Actor
from services.audit import LEFT, WAS, log_deed
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.people.audit import newest_with
from storage.schools.calendar import SATURDAYS, WORKDAYS, add_breaks, break_of, breaks_from, drop_break
from storage.tables import School

_SATURDAY = 5
_DAY = timedelta(days=1)

TITLE = 60  # letters
DAYS = "days"
CHANGED = "changed"  # in the log: the break that got other days
LONGEST = 120  # days: a longer break is more likely a slip of the pen
TOO_LONG = (
    "{days} — это больше четырёх месяцев. Проверьте, пожалуйста, даты и напишите ещё раз: «каникулы 28.12–11.01»."
)
BACKWARDS = "Последний день раньше первого: проверьте даты."


@dataclass(frozen=True, slots=True)
class KnownRest:
    id: int
    rest: Rest


async def coming(session: Session, actor: Actor, today: date) -> list[KnownRest]:
    """The breaks and pauses that are not over yet, the nearest first.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    found = await breaks_from(session, school.id, today)
    return [KnownRest(one.id, Rest(one.starts_on, one.ends_on, one.title, one.kind)) for one in found]


async def add(session: Session, actor: Actor, rest: Rest, now: datetime) -> bool:
    """One break or pause, both days included. False: the school has these days already.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: no span of days, or too long to be meant.
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    _check(rest)
    return await _write(session, actor, school, rest, now)


def _check(rest: Rest) -> None:
    if rest.ends_on < rest.starts_on:
        raise NotPossible(BACKWARDS)
    if (rest.ends_on - rest.starts_on).days > LONGEST:
        raise NotPossible(TOO_LONG.format(days=span_words(rest.starts_on, rest.ends_on, year=True)))


async def _write(
    session: Session, actor: Actor, school: School, rest: Rest, now: datetime, was: Sequence[Rest] = ()
) -> bool:
    fresh = await add_breaks(session, school.id, [_short(rest)])
    await session.flush()
    if fresh:
        about = {"start": str(rest.starts_on), "end": str(rest.ends_on)}
        log_deed(session, actor, "break", now, **about, **_stands(was, fresh))
    return bool(fresh)


async def add_many(session: Session, actor: Actor, rests: Sequence[Rest], now: datetime) -> int:
    """Breaks of a file, or the usual ones; how many of them the school did not have yet.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    fresh = await add_breaks(session, school.id, [_short(rest) for rest in rests])
    await session.flush()
    if fresh:
        log_deed(session, actor, "break", now, added=len(fresh), **_stands((), fresh))
    return len(fresh)


async def change(
    session: Session, actor: Actor, break_id: int, days: tuple[date, date], now: datetime, *, was: tuple[date, date]
) -> Rest | None:
    """Other days for what has those of `was`; None where it has others by now, or is gone.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: no span of days, or too long to be meant.
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    _check(Rest(*days))
    known = await break_of(session, school.id, break_id)
    if known is None or (known.starts_on, known.ends_on) != was:
        return None
    known.starts_on, known.ends_on = days
    now_it_is = Rest(*days, known.title, known.kind)
    about: dict[str, Any] = {"start": str(days[0]), "end": str(days[1]), CHANGED: break_id}
    log_deed(session, actor, "break", now, **about, **_stands([Rest(*was, known.title, known.kind)], [now_it_is]))
    await session.flush()
    return now_it_is


def _stands(was: Sequence[Rest], left: Sequence[Rest]) -> dict[str, Any]:
    """What the log keeps for putting it back: the days that were there before, and those that are there instead."""
    return {WAS: {DAYS: [as_kept(one) for one in was]}, LEFT: {DAYS: [as_kept(one) for one in left]}}


def as_kept(rest: Rest) -> list[str]:
    return [rest.starts_on.isoformat(), rest.ends_on.isoformat(), rest.title, rest.kind]


def of_kept(kept: Sequence[str]) -> Rest:
    first, last, title, kind = kept
    return Rest(date.fromisoformat(first), date.fromisoformat(last), title, kind)


async def swap(session: Session, actor: Actor, gone: Sequence[Rest], back: Sequence[Rest], now: datetime) -> None:
    """These days in the place of those, whoever had set them: a deed is taken back.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    for one in await breaks_from(session, school.id, date.min):
        if Rest(one.starts_on, one.ends_on, one.title, one.kind) in gone:
            await drop_break(session, school.id, one.id)
    await add_breaks(session, school.id, back)
    await session.flush()
    log_deed(session, actor, "break", now, **_stands(gone, back))


async def last_change(session: Session, actor: Actor, break_id: int) -> int:
    """The number of the deed that gave it its days last, 0 where none did: what was asked before that is behind, also
    where its days are the same again.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    return await newest_with(session, school.id, "break", CHANGED, break_id)


async def remove(
    session: Session,
    actor: Actor,
    break_id: int,
    now: datetime,
    *,
    first: date = date.min,
    last: date = date.max,
) -> Rest | None:
    """From then on people are written to on these days again, on all of the break's or on those from `first` to `last`;
    what was taken away. None: it was removed before, or has none of these days.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    whole = await drop_break(session, school.id, break_id)
    if whole is None:
        return None
    begins, ends = max(whole.starts_on, first), min(whole.ends_on, last)
    if begins > ends:
        await add_breaks(session, school.id, [whole])
        return None
    kept = [(whole.starts_on, begins - _DAY), (ends + _DAY, whole.ends_on)]
    left = [Rest(*days, whole.title, whole.kind) for days in kept if days[0] <= days[1]]
    await add_breaks(session, school.id, left)
    log_deed(session, actor, "break", now, dropped=break_id, **_stands([whole], left))
    return Rest(begins, ends, whole.title, whole.kind)


async def put_back(session: Session, actor: Actor, rest: Rest, now: datetime) -> None:
    """Days that were removed, under their name; with what was left of their break they are one again, however long.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: no span of days, or too long to be meant.
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    _check(rest)
    joined: list[Rest] = []
    for one in await breaks_from(session, school.id, rest.starts_on - _DAY):
        is_of_it = (one.title, one.kind) == (rest.title, rest.kind)
        if is_of_it and (one.ends_on + _DAY == rest.starts_on or rest.ends_on + _DAY == one.starts_on):
            joined += [gone] if (gone := await drop_break(session, school.id, one.id)) is not None else []
            days = min(one.starts_on, rest.starts_on), max(one.ends_on, rest.ends_on)
            rest = Rest(*days, rest.title, rest.kind)
    await _write(session, actor, school, rest, now, joined)


def usual(today: date, kind: str = QUARTERS) -> list[Rest]:
    """The usual breaks of the school year of this day, to be shown and edited before they are added."""
    return suggest(today.year if today.month >= 6 else today.year - 1, kind)


def _short(rest: Rest) -> Rest:
    return Rest(rest.starts_on, rest.ends_on, rest.title[:TITLE], rest.kind)


@dataclass(frozen=True, slots=True)
class Workdays:
    """Days on which the school works though others rest: some by their date, and perhaps every Saturday."""

    days: frozenset[date]
    every_saturday: bool


async def workdays(session: Session, actor: Actor) -> Workdays:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    settings = (await school_of(session, actor)).settings
    days = frozenset(date.fromisoformat(one) for one in settings.get(WORKDAYS, ()))
    return Workdays(days, bool(settings.get(SATURDAYS)))


async def set_workdays(
    session: Session, actor: Actor, days: Collection[date], now: datetime, *, every_saturday: bool | None = None
) -> None:
    """These days besides; `every_saturday` switches all Saturdays on or off, off also those that were named alone.

    Raises:
        NotAllowed, UnknownSchool
    """
    before = await workdays(session, actor)
    kept = {day for day in before.days if every_saturday is not False or day.weekday() != _SATURDAY}
    saturdays = before.every_saturday if every_saturday is None else every_saturday
    await put_workdays(session, actor, Workdays(frozenset({*kept, *days}), saturdays), now)


async def put_workdays(session: Session, actor: Actor, wanted: Workdays, now: datetime) -> None:
    """These and no others.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    days = [day.isoformat() for day in sorted(wanted.days)]
    school.settings = {**school.settings, WORKDAYS: days, SATURDAYS: wanted.every_saturday}
    log_deed(session, actor, "workdays", now)
