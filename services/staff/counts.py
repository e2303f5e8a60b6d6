"""How a school's staff stands in numbers: what its table (`staff.table`) would add up to, without the rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from indicators.weeks import Week
from storage.database.connection import Session
from storage.statistics.alike import Alike, people_alike
from storage.statistics.people_in_week import Judge, judge_of
from storage.tables import School


@dataclass(frozen=True, slots=True)
class StaffCounts:
    """Of those who work at the school. Of the `in_list` that the list has, `done` have everything, of the `unsure`
    nothing is known to be open and not all is known. `lacking` and `to_remind` (by gap, as `by_gap`) leave out the
    `resting`, who are left in peace."""

    people: int = 0
    in_list: int = 0
    done: int = 0
    unsure: int = 0
    lacking: int = 0
    resting: int = 0
    by_gap: Mapping[str, int] = field(default_factory=dict)
    to_remind: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Kind:
    many: int
    resting: bool
    listed: bool = False
    gaps: tuple[str, ...] = ()
    is_done: bool = False


async def staff_counts(session: Session, school: School, week: Week | None, today: date) -> StaffCounts:
    """By the list of `week`; without one it is known how many there are, and no more."""
    judge = await judge_of(session, school, week) if week is not None else None
    with_classes = judge is not None and judge.asks_for_chats
    alike = await people_alike(session, school.id, week, today, with_classes=with_classes)
    kinds = [_judged(one, judge) for one in alike]
    return StaffCounts(
        people=_sum(kinds),
        in_list=_sum(one for one in kinds if one.listed),
        done=_sum(one for one in kinds if one.is_done),
        unsure=_sum(one for one in kinds if one.listed and not one.gaps and not one.is_done),
        lacking=_sum(one for one in kinds if one.gaps and not one.resting),
        resting=_sum(one for one in kinds if one.resting),
        by_gap=_by_gap(kinds),
        to_remind=_by_gap(one for one in kinds if not one.resting),
    )


def _judged(one: Alike, judge: Judge | None) -> _Kind:
    if judge is None:
        return _Kind(one.many, one.resting)
    _, gaps, is_done = judge.verdict(one.judged_as, one.role, one.classes, one.figures)
    return _Kind(one.many, one.resting, one.figures[0] is not None, gaps, is_done)


def _sum(kinds: Iterable[_Kind]) -> int:
    return sum(one.many for one in kinds)


def _by_gap(kinds: Iterable[_Kind]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for one in kinds:
        for gap in one.gaps:
            counts[gap] += one.many
    return counts
