"""The first page of the cabinet: the week's indicators, what became of the reminders, and what waits for an officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from indicators.weeks import Week
from services.actor import Actor
from services.rights import Deed, require
from services.rounds.standing import RoundStanding, newest_reminders
from services.schools import school_of
from services.staff.counts import StaffCounts, staff_counts
from storage.campaigns.effect import effects_in
from storage.database.connection import Session
from storage.people.unanswered import count_waiting
from storage.schools.registry import imported_weeks, is_automatic
from storage.statistics.alike import count_unreachable
from storage.statistics.facts import newest_people_week

if TYPE_CHECKING:
    from reports.figures.conversations import LeafletsNeeded
    from reports.figures.people import Helped
    from reports.figures.week import WeekFigures


@dataclass(frozen=True, slots=True)
class Overview:
    """`figures` are of the newest week with any file; the staff stands by the newest list by name (`listed`);
    the `objecting` dispute figures and wait for an answer."""

    figures: WeekFigures | None
    listed: Week | None
    staff: StaffCounts
    unreachable: int
    leaflets: LeafletsNeeded
    objecting: int
    helped: Helped | None
    newest_round: RoundStanding | None
    last_week_missing: Week | None
    deadline: date | None
    paused: bool
    automatic: bool


async def overview(session: Session, actor: Actor, today: date) -> Overview:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    from reports.figures.conversations import leaflets_needed
    from reports.figures.people import helped
    from reports.figures.week import indicator_figures

    require(actor, Deed.READ)
    school = await school_of(session, actor)
    weeks = [Week.parse(one) for one in await imported_weeks(session, school.id)]
    figures = (await indicator_figures(session, [school], [weeks[-1]]))[0] if weeks else None
    listed = await newest_people_week(session, school.id)
    staff = await staff_counts(session, school, listed, today)
    effects = await effects_in(session, school, [listed]) if listed is not None else ()
    last = Week.of(today).shift(-1)
    return Overview(
        figures=figures,
        listed=listed,
        staff=staff,
        unreachable=await count_unreachable(session, school.id),
        leaflets=await leaflets_needed(session, school, today),
        objecting=await count_waiting(session, school.id),
        helped=helped(effects),
        newest_round=await newest_reminders(session, actor),
        last_week_missing=last if last not in weeks else None,
        deadline=school.registration_deadline,
        paused=school.paused,
        automatic=is_automatic(school),
    )
