"""When automatic work is due: pure derivation from a school's calendar, its settings and what has happened.

Nothing here remembers anything: after a restart, a jump of the clock or a change of the schedule the
same questions are asked again of the same facts. Each occasion has a period (the calendar week, or the
day it is about), and is never done twice for one period; a period that is over is not caught up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from indicators.weeks import Week
from nudges.clock.moments import countdown_moments, next_file, nudge_moment, slot_moment, wanted_week
from nudges.clock.schedule import BETWEEN, OLDEST_FIGURES, Kind, SchoolFacts
from nudges.clock.second_look import second_look


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do now. `moment` is when it was meant to be; `week` the week of the figures it is about;
    `days_left` belongs to the countdown."""

    kind: Kind
    period: str
    moment: datetime
    week: Week | None = None
    days_left: int | None = None


def due(now: datetime, facts: SchoolFacts) -> list[Due]:
    """What is to be done at this moment, in the order of its moments: nothing outside the school's hours,
    nothing twice, and nothing that belongs to a week that is over."""
    if not facts.calendar.is_allowed(now):
        return []
    week = facts.calendar.week_of(now)
    found = _found(week, now, facts)
    ready = [one for one in found if one.moment <= now and not _is_done(one, week, facts)]
    if any(one.kind is Kind.NUDGE for one in ready) or _too_soon(now, facts):
        ready = [one for one in ready if one.kind is not Kind.QUOTA]
    return sorted(ready, key=lambda one: (one.moment, list(Kind).index(one.kind)))


def _found(week: Week, now: datetime, facts: SchoolFacts) -> list[Due]:
    late = _late(week, facts)
    return [*_weekly(week, now, facts), *late, *_countdown(week, facts, now), *_first_thing(now, facts)]


def may_have_been_done(now: datetime, facts: SchoolFacts) -> list[Due]:
    """Everything whose moment has come this week, at whatever hour it is now and however close to each other:
    what an unknown past may have done already, also by a file that is not known of any more."""
    week = facts.calendar.week_of(now)
    found = _found(week, now, facts)
    usual = slot_moment(week, facts.schedule.slots[Kind.NUDGE], facts.calendar)
    rounds = [nudged_in(week, usual)] if usual is not None else []
    return [one for one in (*rounds, *found) if one.moment <= now and not _is_done(one, week, facts)]


def nudged_in(week: Week, moment: datetime) -> Due:
    """The mark that people were reminded in that week: nothing that comes later sets another round going."""
    return Due(Kind.NUDGE, str(week), moment)


def was_nudged(week: Week, facts: SchoolFacts) -> bool:
    return (Kind.NUDGE.value, str(week)) in facts.done


def had_first_look(week: Week, facts: SchoolFacts) -> bool:
    """A second look needs a first one, where the school has it: by the newest figures, or in that week."""
    return facts.newest in facts.nudged or was_nudged(week, facts)


def _is_done(one: Due, week: Week, facts: SchoolFacts) -> bool:
    return (one.kind.value, one.period) in facts.done or (one.kind is Kind.NUDGE and was_nudged(week, facts))


def _too_soon(now: datetime, facts: SchoolFacts) -> bool:
    """A second message must not come on the heels of the first."""
    return facts.nudged_on is not None and facts.calendar.today(now) < facts.nudged_on + BETWEEN


def is_fresh(figures: Week, week: Week) -> bool:
    """Whether the clock may still use figures of that week in calendar week `week`."""
    return week.shift(-OLDEST_FIGURES) <= figures <= week


def _weekly(week: Week, now: datetime, facts: SchoolFacts) -> Iterator[Due]:
    for kind in facts.schedule.slots:
        moment = _moment(kind, week, now, facts)
        ready = _READY[kind](week, facts)
        if moment is not None and ready is not None:
            yield Due(kind, _period(kind, week, ready[0]), max(moment, ready[1] or moment), ready[0])


