"""What a school has chosen for its automatic work, and what has happened there, as far as the clock needs to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from indicators.weeks import Week
from nudges.calendar import SchoolCalendar

OLDEST_FIGURES = 2  # weeks: the clock never nudges by older ones
BETWEEN = timedelta(days=2)  # at least, from the digest to the second look
APART = timedelta(days=5)  # at least, from one digest to the next: what began on a Friday is no week old on Monday
CROWDED = timedelta(days=6)  # a second look between two digests that are nearer would be the third letter of them


class Kind(StrEnum):
    """What comes by itself; the values are stable, programs read them."""

    NUDGE = "nudge"
    QUOTA = "quota"
    FILE_MISSING = "file_missing"
    SUMMARY = "summary"
    FILE_LATE = "file_late"  # the day of the summary, and nothing to tell by
    ESCALATION = "escalation"
    DEADLINE = "deadline"
    EXEMPTIONS = "exemptions_ended"
    SETTLED = "disputes_settled"
    WAITING = "waiting"  # a round that was begun before and goes on then: nothing that the clock begins

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Kind.NUDGE: "напоминания педагогам",
    Kind.QUOTA: "второй взгляд на недельные нормы",
    Kind.FILE_MISSING: "напомнить ответственному о файле недели",
    Kind.SUMMARY: "сводка недели",
    Kind.FILE_LATE: "сказать, что сводки нет: файла ещё нет",
    Kind.ESCALATION: "список тех, у кого долго нет движения",
    Kind.DEADLINE: "отсчёт до срока регистрации",
    Kind.EXEMPTIONS: "закончились освобождения",
    Kind.SETTLED: "что файл закрыл из сообщений об ошибках",
    Kind.WAITING: "уйдёт назначенное раньше",
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
class Wait:
    """For so many working days after the usual moment, until that hour, the reminders wait for a late file."""

    days: int = 1
    until: time = time(12)


LONGEST_WAIT = 4  # days; the next reminders come on the fifth


@dataclass(frozen=True, slots=True)
class Schedule:
    """One school's choices, kept under `schedule` in its settings."""

    slots: Mapping[Kind, Slot] = field(default_factory=lambda: dict(_SLOTS))
    wait: Wait = field(default_factory=Wait)
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
            _wait(kept.get("file_wait")),
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
        wait = {"days": self.wait.days, "at": f"{self.wait.until:%H:%M}"}
        rest = {
            "file_wait": wait,
            "deadline_days": list(self.deadline_days),
            "deadline_at": f"{self.deadline_at:%H:%M}",
        }
        return {**slots, **rest, "escalate_after": self.escalate_after}

    def with_wait(self, wait: Wait) -> "Schedule":
        return replace(self, wait=wait)

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
    settled_untold: bool = False

    @property
    def silent(self) -> bool:
        """Are teachers left alone for now, whatever the week brings?"""
        return self.paused or not self.automatic


def _slot(kept: object, default: Slot) -> Slot:
    if not isinstance(kept, Mapping):
        return default
    weekday, at = kept.get("weekday"), _time(kept.get("at"))
    usable = isinstance(weekday, int) and 0 <= weekday <= 6
    return Slot(
        weekday if usable and weekday is not None else default.weekday, at or default.at, kept.get("on") is not False
    )


def _wait(kept: object) -> Wait:
    if not isinstance(kept, Mapping):
        return Wait()
    days = kept.get("days")
    usable = isinstance(days, int) and 0 <= days <= LONGEST_WAIT
    return Wait(days if usable and days is not None else Wait().days, _time(kept.get("at")) or Wait().until)


def _time(text: object) -> time | None:
    try:
        return time.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
