"""The first page of the cabinet: the week's indicators, what became of the reminders, and what waits for an officer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from indicators.weeks import Week
from nudges.letters.moving import is_reminder
from services.actor import Actor
from services.rights import Deed, require
from services.rounds.standing import RoundStanding, rounds
from services.school_settings import is_set_up
from services.schools import school_of
from services.staff.table import colleagues, gap_counts
from storage.campaigns.effect import effects_in
from storage.database.connection import Session
from storage.schools.registry import imported_weeks, is_automatic
from storage.statistics.facts import newest_people_week

if TYPE_CHECKING:
    from reports.figures.people import Helped
    from reports.figures.week import WeekFigures


_NEWEST = 10  # rounds among which the newest reminder is looked for: announcements may have come after it


@dataclass(frozen=True, slots=True)
class Overview:
    """`figures` are of the newest week with any file; the people are those of the newest list by name (`listed`).
    Of the `in_list` that list has, `done` have everything, of the `unsure` nothing is known to be open and not all is
    known."""

    figures: WeekFigures | None
    listed: Week | None
    people: int
    in_list: int
    done: int
    unsure: int
    lacking: int
    unreachable: int
    resting: int
    disputes: int
    by_gap: Mapping[str, int]
    helped: Helped | None
    newest_round: RoundStanding | None
    last_week_missing: Week | None
    deadline: date | None
    paused: bool
    automatic: bool
    set_up: bool


async def overview(session: Session, actor: Actor, today: date) -> Overview:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    from reports.figures.people import helped
    from reports.figures.week import indicator_figures

    require(actor, Deed.READ)
    school = await school_of(session, actor)
    weeks = [Week.parse(one) for one in await imported_weeks(session, school.id)]
    figures = (await indicator_figures(session, [school], [weeks[-1]]))[0] if weeks else None
    listed = await newest_people_week(session, school.id)
    people = [one for one in await colleagues(session, school, listed, today) if one.left_on is None]
    newest = [one for one in await rounds(session, actor, limit=_NEWEST) if is_reminder(one.kind)]
    effects = await effects_in(session, school, [listed]) if listed is not None else ()
    last = Week.of(today).shift(-1)
    return Overview(
        figures=figures,
        listed=listed,
        people=len(people),
        in_list=sum(one.listed for one in people),
        done=sum(one.is_done for one in people),
        unsure=sum(one.listed and not one.gaps and not one.is_done for one in people),
        lacking=sum(bool(one.gaps) and one.exempt is None for one in people),
        unreachable=sum(not one.reached for one in people),
        resting=sum(one.exempt is not None for one in people),
        disputes=sum(one.disputes for one in people),
        by_gap=gap_counts(people),
        helped=helped(effects),
        newest_round=newest[0] if newest else None,
        last_week_missing=last if last not in weeks else None,
        deadline=school.registration_deadline,
        paused=school.paused,
        automatic=is_automatic(school),
        set_up=is_set_up(school),
    )
