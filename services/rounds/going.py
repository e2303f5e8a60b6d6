"""Whom the bot writes to in the coming days: at each moment who gets what, or why nothing."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from indicators.weeks import Week
from nudges.clock.agenda import Run, agenda
from nudges.clock.coming import NextNudge, next_nudge
from nudges.clock.schedule import Kind, SchoolFacts
from nudges.delivery.states import OPEN_STATES
from nudges.plan import Recipient, Skipped
from nudges.plan.skip_reason import SkipReason
from services.actor import Actor
from services.rounds.coming import coming_nudge
from services.rounds.facts import ROUNDS, left_by_others
from services.rounds.timetable import waiting_runs
from services.schools import school_of
from services.selection.people import people_chosen
from storage.campaigns.outbox import outcomes
from storage.campaigns.planning import RoundWishes, plan
from storage.clock.occasions import clock_facts
from storage.database.connection import Session
from storage.statistics.facts import newest_people_week
from storage.tables import School

_AHEAD = timedelta(days=14)
# They hinder somebody whatever the next file says.
_HINDERS = frozenset({SkipReason.LEFT, SkipReason.EXEMPT, SkipReason.OPTED_OUT})
_HINDERS |= {SkipReason.NO_ACCOUNT, SkipReason.NOT_ALLOWED, SkipReason.NOT_STARTED}


@dataclass(frozen=True, slots=True)
class Going:
    """A moment at which teachers are written to, and those of them who were asked about.

    `decided`: the figures by which it goes are there already; otherwise only what hinders is told. `waiting`: ids and
    names of those in a round that was begun before and goes then. `finds_nobody`: by these figures nobody at the school
    gets anything.
    """

    run: Run
    people: tuple[Recipient | Skipped, ...] = ()
    waiting: tuple[tuple[int, str], ...] = ()
    decided: bool = True
    finds_nobody: bool = False


@dataclass(frozen=True, slots=True)
class ComingTo:
    """`nobody`: none of those who were asked about is on the list. `rounds` by their moments."""

    coming: NextNudge
    rounds: tuple[Going, ...] = ()
    nobody: bool = False


async def coming_to(
    session: Session,
    actor: Actor,
    who: str,
    now: datetime,
    *,
    default_zone: str,
    days: tuple[date, date] | None = None,
) -> ComingTo:
    """All of the named days, both included; without any the next digest, a second look before it, and what waits.

    Raises:
        NotAllowed, UnknownSchool
    """
    told = await coming_nudge(session, actor, now, default_zone=default_zone)
    school = await school_of(session, actor)
    asked = {one.id for one in await people_chosen(session, actor, who)}
    if not asked:
        return ComingTo(told, nobody=True)
    [(_, facts)] = await clock_facts(session, now, default_zone, only=[school])
    today = facts.calendar.today(now)
    first, last = days or (today, today + _AHEAD)
    coming = next_nudge(now, facts)  # also a round that finds nobody tells why each gets nothing
    if coming.again:
        coming = replace(coming, again_at=facts.calendar.local(now))
    newest = await newest_people_week(session, school.id)
    rounds = []
    for run in _to_teachers(first, last, now, facts, coming, named=days is not None):
        if days is not None or run.at <= (coming.at or run.at):
            rounds.append(await _going(session, school, run, coming, newest, asked, now, default_zone))
    for run in await waiting_runs(session, actor, now, facts):
        if first <= run.at.date() <= last:
            names = await outcomes(session, run.round_id, OPEN_STATES)
            if inside := tuple((one.person_id, one.full_name) for one in names if one.person_id in asked):
                rounds.append(Going(run, waiting=inside))
    return ComingTo(told, tuple(sorted(rounds, key=lambda one: one.run.at)))


def _to_teachers(
    first: date, last: date, now: datetime, facts: SchoolFacts, coming: NextNudge, *, named: bool
) -> list[Run]:
    """What begins in this very minute is no moment to come for the agenda; what waits for a file begins on no day that
    was named."""
    runs = [run for run in agenda(first, last, now, facts).runs if run.kind in ROUNDS]
    known = {run.kind for run in runs if run.at <= now}
    goes = coming.at is not None and coming.at <= now and not (named and coming.figures is None)
    at_once = [(Kind.NUDGE, goes), (Kind.QUOTA, coming.again)]
    local = facts.calendar.local(now)
    here = first <= local.date() <= last
    return [*(Run(local, kind) for kind, is_now in at_once if is_now and here and kind not in known), *runs]


async def _going(
    session: Session,
    school: School,
    run: Run,
    coming: NextNudge,
    newest: Week | None,
    asked: Collection[int],
    now: datetime,
    default_zone: str,
) -> Going:
    """A later week's round goes by a file that is still to come."""
    of_this = run.at == (coming.at if run.kind is Kind.NUDGE else coming.again_at)
    week = coming.figures if run.kind is Kind.NUDGE and of_this else newest
    if week is None:
        week, of_this = newest, False
    if week is None:
        return Going(run, decided=False)
    wishes = RoundWishes(ROUNDS[run.kind])
    made = await plan(session, school, week, wishes, now=run.at, default_zone=default_zone, letters=slice(0))
    if of_this and run.kind is Kind.NUDGE:
        made = await left_by_others(session, school, made, run.at, now, default_zone)
    everybody: tuple[Recipient | Skipped, ...] = (*made.recipients, *made.skipped)
    people = tuple(one for one in everybody if one.person_id in asked)
    if of_this:
        return Going(run, people, finds_nobody=not made.recipients)
    hindered = tuple(one for one in people if isinstance(one, Skipped) and one.reason in _HINDERS)
    return Going(run, hindered, decided=False)
