"""The coming moments of automatic work, and what is left out and why."""

from datetime import date, datetime

from nudges.clock.agenda import Agenda, agenda
from services.actor import Actor
from services.rights import Deed, require
from services.schools import school_of
from storage.clock.occasions import clock_facts
from storage.database.connection import Session


async def timetable(
    session: Session, actor: Actor, first: date, last: date, now: datetime, *, default_zone: str
) -> Agenda:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    [(_, facts)] = await clock_facts(session, now, default_zone, only=[school])
    return agenda(first, last, now, facts)
