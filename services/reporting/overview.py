"""How a school stands: its weeks, the figures of one, whether reminders help, whom to talk to in person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from indicators.weeks import Week
from nudges.effect import Effect, NotCompared
from services.actor import Actor
from services.rights import Deed, require
from services.rounds.stuck import stuck_people
from services.schools import school_of
from storage.campaigns.effect import effect_of, not_compared
from storage.database.connection import Session
from storage.schools.calendar import school_calendar
from storage.schools.registry import imported_weeks

if TYPE_CHECKING:
    from reports.figures.conversations import PersonToMeet
    from reports.figures.week import WeekFigures

LOOK_BACK = 8  # files


async def weeks_known(session: Session, actor: Actor) -> list[Week]:
    """Every week of which the school has a file, oldest first.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    return [Week.parse(one) for one in await imported_weeks(session, school.id)]


async def figures_of_week(session: Session, actor: Actor, week: Week, today: date | None = None) -> WeekFigures:
    """The indicators of a week against the one before, and the people behind them, left in peace as of `today`.

    Raises:
        NotAllowed, UnknownSchool
    """
    from reports.figures.week import school_figures

    require(actor, Deed.READ)
    return await school_figures(session, await school_of(session, actor), [week], today=today)


async def indicators_of_week(session: Session, actor: Actor, week: Week) -> WeekFigures:
    """The indicators alone, in the weeks before too: for a chart, and for what is said of several weeks.

    Raises:
        NotAllowed, UnknownSchool
    """
    from reports.figures.week import indicator_figures

    require(actor, Deed.READ)
    [found] = await indicator_figures(session, [await school_of(session, actor)], [week])
    return found


async def effects(session: Session, actor: Actor, last: int = LOOK_BACK) -> Sequence[tuple[Week, Sequence[Effect]]]:
    """Of each of the last weeks that has a later file, oldest first: what its reminders changed by that file.

    Raises:
        NotAllowed, UnknownSchool
    """
    weeks = (await weeks_known(session, actor))[-last - 1 :]
    school = await school_of(session, actor)
    every = [(week, await effect_of(session, school, week)) for week in weeks]
    return [(week, found) for week, found in every if found]


async def left_out_of_effects(session: Session, actor: Actor, last: int = LOOK_BACK) -> Sequence[NotCompared]:
    """What `effects` do not count of the reminders of these weeks.

    Raises:
        NotAllowed, UnknownSchool
    """
    weeks = (await weeks_known(session, actor))[-last - 1 :]
    school = await school_of(session, actor)
    every = [await not_compared(session, school, week) for week in weeks]
    return [one for one in every if one is not None]


async def whom_to_visit(session: Session, actor: Actor, now: datetime, *, default_zone: str) -> list[PersonToMeet]:
    """Those whom a message does not reach, and `stuck_people`. For officers alone: these are names.

    Raises:
        NotAllowed, UnknownSchool
    """
    from reports.figures.conversations import people_to_meet

    require(actor, Deed.SEE_WHOM_TO_VISIT)
    school = await school_of(session, actor)
    today = (await school_calendar(session, school, default_zone)).today(now)
    unmoved = await stuck_people(session, actor, now, default_zone=default_zone)
    return await people_to_meet(session, school, today, unmoved)
