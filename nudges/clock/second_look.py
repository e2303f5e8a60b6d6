"""The second look of a week at the weekly norms: when it comes, or why there is none."""

from datetime import datetime

from indicators.weeks import Week
from nudges.clock.moments import nudge_moment, slot_moment, wanted_week
from nudges.clock.schedule import BETWEEN, Kind, SchoolFacts

SECOND_LOOK_FOR = "тем, у кого недельной нормы ещё нет; о чём напоминаю третью неделю подряд, второй раз не пишу"
FEW_DAYS = "мало учебных дней"
OF_HOLIDAYS = "в неделю этих данных было мало учебных дней"
TOO_SOON = "он был бы слишком скоро"


def second_look(week: Week, now: datetime, facts: SchoolFacts) -> datetime | None:
    """The slot's moment, or the first open hour far enough from the digest; None when the week has none."""
    if why_no_second_look(week, now, facts) in (FEW_DAYS, OF_HOLIDAYS):
        return None
    return _moment(week, now, facts)


def why_no_second_look(week: Week, now: datetime, facts: SchoolFacts) -> str:
    """Empty where there is one: `due` decides alike."""
    if not facts.calendar.quotas_count(week):
        return FEW_DAYS
    if not facts.calendar.quotas_count(_figures(week, facts)):
        return OF_HOLIDAYS
    return "" if _moment(week, now, facts) is not None else TOO_SOON


def digest(week: Week, now: datetime, facts: SchoolFacts) -> datetime | None:
    """The usual moment while the file may still come before it; then until when it is waited for."""
    usual = slot_moment(week, facts.schedule.slots[Kind.NUDGE], facts.calendar)
    return usual if usual is None or usual > now else nudge_moment(week, facts)


def _moment(week: Week, now: datetime, facts: SchoolFacts) -> datetime | None:
    calendar = facts.calendar
    moment, first = slot_moment(week, facts.schedule.slots[Kind.QUOTA], calendar), digest(week, now, facts)
    day = calendar.today(first) if first is not None else None
    if facts.nudged_on is not None and Week.of(facts.nudged_on) == week:
        day = facts.nudged_on
    if moment is None or day is None or calendar.today(moment) >= day + BETWEEN:
        return moment
    opens = calendar.next_allowed(calendar.at(day + BETWEEN, calendar.work_from))
    return opens if opens is not None and calendar.week_of(opens) == week else None


def _figures(week: Week, facts: SchoolFacts) -> Week:
    """By which figures it goes, as far as is known now."""
    wanted = wanted_week(week, facts) or week.shift(-1)
    return max(facts.newest, wanted) if facts.newest is not None else wanted
