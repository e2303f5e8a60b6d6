"""When automatic work is due: pure derivation from a school's calendar, its settings and what has happened.

Nothing here remembers anything: after a restart, a jump of the clock or a change of the schedule the
same questions are asked again of the same facts. Each occasion has a period (the calendar week, or the
day it is about), and is never done twice for one period; a period that is over is not caught up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from indicators.weeks import Week
from nudges.calendar import SchoolCalendar, days_from

OLDEST_FIGURES = 2  # weeks: the clock never nudges by older ones
BETWEEN = timedelta(days=2)  # at least, from the digest to the second look


class Kind(StrEnum):
    """What the clock does by itself; the values are stable, programs read them."""

    NUDGE = "nudge"
    QUOTA = "quota"
    FILE_MISSING = "file_missing"
    SUMMARY = "summary"
    ESCALATION = "escalation"
    DEADLINE = "deadline"
    EXEMPTIONS = "exemptions_ended"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Kind.NUDGE: "напоминания педагогам",
    Kind.QUOTA: "второй взгляд на недельные нормы",
    Kind.FILE_MISSING: "напомнить ответственному о файле недели",
    Kind.SUMMARY: "сводка недели",
    Kind.ESCALATION: "список тех, у кого долго нет движения",
    Kind.DEADLINE: "отсчёт до срока регистрации",
    Kind.EXEMPTIONS: "закончились освобождения",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekly moment in the school's zone; Monday is 0."""

    weekday: int
    at: time
    on: bool = True


_SLOTS = {
    Kind.FILE_MISSING: Slot(0, time(9)),
    Kind.NUDGE: Slot(0, time(10)),
    Kind.QUOTA: Slot(3, time(14)),
    Kind.SUMMARY: Slot(4, time(15)),
    Kind.ESCALATION: Slot(4, time(15)),
}


@dataclass(frozen=True, slots=True)
class Schedule:
    """One school's choices, kept under `schedule` in its settings."""

    slots: Mapping[Kind, Slot] = field(default_factory=lambda: dict(_SLOTS))
    deadline_days: tuple[int, ...] = (30, 14, 7, 3, 1)
    deadline_at: time = time(10)
    escalate_after: int = 3

    @classmethod
    def read(cls, settings: Mapping[str, Any]) -> "Schedule":
        """What cannot be understood keeps its default: a typing slip must not stop a school's clock."""
        kept = settings.get("schedule")
        kept = kept if isinstance(kept, Mapping) else {}
        slots = {kind: _slot(kept.get(kind.value), default) for kind, default in _SLOTS.items()}
        days = kept.get("deadline_days")
        after = kept.get("escalate_after")
        usable = isinstance(days, list) and all(isinstance(day, int) and day > 0 for day in days)
        return cls(
            slots,
            tuple(sorted(set(days), reverse=True)) if usable and days is not None else cls().deadline_days,
            _time(kept.get("deadline_at")) or time(10),
            after if isinstance(after, int) and after > 0 else 3,
        )

    def as_settings(self) -> dict[str, Any]:
        """What `read` takes back, for `school.settings["schedule"]`."""
        slots = {
            kind.value: {"weekday": slot.weekday, "at": f"{slot.at:%H:%M}", "on": slot.on}
            for kind, slot in self.slots.items()
        }
        rest = {"deadline_days": list(self.deadline_days), "deadline_at": f"{self.deadline_at:%H:%M}"}
        return {**slots, **rest, "escalate_after": self.escalate_after}

    def with_slot(self, kind: Kind, slot: Slot) -> "Schedule":
        return replace(self, slots={**self.slots, kind: slot})


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What has happened at a school, as far as the clock needs to know.

    `newest` is the newest week with a list by name and `newest_at` when it came; `imported` are weeks
    with any file. `nudged` and `reminded` are the weeks of figures that have a digest or a quota
    campaign, made by whomever, `nudged_on` the school's day of the last digest. `done` holds
    (kind, period) of what the clock has done. `automatic` is false until an officer who was led
    through the first steps in the chat has said that teachers may be written to.
    """

    calendar: SchoolCalendar
    schedule: Schedule = field(default_factory=Schedule)
    paused: bool = False
    automatic: bool = True
    newest: Week | None = None
    newest_at: datetime | None = None
    imported: frozenset[Week] = frozenset()
    nudged: frozenset[Week] = frozenset()
    reminded: frozenset[Week] = frozenset()
    nudged_on: date | None = None
    done: frozenset[tuple[str, str]] = frozenset()
    deadline: date | None = None
    unregistered: int | None = None
    exemptions_ended: bool = False

    @property
    def silent(self) -> bool:
        """Are teachers left alone for now, whatever the week brings?"""
        return self.paused or not self.automatic


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
    found = [*_weekly(week, facts), *_countdown(week, facts, now), *_ended(now, facts)]
    ready = [one for one in found if one.moment <= now and (one.kind.value, one.period) not in facts.done]
    if any(one.kind is Kind.NUDGE for one in ready) or _too_soon(now, facts):
        ready = [one for one in ready if one.kind is not Kind.QUOTA]
    return sorted(ready, key=lambda one: (one.moment, list(Kind).index(one.kind)))


def may_have_been_done(now: datetime, facts: SchoolFacts) -> list[Due]:
    """Everything whose moment has come this week, at whatever hour it is now and however close to each other:
    what an unknown past may have done already."""
    week = facts.calendar.week_of(now)
    found = [*_weekly(week, facts), *_countdown(week, facts, now), *_ended(now, facts)]
    return [one for one in found if one.moment <= now and (one.kind.value, one.period) not in facts.done]


def _too_soon(now: datetime, facts: SchoolFacts) -> bool:
    """A second message must not come on the heels of the first."""
    return facts.nudged_on is not None and facts.calendar.today(now) < facts.nudged_on + BETWEEN


def slot_moment(week: Week, slot: Slot, calendar: SchoolCalendar) -> datetime | None:
    """The slot's moment in a week: on its day, or the nearest later day of that week that is not left
    out, or else the nearest earlier one; None when the whole week is left out or the slot is off.
    An hour outside the school's is moved to its opening."""
    if not slot.on:
        return None
    days = list(days_from(week.monday, 7))
    wanted = [*days[slot.weekday :], *reversed(days[: slot.weekday])]
    day = next((day for day in wanted if calendar.left_out(day) is None), None)
    return None if day is None else _within(day, slot.at, calendar)


