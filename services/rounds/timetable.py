"""The coming moments of automatic work, and what is left out and why."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime

from indicators.russian.rules import plural
from nudges.calendar import SchoolCalendar
from nudges.clock.agenda import Agenda, Run, agenda
from nudges.clock.schedule import Kind, SchoolFacts
from nudges.letters.announcement import ANNOUNCE
from nudges.letters.moving import MOVE
from services.actor import Actor
from services.rights import Deed, require
from services.rounds.facts import facts_now
from services.rounds.standing import RoundStanding, rounds_under_way
from services.schools import school_of
from storage.campaigns.outbox import count_in
from storage.database.connection import Session
from storage.schools.calendar import school_calendar

_MESSAGES = ("сообщение", "сообщения", "сообщений")
_WHAT = {ANNOUNCE: "объявление, ", MOVE: "приглашения в MAX, "}


async def timetable(
    session: Session, actor: Actor, first: date, last: date, now: datetime, *, default_zone: str
) -> Agenda:
    """What the clock will begin, and what has been begun and waits for its moment.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    facts = await facts_now(session, school, now, default_zone)
    found = agenda(first, last, now, facts)
    waiting = await waiting_runs(session, actor, now, facts)
    runs = (*found.runs, *(run for run in waiting if first <= run.at.date() <= last))
    return replace(found, runs=tuple(sorted(runs, key=lambda run: run.at)))


async def waiting_runs(session: Session, actor: Actor, now: datetime, facts: SchoolFacts) -> list[Run]:
    """Of each round that goes later the first moment, and how many messages may still go then. A school that is paused
    waits for nothing that has a moment."""
    runs = []
    if not facts.paused:
        for one, opens, count in await _openings(session, actor, now, facts.calendar):
            if opens > now:
                note = f"{_WHAT.get(one.kind.partition('-')[0], '')}{plural(count, *_MESSAGES)}"
                runs.append(Run(facts.calendar.local(opens), Kind.WAITING, note, one.id))
    return runs


async def left_of_begun(
    session: Session, actor: Actor, now: datetime, *, default_zone: str
) -> list[tuple[datetime, int]]:
    """How many messages of rounds that have begun may still go, by the moment from which they do, in the school's zone.

    Raises:
        NotAllowed, UnknownSchool
    """
    calendar = await school_calendar(session, await school_of(session, actor), default_zone)
    left: Counter[datetime] = Counter()
    for _, opens, count in await _openings(session, actor, now, calendar):
        left[calendar.local(opens)] += count
    return sorted(left.items())


async def _openings(
    session: Session, actor: Actor, now: datetime, calendar: SchoolCalendar
) -> list[tuple[RoundStanding, datetime, int]]:
    """Each round that runs, its next moment and how many of its messages may still go then."""
    found = []
    for one in await rounds_under_way(session, actor):
        first = max(one.next_at or now, now)
        opens = first if one.ignores_hours else calendar.next_allowed(first)
        if one.state != "running" or opens is None:
            continue
        if count := await count_in(session, one.id, calendar.week_of(opens)):
            found.append((one, opens, count))
    return found
