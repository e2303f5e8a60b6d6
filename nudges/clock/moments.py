"""The moments of a week at which automatic work is meant to be done, and until when a late file is waited for."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from indicators.weeks import Week
from nudges.calendar import SchoolCalendar, days_from
from nudges.clock.schedule import APART, OLDEST_FIGURES, Kind, SchoolFacts, Slot


def slot_moment(week: Week, slot: Slot, calendar: SchoolCalendar, *, days_long: int = 7) -> datetime | None:
    """The slot's moment in a week of so many days: on its day, or the nearest later day of that week that is not left
    out, or else the nearest earlier one; None when the whole week is left out or the slot is off.
    An hour outside the school's is moved to its opening."""
    if not slot.on:
        return None
    days = list(days_from(week.monday, days_long))
    wanted = [*days[slot.weekday :], *reversed(days[: slot.weekday])]
    day = next((day for day in wanted if calendar.left_out(day) is None), None)
    return None if day is None else within(day, slot.at, calendar)


def usual_moment(week: Week, facts: SchoolFacts) -> datetime | None:
    """The slot of the week's reminders, or the first working day of that week far enough from the last ones."""
    slot, calendar = facts.schedule.slots[Kind.NUDGE], facts.calendar
    usual, last = slot_moment(week, slot, calendar), facts.nudged_on
    if usual is None or last is None or Week.of(last) >= week or calendar.today(usual) >= last + APART:
        return usual
    later = (day for day in days_from(week.monday, 7) if day >= last + APART and calendar.left_out(day) is None)
    day = next(later, None)
    return None if day is None else within(day, slot.at, calendar)


def nudge_moment(week: Week, facts: SchoolFacts) -> datetime | None:
    """When the week's reminders go by what is known now; None when that week has none.

    By older figures than last week's they wait for the late file: they would be old themselves, and whoever has had
    them gets none by the new ones.
    """
    usual = usual_moment(week, facts)
    return latest_moment(usual, facts) if usual is not None and awaited(week, facts) is not None else usual


def awaited(week: Week, facts: SchoolFacts) -> Week | None:
    """The week whose file is late, while older figures are all there is to remind by, and not too old for it."""
    last = wanted_week(week, facts)
    newest = facts.newest
    if last is None or newest is None or newest in facts.nudged:
        return None
    return last if week.shift(-OLDEST_FIGURES) <= newest < last else None


def next_file(week: Week, known: Collection[Week], facts: SchoolFacts) -> Week | None:
    """The file that is looked for: of the week that is over, or the first after those that have been used."""
    wanted = wanted_week(week, facts)
    return max([wanted, *(one.shift(1) for one in known)]) if wanted is not None else None


def wanted_week(week: Week, facts: SchoolFacts) -> Week | None:
    """Of which week a file is to come in this one: the last that had school days. After holidays it is the one before
    them, as long as its figures may be used."""
    before = (week.shift(-back) for back in range(1, OLDEST_FIGURES + 1))
    return next((one for one in before if facts.calendar.school_days(one)), None)


def latest_moment(usual: datetime, facts: SchoolFacts) -> datetime:
    """Until when a file is waited for that was not there at the usual moment. It stays within the week, before the
    next one's reminders; on the week's last day there is nothing to wait for."""
    calendar, wait = facts.calendar, facts.schedule.wait
    first = calendar.today(usual)
    left = [day for day in days_from(first, 7 - first.weekday()) if calendar.left_out(day) is None]
    day = left[min(wait.days, len(left) - 1)] if left else first
    return usual if day == first else within(day, wait.until, calendar)


def countdown_moments(facts: SchoolFacts) -> Iterator[tuple[int, datetime]]:
    """Days left and the moment to say so: that day, or the first later one not left out, up to the deadline."""
    if facts.deadline is None:
        return
    for left in facts.schedule.deadline_days:
        first = facts.deadline - timedelta(days=left)
        days = days_from(first, left + 1)
        day = next((day for day in days if facts.calendar.left_out(day) is None), None)
        if day is not None:
            yield left, within(day, facts.schedule.deadline_at, facts.calendar)


def within(day: date, hour: time, calendar: SchoolCalendar) -> datetime:
    inside = calendar.work_from <= hour < calendar.work_to
    return calendar.at(day, hour if inside else calendar.work_from)
