"""When a school may be written to: its hours in its zone, on working days, outside its breaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from indicators.errors import BadSetting
from indicators.weeks import Week
from nudges.production import DAY_OFF, day_off

_SATURDAY = 5
_LOOK_AHEAD = 370  # days; a school that rests longer has nothing to send
_FEWEST_SCHOOL_DAYS = 3  # a week with fewer is no week for weekly quotas


# Why nothing is sent: no lessons («каникулы»; «карантин», that «продолжить» ends), or only peace is asked for.
BREAK, PAUSE, QUIET = "break", "pause", "quiet"


@dataclass(frozen=True, slots=True)
class Rest:
    """Days of a school, both included, on which nothing is sent; on those of a `QUIET` one («пауза») there are
    lessons."""

    starts_on: date
    ends_on: date
    title: str = "каникулы"
    kind: str = BREAK

    def covers(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """A school's time. Moments are aware; days and hours are the school's own.

    On `workdays`, and with `works_saturdays` on every Saturday, the school works though others rest; a public
    holiday stays one.
    """

    zone: ZoneInfo
    work_from: time = time(9)
    work_to: time = time(18)
    rests: tuple[Rest, ...] = ()
    workdays: frozenset[date] = frozenset()
    works_saturdays: bool = False

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def today(self, moment: datetime) -> date:
        return self.local(moment).date()

    def week_of(self, moment: datetime) -> Week:
        """The calendar week of the school at that moment."""
        return Week.of(self.today(moment))

    def at(self, day: date, hour: time) -> datetime:
        """That local hour as a moment; an hour that summer time skips becomes the one right after it."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def rest_on(self, day: date) -> Rest | None:
        return next((rest for rest in self.rests if rest.covers(day)), None)

    def left_out(self, day: date) -> str | None:
        """Why nothing is sent on that day, None when it is an ordinary one."""
        rest = self.rest_on(day)
        return rest.title if rest is not None else self._no_lessons(day)

    def _no_lessons(self, day: date) -> str | None:
        rest = next((rest for rest in self.rests if rest.covers(day) and rest.kind != QUIET), None)
        if rest is not None:
            return rest.title
        why = day_off(day)
        return None if why == DAY_OFF and not self.is_weekend(day) else why

    def is_weekend(self, day: date) -> bool:
        """Whether the school would rest on that day of the week, holiday or not."""
        works = day in self.workdays or (self.works_saturdays and day.weekday() == _SATURDAY)
        return day.weekday() >= _SATURDAY and not works

    def is_allowed(self, moment: datetime) -> bool:
        """Whether a teacher may be written to at that moment: from `work_from` on, before `work_to`."""
        local = self.local(moment)
        return self.work_from <= local.time() < self.work_to and self.left_out(local.date()) is None

    def next_allowed(self, moment: datetime) -> datetime | None:
        """The moment itself or the first later one that is allowed; None when there is none within a year."""
        if self.is_allowed(moment):
            return moment
        for day in days_from(self.today(moment), _LOOK_AHEAD):
            opening = self.at(day, self.work_from)
            if opening > moment and self.is_allowed(opening):
                return opening
        return None

    def after_school_days(self, moment: datetime, count: int) -> datetime:
        """The same hour that many days later, of which only those are counted on which the school works; of a school
        that rests for a year, a year later."""
        local = self.local(moment)
        ahead = list(days_from(local.date() + timedelta(days=1), _LOOK_AHEAD))
        counted = [day for day in ahead if self._no_lessons(day) is None][:count]
        return self.at(counted[-1] if len(counted) == count else ahead[-1], local.time())

    def school_days(self, week: Week) -> list[date]:
        return [day for day in days_from(week.monday, 7) if self._no_lessons(day) is None]

    def quotas_count(self, week: Week) -> bool:
        """Whether weekly quotas mean anything for that week: not in a break, nor in a stub of holidays."""
        return len(self.school_days(week)) >= _FEWEST_SCHOOL_DAYS


def days_from(first: date, count: int) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range(count))


def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name.

    Raises:
        BadSetting: there is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadSetting(f"Часового пояса «{name}» нет: пример — Europe/Moscow или Asia/Yekaterinburg.") from error
