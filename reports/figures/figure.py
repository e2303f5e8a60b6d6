"""One indicator in one week: what is known of it, what was before, and how far the target is."""

import math
from dataclasses import dataclass
from datetime import date

from indicators.catalogue import Indicator
from indicators.weeks import Week
from reports.figures.counting import Measure
from reports.figures.wording import half_up


@dataclass(frozen=True, slots=True)
class Goal:
    """A school's target for one indicator: a number, or a percentage of the indicator's whole."""

    value: float
    is_percent: bool
    deadline: date | None

    def number(self, total: int | None) -> int | None:
        """The target as a number of people, rounded up; unknown for a percentage of an unknown whole."""
        if not self.is_percent:
            return math.ceil(self.value)
        return None if total is None else math.ceil(round(self.value * total / 100, 6))


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator in one week; `history` is oldest first and ends with that week. `told_in` is the week of `now`
    where the last one of several does not tell it."""

    indicator: Indicator
    now: Measure
    before: Measure
    goal: Goal | None
    history: tuple[tuple[Week, Measure], ...]
    told_in: Week | None = None

    @property
    def target(self) -> int | None:
        return self.goal.number(self.now.total) if self.goal else None

    @property
    def change(self) -> float | None:
        """People since the last known week."""
        if self.now.value is None or self.before.value is None:
            return None
        return self.now.value - self.before.value

    @property
    def change_percent(self) -> float | None:
        """Percentage points since the last known week, for weeks that give percentages only. Beside a counted share
        a bare one is no finer than it was written: «88 %» of a summary may be 88,4."""
        if self.now.percent is None or self.before.percent is None:
            return None
        bare = [one for one in (self.now, self.before) if one.value is None]
        if len(bare) == 1 and float(bare[0].percent or 0).is_integer():
            return half_up(self.now.percent) - half_up(self.before.percent)
        return self.now.percent - self.before.percent

    @property
    def share_wanted(self) -> float | None:
        """The target where it is a percentage."""
        return self.goal.value if self.goal is not None and self.goal.is_percent else None

    @property
    def reached(self) -> bool | None:
        """Whether the target is met; None when there is no target or nothing to compare with it."""
        if self.goal is None or (self.goal.is_percent and self.now.total == 0):
            return None
        if self.target is not None and self.now.value is not None:
            return self.now.value >= self.target
        if self.goal.is_percent and self.now.percent is not None:
            return self.now.percent >= self.goal.value
        return None

    @property
    def lacking(self) -> int | None:
        """How many people are missing to the target; without one, to the whole."""
        aim = self.target if self.goal else self.now.total
        return None if aim is None or self.now.value is None else max(aim - self.now.value, 0)

    @property
    def lacking_percent(self) -> float | None:
        """Percentage points missing to the target, for weeks that give percentages only."""
        if self.lacking is not None or self.goal is None or not self.goal.is_percent or self.now.percent is None:
            return None
        return max(self.goal.value - self.now.percent, 0)

    @property
    def distance(self) -> float:
        """How far the target is, as a part of it; 0 when it is reached or unknown."""
        aim = self.target if self.lacking is not None else self.goal.value if self.goal else None
        missing = self.lacking if self.lacking is not None else self.lacking_percent
        return missing / aim if missing and aim else 0.0