def countdown_moments(facts: SchoolFacts) -> Iterator[tuple[int, datetime]]:
    """Days left and the moment to say so: that day, or the first later one not left out, up to the deadline."""
    if facts.deadline is None:
        return
    for left in facts.schedule.deadline_days:
        first = facts.deadline - timedelta(days=left)
        days = days_from(first, left + 1)
        day = next((day for day in days if facts.calendar.left_out(day) is None), None)
        if day is not None:
            yield left, _within(day, facts.schedule.deadline_at, facts.calendar)


def is_fresh(figures: Week, week: Week) -> bool:
    """Whether the clock may still use figures of that week in calendar week `week`."""
    return week.shift(-OLDEST_FIGURES) <= figures <= week


def _weekly(week: Week, facts: SchoolFacts) -> Iterator[Due]:
    for kind, slot in facts.schedule.slots.items():
        moment = slot_moment(week, slot, facts.calendar)
        ready = _READY[kind](week, facts)
        if moment is not None and ready is not None:
            # A summary belongs to its figures: without a new file there is nothing new to say.
            period = ready[0] if kind is Kind.SUMMARY else week
            yield Due(kind, str(period), max(moment, ready[1] or moment), ready[0])


# Each says whether a kind has something to do in a calendar week: the week of figures it is about, and
# the moment before which it could not be done.
_Readiness = tuple[Week, datetime | None] | None


def _nudge_ready(week: Week, facts: SchoolFacts) -> _Readiness:
    newest = facts.newest
    if facts.silent or newest is None or not is_fresh(newest, week) or newest in facts.nudged:
        return None
    return newest, facts.newest_at


def _quota_ready(week: Week, facts: SchoolFacts) -> _Readiness:
    """A second look needs a first one, where the school has it: by these figures, or this week."""
    newest = facts.newest
    looked = newest in facts.nudged or (Kind.NUDGE.value, str(week)) in facts.done
    if facts.schedule.slots[Kind.NUDGE].on and not looked:
        return None
    if facts.silent or newest is None or not is_fresh(newest, week) or newest in facts.reminded:
        return None
    return (newest, None) if facts.calendar.quotas_count(week) else None


def _file_missing(week: Week, facts: SchoolFacts) -> _Readiness:
    last = week.shift(-1)
    return (last, None) if last not in facts.imported and facts.calendar.school_days(last) else None


def _summary_ready(week: Week, facts: SchoolFacts) -> _Readiness:
    fresh = [figures for figures in facts.imported if is_fresh(figures, week)]
    return (max(fresh), None) if fresh else None


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


def _ended(now: datetime, facts: SchoolFacts) -> Iterator[Due]:
    today = facts.calendar.today(now)
    if facts.exemptions_ended:
        yield Due(Kind.EXEMPTIONS, str(today), facts.calendar.at(today, facts.calendar.work_from))


def _within(day: date, hour: time, calendar: SchoolCalendar) -> datetime:
    inside = calendar.work_from <= hour < calendar.work_to
    return calendar.at(day, hour if inside else calendar.work_from)


def _slot(kept: object, default: Slot) -> Slot:
    if not isinstance(kept, Mapping):
        return default
    weekday, at = kept.get("weekday"), _time(kept.get("at"))
    usable = isinstance(weekday, int) and 0 <= weekday <= 6
    return Slot(
        weekday if usable and weekday is not None else default.weekday, at or default.at, kept.get("on") is not False
    )


def _time(text: object) -> time | None:
    try:
        return time.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
