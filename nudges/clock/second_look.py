"""The second look of a week at the weekly norms: when it comes, or why there is none."""

from datetime import date, datetime

from indicators.weeks import Week
from nudges.clock.moments import nudge_moment, slot_moment, usual_moment, wanted_week
from nudges.clock.schedule import BETWEEN, CROWDED, Kind, SchoolFacts

_WORKING_WEEK = 5  # days
SECOND_LOOK_FOR = "тем, у кого недельной нормы ещё нет; о чём напоминаю третью неделю подряд, второй раз не пишу"
FEW_DAYS = "мало учебных дней"
OF_HOLIDAYS = "в неделю этих данных было мало учебных дней"
TOO_SOON = "он был бы слишком скоро"
TOO_LATE = "на этой неделе для её норм уже поздно"
THREE_LETTERS = "иначе вышло бы три письма за шесть дней"
HAD_BEEN = "по этим данным он уже был"
FIRST_TO_COME = "по новым данным первое напоминание ещё впереди"


def second_look(week: Week, now: datetime, facts: SchoolFacts) -> datetime | None:
    """The slot's moment, or the first open hour far enough from the digest; None when the week has none."""
    return None if why_no_second_look(week, now, facts) else _moment(week, now, facts)


def why_no_second_look(week: Week, now: datetime, facts: SchoolFacts) -> str:
    """Empty where there is one: `due` decides alike."""
    if not facts.calendar.quotas_count(week):
        return FEW_DAYS
    if not facts.calendar.quotas_count(_figures(week, facts)):
        return OF_HOLIDAYS
    if _figures(week, facts) in facts.reminded:
        return HAD_BEEN
    if _is_over(week, now, facts):
        return TOO_LATE
    moment = _moment(week, now, facts)
    if moment is None:
        return TOO_SOON
    if _is_crowded(week, now, facts):
        return THREE_LETTERS
    return FIRST_TO_COME if _came_after(moment, facts) else ""


def usual_look(week: Week, facts: SchoolFacts) -> datetime | None:
    """The slot's moment: a Saturday on which the school works is too late for norms of the week, unless the school has
    chosen it."""
    slot = facts.schedule.slots[Kind.QUOTA]
    return slot_moment(week, slot, facts.calendar, days_long=_days_long(facts))


def _is_over(week: Week, now: datetime, facts: SchoolFacts) -> bool:
    """Of a look that has not been: on the last days of its week it does not begin any more."""
    late = week == facts.calendar.week_of(now) and facts.calendar.today(now).weekday() >= _days_long(facts)
    return late and (Kind.QUOTA.value, str(week)) not in facts.done


def _days_long(facts: SchoolFacts) -> int:
    return max(_WORKING_WEEK, facts.schedule.slots[Kind.QUOTA].weekday + 1)


def digest(week: Week, now: datetime, facts: SchoolFacts) -> datetime | None:
    """The usual moment while the file may still come before it; then until when it is waited for."""
    usual = usual_moment(week, facts)
    return usual if usual is None or usual > now else nudge_moment(week, facts)


def _moment(week: Week, now: datetime, facts: SchoolFacts) -> datetime | None:
    calendar = facts.calendar
    moment, day = usual_look(week, facts), _first_day(week, now, facts)
    if moment is None or day is None or calendar.today(moment) >= day + BETWEEN:
        return moment
    opens = calendar.next_allowed(calendar.at(day + BETWEEN, calendar.work_from))
    if opens is None or calendar.week_of(opens) != week or calendar.local(opens).weekday() >= _days_long(facts):
        return None
    return opens


def _first_day(week: Week, now: datetime, facts: SchoolFacts) -> date | None:
    """On which day of the week the digest was sent, or will be as far as is known."""
    if facts.nudged_on is not None and Week.of(facts.nudged_on) == week:
        return facts.nudged_on
    first = digest(week, now, facts)
    return facts.calendar.today(first) if first is not None else None


def _is_crowded(week: Week, now: datetime, facts: SchoolFacts) -> bool:
    """Would the next week's digest come so soon after this one that another letter between them is too much?"""
    slot = facts.schedule.slots[Kind.NUDGE]
    day, following = _first_day(week, now, facts), slot_moment(week.shift(1), slot, facts.calendar)
    return day is not None and following is not None and facts.calendar.today(following) - day < CROWDED


def _came_after(moment: datetime, facts: SchoolFacts) -> bool:
    """Figures that nobody has been told of, and that came when the look was over, are the next digest's."""
    has_first = facts.schedule.slots[Kind.NUDGE].on
    return has_first and facts.newest not in facts.nudged and facts.newest_at is not None and facts.newest_at > moment


def _figures(week: Week, facts: SchoolFacts) -> Week:
    """By which figures it goes, as far as is known now."""
    wanted = wanted_week(week, facts) or week.shift(-1)
    return max(facts.newest, wanted) if facts.newest is not None else wanted
