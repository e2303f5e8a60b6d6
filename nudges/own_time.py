"""When one person wants to be written to, inside the school's own hours."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from indicators.russian.rules import enumerated
from nudges.calendar import SchoolCalendar, days_from
from nudges.periods import spans_of

LATER = "В свои часы или дни получат: {names}."
OWN_HOURS = "не сразу, а в удобное каждому время"  # where it holds for all of them
_LOOK_AHEAD = 366  # days: holidays of the school may begin where days of one's own end


@dataclass(frozen=True, slots=True)
class OwnTime:
    """From `begins` on and before `ends`, on `weekdays` alone (Monday is 0), where they are set, and not on
    `days_off`."""

    begins: time | None = None
    ends: time | None = None
    days_off: frozenset[date] = frozenset()
    weekdays: frozenset[int] = frozenset()

    @classmethod
    def read(
        cls,
        begins: time | None,
        ends: time | None,
        days_off: Iterable[str] | None,
        weekdays: Iterable[int] | None = None,
    ) -> "OwnTime":
        """As it is kept: days as «2026-12-31»."""
        days = frozenset(date.fromisoformat(day) for day in days_off or ())
        return cls(begins, ends, days, frozenset(weekdays or ()))

    def next_allowed(self, calendar: SchoolCalendar, moment: datetime) -> datetime:
        """The moment itself or the first later one that suits both; hours outside the school's do not count, since
        nothing would ever be sent then."""
        first, last = max(self.begins or time.min, calendar.work_from), min(self.ends or time.max, calendar.work_to)
        if first >= last:
            first, last = calendar.work_from, calendar.work_to
        for day in days_from(calendar.today(moment), _LOOK_AHEAD):
            if calendar.left_out(day) is not None or day in self.days_off or not self._on(day.weekday()):
                continue
            found = max(moment, calendar.at(day, first))
            if found < calendar.at(day, last):
                return found
        return moment

    def _on(self, weekday: int) -> bool:
        return not self.weekdays or weekday in self.weekdays

    def fits(self, calendar: SchoolCalendar) -> bool:
        """Whether any of the school's hours are left."""
        return max(self.begins or time.min, calendar.work_from) < min(self.ends or time.max, calendar.work_to)

    def has_day(self, calendar: SchoolCalendar) -> bool:
        """Whether any of the days on which the school works every week are left."""
        return any(map(self._on, range(6 if calendar.works_saturdays else 5)))

    def hours_words(self) -> str:
        """«с 15:00», «по вторникам и четвергам до 12:00»; empty where all is as the school has it."""
        begins = f"с {self.begins:%H:%M}" if self.begins is not None else ""
        ends = f"до {self.ends:%H:%M}" if self.ends is not None else ""
        return " ".join(filter(None, (weekdays_words(self.weekdays), begins, ends)))

    def days_words(self, today: date) -> str:
        """«31 декабря, 2–5 февраля»: those that are still to come."""
        return ", ".join(spans_of(day for day in self.days_off if day >= today))


_ON = ("понедельникам", "вторникам", "средам", "четвергам", "пятницам", "субботам", "воскресеньям")
_BUT = ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья")
_MANY = 4  # of so many it is shorter to say which are none of them


def weekdays_words(days: Collection[int]) -> str:
    """«по вторникам и четвергам», «в рабочие дни, кроме пятницы»; empty for no days."""
    but = [_BUT[one] for one in range(len(_BUT)) if one not in days]
    if not days or not but:
        return ""
    lead, names = ("в рабочие дни, кроме", but) if len(days) >= _MANY else ("по", [_ON[one] for one in sorted(days)])
    return f"{lead} {enumerated(names)}"
