"""When the school is left in peace: breaks and pauses, one by one, from a file, or the usual ones of a school year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from indicators.errors import NotPossible
from nudges.breaks import QUARTERS, suggest
from nudges.calendar import Rest
from nudges.periods import span_words
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.schools.calendar import SATURDAYS, WORKDAYS, add_breaks, breaks_from, drop_break

_SATURDAY = 5

TITLE = 60  # letters
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
    if rest.ends_on < rest.starts_on:
        raise NotPossible(BACKWARDS)
    if (rest.ends_on - rest.starts_on).days > LONGEST:
        raise NotPossible(TOO_LONG.format(days=span_words(rest.starts_on, rest.ends_on, year=True)))
    fresh = await add_breaks(session, school.id, [_short(rest)])
    await session.flush()
    if fresh:
        log_deed(session, actor, "break", now, start=str(rest.starts_on), end=str(rest.ends_on))
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
        log_deed(session, actor, "break", now, added=len(fresh))
    return len(fresh)


async def remove(session: Session, actor: Actor, break_id: int, now: datetime) -> bool:
    """From then on people are written to on these days again. False: it was removed before.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    if not await drop_break(session, school.id, break_id):
        return False
    log_deed(session, actor, "break", now, dropped=break_id)
    return True


def usual(today: date, kind: str = QUARTERS) -> list[Rest]:
    """The usual breaks of the school year of this day, to be shown and edited before they are added."""
    return suggest(today.year if today.month >= 6 else today.year - 1, kind)


def _short(rest: Rest) -> Rest:
    return Rest(rest.starts_on, rest.ends_on, rest.title[:TITLE], rest.kind)


async def set_workdays(
    session: Session, actor: Actor, days: Sequence[date], now: datetime, *, every_saturday: bool | None = None
) -> None:
    """Days on which the school works though others rest; `every_saturday` switches all Saturdays on or off,
    off also those that were named alone.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    known = set(school.settings.get(WORKDAYS, ()))
    if every_saturday is False:
        known = {day for day in known if date.fromisoformat(day).weekday() != _SATURDAY}
    settings = {**school.settings, WORKDAYS: sorted(known | {day.isoformat() for day in days})}
    if every_saturday is not None:
        settings[SATURDAYS] = every_saturday
    school.settings = settings
    log_deed(session, actor, "workdays", now)
