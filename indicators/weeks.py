"""ISO weeks as the program writes them: `2026-W46`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from indicators.errors import BadWeek

YEARS = range(2000, 2100)  # a slip of the pen beside them would run out of the calendar
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One ISO 8601 week, Monday to Sunday."""

    monday: date

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Read `2026-W46`.

        Raises:
            BadWeek: the text is no week, or that year has no such week.
        """
        match = _WEEK.fullmatch(text.strip())
        if match is None:
            raise BadWeek(f"Неделя записывается как 2026-W46, а получено «{text}».")
        if int(match[1]) not in YEARS:
            raise BadWeek(f"Недели «{text}» быть не может: проверьте год.")
        try:
            return cls(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        except ValueError as error:
            raise BadWeek(f"Недели «{text}» нет в календаре: проверьте год и номер.") from error

    @classmethod
    def of(cls, day: date) -> "Week":
        return cls(day - timedelta(days=day.weekday()))

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    def shift(self, weeks: int) -> "Week":
        return Week(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02d}"
