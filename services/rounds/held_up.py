"""Rounds that wait for a moment at which nothing may be sent any more: days off were written down after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nudges.calendar import SchoolCalendar
from services.actor import Actor
from services.rounds.standing import RoundStanding, rounds_under_way
from services.schools import school_of
from storage.campaigns.outbox import count_in
from storage.database.connection import Session
from storage.schools.calendar import school_calendar


@dataclass(frozen=True, slots=True)
class HeldUp:
    """When a round was to go, in the school's zone, why it does not then, and when it goes now; `opens` is None where
    its week is over by then: it goes no more."""

    round: RoundStanding
    planned: datetime
    why: str
    opens: datetime | None


async def held_up(session: Session, actor: Actor, now: datetime, *, default_zone: str) -> list[HeldUp]:
    """Of those under way.

    Raises:
        NotAllowed, UnknownSchool
    """
    school = await school_of(session, actor)
    calendar = await school_calendar(session, school, default_zone)
    found = [await how_held(session, calendar, one, now) for one in await rounds_under_way(session, actor)]
    return [one for one in found if one is not None]


async def held_on(
    session: Session, actor: Actor, spans: Sequence[tuple[date, date]], now: datetime, *, default_zone: str
) -> list[HeldUp]:
    """Of what was to go on these days.

    Raises:
        NotAllowed, UnknownSchool
    """
    found = await held_up(session, actor, now, default_zone=default_zone)
    return [one for one in found if any(first <= one.planned.date() <= last for first, last in spans)]


async def how_held(session: Session, calendar: SchoolCalendar, one: RoundStanding, now: datetime) -> HeldUp | None:
    """None where it goes when it was to go."""
    planned = one.next_at
    if planned is None or planned <= now or one.state != "running" or one.ignores_hours:
        return None
    why, opens = calendar.left_out(calendar.today(planned)), calendar.next_allowed(planned)
    if why is None or opens == planned:
        return None
    goes = opens is not None and await count_in(session, one.id, calendar.week_of(opens)) > 0
    return HeldUp(one, calendar.local(planned), why, calendar.local(opens) if opens is not None and goes else None)
