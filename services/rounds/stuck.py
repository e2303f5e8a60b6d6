"""Those whom reminders have not moved: the list of the escalation, to be seen again."""

from datetime import datetime

from nudges.clock.schedule import Schedule
from nudges.officer import Stuck
from services.actor import Actor
from services.rights import Deed, require
from services.schools import school_of
from storage.campaigns.escalations import still_stuck
from storage.database.connection import Session
from storage.schools.calendar import school_calendar
from storage.statistics.facts import newest_people_week


async def stuck_people(session: Session, actor: Actor, now: datetime, *, default_zone: str) -> tuple[Stuck, ...]:
    """By the newest list; nothing is noted and nobody is told.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    week = await newest_people_week(session, school.id)
    if week is None:
        return ()
    calendar = await school_calendar(session, school, default_zone)
    after = Schedule.read(school.settings).escalate_after
    return await still_stuck(session, school, week, calendar, now, after)
