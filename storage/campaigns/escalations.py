"""Gaps that several reminders have not moved: who is told of them, once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import FACTS
from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.gaps import GAP, Gap, Known, balance, find_gaps
from nudges.norms import Norms
from nudges.officer import Stuck
from nudges.plan.standing import Standing
from storage.database.upsert import insert_new
from storage.people.roles import Role, members
from storage.schools.targets import norms_of
from storage.statistics.scope import Scope
from storage.statistics.sent_before import history_of
from storage.statistics.standings import load_standings
from storage.tables import Escalation, Person, PersonWeek, School

OFFICER, MANAGER = "officer", "manager"
_FEWEST_WEEKS, _WEEKS_A_REMINDER = 12, 2  # how far back reminders are counted: not every week has one
_COUNTED = ("group_messages", "calls", "group_chats", "pupils_journal_linked")


@dataclass(frozen=True, slots=True)
class Escalated:
    """Whom to tell of what, newly: it has been noted and will not come again."""

    officer: tuple[Stuck, ...]
    manager: tuple[Stuck, ...]


async def escalate(
    session: AsyncSession, school: School, week: Week, calendar: SchoolCalendar, now: datetime, after: int
) -> Escalated:
    """Note who has not moved after `after` reminders (for the officer) and twice as many (for the manager).

    A reminder counts when a newer file has shown what became of it. Somebody exempt, who has left or disputes the
    figures is not on the list. A figure that has grown since is a movement. What there is nobody to tell yet is not
    noted, and waits. Needs a writing session.
    """
    norms = await norms_of(session, school)
    people, stuck = await _without_movement(session, school, week, calendar, now, after)
    await _forget_closed(session, school, people, norms)
    longest = [one for one in stuck if one[2] >= 2 * after]
    for_officer = stuck if await members(session, school.id, Role.OFFICER, Role.DEPUTY) else []
    for_manager = longest if await members(session, school.id, Role.MANAGER) else []
    return Escalated(
        await _newly(session, for_officer, OFFICER, now),
        await _newly(session, for_manager, MANAGER, now),
    )


async def still_stuck(
    session: AsyncSession, school: School, week: Week, calendar: SchoolCalendar, now: datetime, after: int
) -> tuple[Stuck, ...]:
    """Who has not moved by now, whoever was told of it before; nothing is noted. Only those are looked at who were
    written to often enough: of a large school they are few."""
    history = await history_of(session, _scope(school, week, calendar, now, after))
    often = [one for one, past in history.items() if any(len(weeks) >= after for weeks in past.streaks.values())]
    _, stuck = await _without_movement(session, school, week, calendar, now, after, often)
    return tuple(Stuck(person.full_name, gap, reminders, person.person_id) for person, gap, reminders in stuck)


async def _without_movement(
    session: AsyncSession,
    school: School,
    week: Week,
    calendar: SchoolCalendar,
    now: datetime,
    after: int,
    only: Sequence[int] | None = None,
) -> tuple[Sequence[Standing], list[tuple[Standing, Gap, int]]]:
    """Everybody (or `only` these), and of whom which gap has stayed after so many reminders."""
    norms = await norms_of(session, school)
    people = await load_standings(session, replace(_scope(school, week, calendar, now, after), people=only))
    often = [
        (person, gap, person.sent_before.streaks[gap.code])
        for person in people
        if not person.left and person.wants_nudges
        for gap in find_gaps(person.known, norms)
        if len(person.sent_before.streaks.get(gap.code, ())) >= after and not _is_silent(person, gap)
    ]
    closed = await _last_closed(session, week, norms, [person for person, *_ in often])
    stuck = [
        (person, gap, count)
        for person, gap, weeks in often
        if (count := sum(closed.get((person.person_id, gap.code), "") < one < str(week) for one in weeks)) >= after
    ]
    moved = await _moved(session, week, after, [person for person, _, _ in stuck])
    stuck = [one for one in stuck if (one[0].person_id, one[1].code) not in moved]
    return people, stuck


def _scope(school: School, week: Week, calendar: SchoolCalendar, now: datetime, after: int) -> Scope:
    back = max(_FEWEST_WEEKS, _WEEKS_A_REMINDER * 2 * after)
    return Scope(school.id, week, now, calendar, remembered_weeks=back)


def _is_silent(person: Standing, gap: Gap) -> bool:
    return any(silence.covers(gap) for silence in person.silences)


async def _newly(
    session: AsyncSession, stuck: Sequence[tuple[Standing, Gap, int]], level: str, now: datetime
) -> tuple[Stuck, ...]:
    """Of people of whom nobody was told at this level: a second gap of theirs is no news."""
    told = select(Escalation.person_id).where(
        Escalation.level == level, Escalation.person_id.in_({person.person_id for person, _, _ in stuck})
    )
    known = set(await session.scalars(told))
    rows = [{"person_id": person.person_id, "gap": gap.code, "level": level, "at": now} for person, gap, _ in stuck]
    noted = await insert_new(session, Escalation, rows, Escalation.person_id, Escalation.gap)
    fresh = {(row.person_id, row.gap) for row in noted}
    return tuple(
        Stuck(person.full_name, gap, reminders, person.person_id)
        for person, gap, reminders in stuck
        if (person.person_id, gap.code) in fresh and person.person_id not in known
    )


async def _moved(session: AsyncSession, week: Week, after: int, people: Sequence[Standing]) -> set[tuple[int, str]]:
    """(person, gap) whose figure has grown over the weeks of the reminders, from any of them to a later one: of what
    is counted anew each week the newest may well be less."""
    query = select(PersonWeek).where(
        PersonWeek.person_id.in_({person.person_id for person in people}),
        PersonWeek.week >= str(week.shift(-after)),
        PersonWeek.week < str(week),
    )
    facts = {person.person_id: person.known.facts for person in people}
    told: dict[tuple[int, str], list[int | None]] = {}
    for earlier in await session.scalars(query.order_by(PersonWeek.week)):
        for fact in _COUNTED:
            told.setdefault((earlier.person_id, fact), []).append(getattr(earlier, fact))
    moved = set()
    for (person_id, fact), before in told.items():
        known = [one for one in (*before, facts[person_id].get(fact)) if isinstance(one, int)]
        if any(was < then for was, then in pairwise(known)):
            moved |= {(person_id, kind.code) for kind in GAP.values() if fact in kind.facts}
    return moved


async def _last_closed(
    session: AsyncSession, week: Week, norms: Norms, people: Sequence[Standing]
) -> dict[tuple[int, str], str]:
    """Of (person, gap) the last week before in which it was done: what was asked for until then has been."""
    query = select(PersonWeek).where(
        PersonWeek.person_id.in_({person.person_id for person in people}), PersonWeek.week < str(week)
    )
    closed = {}
    for earlier in await session.scalars(query.order_by(PersonWeek.week)):
        facts = {fact.code: getattr(earlier, fact.code) for fact in FACTS}
        for code in balance(Known(facts), norms).closed:
            closed[earlier.person_id, code] = earlier.week
    return closed


async def _forget_closed(session: AsyncSession, school: School, people: Sequence[Standing], norms: Norms) -> None:
    lacking = {(person.person_id, gap.code) for person in people for gap in find_gaps(person.known, norms)}
    ours = select(Escalation.person_id, Escalation.gap).join(Person, Person.id == Escalation.person_id)
    told = {(row.person_id, row.gap) for row in await session.execute(ours.where(Person.school_id == school.id))}
    for person_id, gap in told - lacking:
        await session.execute(delete(Escalation).where(Escalation.person_id == person_id, Escalation.gap == gap))
