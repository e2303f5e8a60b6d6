"""What nobody understood: kept without names for 90 days, seen, switched off and deleted by the officers."""

from dataclasses import dataclass
from datetime import datetime

from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.dialogs import not_understood as stored
from storage.tables import School

SHOWN = 20


async def has_room(session: Session, school: School, now: datetime) -> bool:
    """Nothing is kept where the school does not wish it, and only so much a day."""
    return await stored.has_room(session, school, now)


def keep(session: Session, school: School, text: str, now: datetime, *, office: bool) -> None:
    """`text` has no names any more."""
    stored.keep(session, school, "office" if office else "teacher", text, now)


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    office: bool
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The newest first; `count` of all. `is_on`: more is being kept."""

    lines: tuple[Line, ...]
    count: int
    is_on: bool


async def kept(session: Session, actor: Actor) -> Kept:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    found = await stored.newest(session, school.id, SHOWN)
    lines = tuple(Line(one.at, one.side == "office", one.text) for one in found)
    return Kept(lines, await stored.count(session, school.id), stored.keeps(school))


async def switch(session: Session, actor: Actor, now: datetime, *, on: bool) -> None:
    """What was kept goes when it is switched off.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    stored.set_keeping(school, on=on)
    if not on:
        await stored.drop(session, school.id)
    log_deed(session, actor, "not_understood_on" if on else "not_understood_off", now)
