"""What the clock knows of a school by now, and whom another school's round takes first."""

from dataclasses import replace
from datetime import datetime

from nudges.clock.coming import next_nudge
from nudges.clock.due import Due, due
from nudges.clock.schedule import Kind, SchoolFacts
from nudges.plan import DIGEST, QUOTA, Plan, taken_by_others
from storage.campaigns.planning import RoundWishes, plan
from storage.clock.occasions import clock_facts
from storage.database.connection import Session
from storage.messengers.ways import schools_of
from storage.tables import School

ROUNDS = {Kind.NUDGE: DIGEST, Kind.QUOTA: QUOTA}


async def facts_now(session: Session, school: School, now: datetime, default_zone: str) -> SchoolFacts:
    """As the clock knows them; a round that it begins in this minute and finds nobody for is as good as done."""
    [(_, facts)] = await clock_facts(session, now, default_zone, only=[school])
    while (empty := await _empty(session, school, now, default_zone, facts)) is not None:
        facts = replace(facts, done=facts.done | {(empty.kind.value, empty.period)})
    return facts


async def _empty(session: Session, school: School, now: datetime, default_zone: str, facts: SchoolFacts) -> Due | None:
    for one in due(now, facts):
        if one.week is not None and one.kind in ROUNDS:
            wishes = RoundWishes(ROUNDS[one.kind])
            made = await plan(session, school, one.week, wishes, now=now, default_zone=default_zone, letters=slice(0))
            if not made.recipients:
                return one
    return None


async def left_by_others(
    session: Session, school: School, made: Plan, at: datetime, now: datetime, default_zone: str
) -> Plan:
    """The plan of the clock's next reminders, without those whom another school's reach earlier in the same week: one
    person gets one message. Of one moment the school that was there first is first, as the clock has it."""
    accounts = {account for one in made.recipients for account in one.person.accounts}
    taken: set[int] = set()
    for other in await schools_of(session, accounts, but=school.id) if accounts else ():
        facts = await facts_now(session, other, now, default_zone)
        coming = next_nudge(now, facts)
        if coming.at is None or coming.figures is None or (coming.at, other.id) > (at, school.id):
            continue
        if facts.calendar.week_of(coming.at) == facts.calendar.week_of(at):
            theirs = await plan(
                session, other, coming.figures, now=coming.at, default_zone=default_zone, letters=slice(0)
            )
            taken |= {account for one in theirs.recipients for account in one.person.accounts}
    return taken_by_others(made, taken)
