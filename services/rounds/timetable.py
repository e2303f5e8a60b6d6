"""The coming moments of automatic work, and what is left out and why."""

from dataclasses import replace
from datetime import date, datetime

from indicators.russian.rules import plural
from nudges.clock.agenda import Agenda, Run, agenda
from nudges.clock.schedule import Kind, SchoolFacts
from nudges.letters.announcement import ANNOUNCE
from nudges.letters.moving import MOVE
from services.actor import Actor
from services.rights import Deed, require
from services.rounds.facts import facts_now
from services.rounds.standing import rounds_under_way
from services.schools import school_of
from storage.campaigns.outbox import count_in
from storage.database.connection import Session

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
    for one in await rounds_under_way(session, actor) if not facts.paused else ():
        first = max(one.next_at or now, now)
        opens = first if one.ignores_hours else facts.calendar.next_allowed(first)
        if one.state != "running" or opens is None or opens <= now:
            continue
        if count := await count_in(session, one.id, facts.calendar.week_of(opens)):
            note = f"{_WHAT.get(one.kind.partition('-')[0], '')}{plural(count, *_MESSAGES)}"
            runs.append(Run(facts.calendar.local(opens), Kind.WAITING, note, one.id))
    return runs
