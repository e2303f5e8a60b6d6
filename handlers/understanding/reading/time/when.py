"""What a message says of time."""

from dataclasses import dataclass, field
from datetime import date, time


@dataclass(slots=True)
class When:
    """`starts`, `ends` are days of a span, `days` single ones; `clock` a time of day, `hours` two of them.

    `returns`: the day on which somebody is back, after the last one of an absence.
    """

    starts: date | None = None
    ends: date | None = None
    days: list[date] = field(default_factory=list)
    places: dict[date, int] = field(default_factory=dict)  # where a day is named
    returns: date | None = None
    clock: time | None = None
    side: str = ""  # of the clock: «после», «до»
    hours: tuple[str, str] | None = None
    week: str = ""
    before_month: bool = False  # «до декабря»
    through: bool = False  # the last day is one of them: «по пятницу», «до конца недели»
    lasts: bool = False  # the end was told by how long it takes
    has_year: bool = False  # «с 1 октября 2027»

    @property
    def any_day(self) -> date | None:
        return self.days[0] if self.days else self.starts or self.ends or self.returns