def _moment(kind: Kind, week: Week, now: datetime, facts: SchoolFacts) -> datetime | None:
    if kind is Kind.QUOTA:
        return second_look(week, now, facts)
    slot = facts.schedule.slots[kind]
    return nudge_moment(week, facts) if kind is Kind.NUDGE else slot_moment(week, slot, facts.calendar)


def _period(kind: Kind, week: Week, figures: Week) -> str:
    """A summary belongs to its figures: without a new file there is nothing new to say. Reminders that nobody needed
    by these figures may be needed by those of a file that comes later that week."""
    if kind is Kind.SUMMARY:
        return str(figures)
    return f"{week}/{figures}" if kind is Kind.NUDGE else str(week)


# Each says whether a kind has something to do in a calendar week: the week of figures it is about, and
# the moment before which it could not be done.
_Readiness = tuple[Week, datetime | None] | None


def _nudge_ready(week: Week, facts: SchoolFacts) -> _Readiness:
    newest = facts.newest
    if facts.silent or newest is None or not is_fresh(newest, week) or newest in facts.nudged:
        return None
    return newest, facts.newest_at


def _quota_ready(week: Week, facts: SchoolFacts) -> _Readiness:
    newest = facts.newest
    if facts.schedule.slots[Kind.NUDGE].on and not had_first_look(week, facts):
        return None
    if facts.silent or newest is None or not is_fresh(newest, week) or newest in facts.reminded:
        return None
    return (newest, None) if facts.calendar.quotas_count(newest) else None


def _file_missing(week: Week, facts: SchoolFacts) -> _Readiness:
    wanted = wanted_week(week, facts)
    return (wanted, None) if wanted is not None and wanted not in facts.imported else None


def _summary_ready(week: Week, facts: SchoolFacts) -> _Readiness:
    fresh = [figures for figures in facts.imported if is_fresh(figures, week)]
    return (max(fresh), None) if fresh else None


def summed_up(week: Week, moment: datetime) -> Due:
    """The mark that the week's summary was told, or that there is none."""
    return Due(Kind.FILE_LATE, str(week), moment)


def _late(week: Week, facts: SchoolFacts) -> Iterator[Due]:
    """The day of the summary has come and there are no figures to tell; where files have stopped to come, Monday's
    question is enough."""
    moment, told = slot_moment(week, facts.schedule.slots[Kind.SUMMARY], facts.calendar), _summary_ready(week, facts)
    wanted = next_file(week, facts.imported, facts)
    is_told = told is not None and told[0] < week and (Kind.SUMMARY.value, str(told[0])) in facts.done
    if moment is not None and wanted is not None and is_told:
        yield replace(summed_up(week, moment), week=wanted)


def _escalation_ready(week: Week, facts: SchoolFacts) -> _Readiness:
    newest = facts.newest
    return (newest, None) if newest is not None and is_fresh(newest, week) else None


_READY = {
    Kind.NUDGE: _nudge_ready,
    Kind.QUOTA: _quota_ready,
    Kind.FILE_MISSING: _file_missing,
    Kind.SUMMARY: _summary_ready,
    Kind.ESCALATION: _escalation_ready,
}


def _countdown(week: Week, facts: SchoolFacts, now: datetime) -> Iterator[Due]:
    """Of several that have come up only the nearest to the deadline is said, and none once it is over."""
    if facts.deadline is not None and facts.calendar.today(now) > facts.deadline:
        return
    moments = {} if facts.unregistered == 0 else dict(countdown_moments(facts))
    for left, moment in moments.items():
        nearer = any(other < left and moments[other] <= max(now, moment) for other in moments)
        if facts.calendar.week_of(moment) == week and not nearer:
            yield Due(Kind.DEADLINE, f"{facts.deadline}/{left}", moment, days_left=left)


def _first_thing(now: datetime, facts: SchoolFacts) -> Iterator[Due]:
    """What waits since the school was closed."""
    today = facts.calendar.today(now)
    for kind, waits in ((Kind.EXEMPTIONS, facts.exemptions_ended), (Kind.SETTLED, facts.settled_untold)):
        if waits:
            yield Due(kind, str(today), facts.calendar.at(today, facts.calendar.work_from))
