"""Whose standings are read: see `standings`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select

from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from storage.tables import Person

Rows = Select[*tuple[Any, ...]]
_REMEMBERED_WEEKS = 12  # of history; older messages do not colour the wording


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose standings are read, for which week of figures, and as of which moment.

    `people` narrows it to some of the school's people. `calendar` is the school's. Without `for_writing`
    what only a new message needs is left out: history, and what was written this week. The
    history goes `remembered_weeks` back; without `history` nobody's is read (see `history_of`).
    """

    school_id: int
    week: Week
    moment: datetime
    calendar: SchoolCalendar
    people: Collection[int] | None = None
    for_writing: bool = True
    history: bool = True
    remembered_weeks: int = _REMEMBERED_WEEKS

    @property
    def today(self) -> date:
        return self.calendar.today(self.moment)

    @property
    def this_week(self) -> Week:
        return self.calendar.week_of(self.moment)

    def narrow(self, query: Rows) -> Rows:
        """Restrict a query that has `Person` in it."""
        query = query.where(Person.school_id == self.school_id)
        return query if self.people is None else query.where(Person.id.in_(self.people))
