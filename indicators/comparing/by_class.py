"""Pupils added up class by class: each class once, and the school's figure only when no class of it is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.catalogue import INDICATOR, OfClasses
from indicators.classes import class_names, headed_classes, is_class_teacher

PUPIL_FACTS = tuple(
    dict.fromkeys(
        fact
        for indicator in INDICATOR.values()
        if isinstance(indicator.counts, OfClasses)
        for fact in (indicator.counts.part, *indicator.counts.wholes)
    )
)


@dataclass(frozen=True, slots=True)
class ClassRow:
    """What a row tells of a class. `names`: of which, nothing where nobody knows; whoever only teaches in classes
    tells that they are there. `typed_on`: no row of a list says so, but somebody who typed it."""

    names: tuple[str, ...]
    facts: Mapping[str, int]
    typed_on: date | None = None


def class_row(classes: str, role: str, facts: Mapping[str, object]) -> ClassRow | None:
    """Of somebody of the list; nothing of who has to do with no class."""
    told = {code: value for code in PUPIL_FACTS if isinstance(value := facts.get(code), int)}
    names = headed_classes(classes, role, has_pupils=bool(told))
    if not names:  # a parallel such as «5–9» is no class
        names = tuple(one for one in class_names(classes) if not one.isdecimal())
    return ClassRow(names, told) if told or names or is_class_teacher(role) else None


@dataclass(frozen=True, slots=True)
class AddedUp:
    """The sum over `classes` classes, of which `typed` somebody typed, the last of it on a day. `of`: how many there
    are; 0 is unknown."""

    value: int
    total: int | None
    classes: int
    of: int
    typed: int = 0
    typed_on: date | None = None

    @property
    def is_of_school(self) -> bool:
        return self.classes == self.of


def add_up(rule: OfClasses, listed: Sequence[ClassRow], typed: Iterable[ClassRow] = ()) -> AddedUp | None:
    """What the list says of a class wins over what was typed of it. Nothing where no class is known."""
    told = _each_once([one for one in listed if rule.part in one.facts])
    covered = {name for one in told for name in one.names}
    unnamed = sum(not one.names for one in told)
    by_hand = [one for one in typed if rule.part in one.facts and not covered.intersection(one.names) and not unnamed]
    if not told and not by_hand:
        return None
    covered.update(name for one in by_hand for name in one.names)
    rows = [one.facts for one in (*told, *by_hand)]
    value = sum(one[rule.part] for one in rows)
    classes = len(covered) + unnamed
    silent = sum(not one.names and rule.part not in one.facts for one in listed)
    lacking = len(_missing(listed, covered)) + silent - unnamed
    of = classes + max(lacking, 0) if listed else 0
    last = max((one.typed_on for one in by_hand if one.typed_on), default=None)
    return AddedUp(value, _whole(rule, rows, value), classes, of, len(by_hand), last)


def _each_once(rows: Sequence[ClassRow]) -> list[ClassRow]:
    """A class of two class teachers is one; where they differ, the greater number is the whole class's. What a row
    tells of «7А, 7Б» together says nothing more where each of them has a row, and holds the one that alone has; less
    than that it cannot be. Of «7А, 7Б» and «7Б, 7В» only one is kept: of the other's own class nothing is known."""
    found: dict[frozenset[str], dict[str, int]] = {}
    for one in rows:
        so_far = found.setdefault(frozenset(one.names), {}) if one.names else {}
        for code, value in one.facts.items():
            so_far[code] = max(value, so_far.get(code, value))
    kept: dict[frozenset[str], Mapping[str, int]] = {}
    for names in sorted(found, key=lambda one: (len(one), sorted(one))):
        inside = [one for one in kept if one & names]
        if any(not one < names for one in inside) or names == frozenset().union(*inside):
            continue
        parts = [kept.pop(one) for one in inside]
        kept[names] = {
            code: max(value, sum(part.get(code, 0) for part in parts)) for code, value in found[names].items()
        }
    unnamed = [one for one in rows if not one.names]
    return [*unnamed, *(ClassRow(tuple(sorted(names)), facts) for names, facts in kept.items())]


def _missing(listed: Sequence[ClassRow], covered: set[str]) -> set[str]:
    """A class of a year with no letter is that year's only one, or all of them where others have letters."""
    there = {name for one in listed for name in one.names}
    years = {_year(one) for one in there if not one.isdecimal()}
    known = {one for one in there if not (one.isdecimal() and one in years)}
    return {one for one in known - covered if _year(one) not in covered}


def _year(name: str) -> str:
    return name if name.isdecimal() else name[:-1]


def _whole(rule: OfClasses, rows: Sequence[Mapping[str, int]], part: int) -> int | None:
    """Of a class whose whole is unknown nobody can say of how many its part is: then there is no whole. A whole that
    is smaller than its part is none."""
    wholes = (sum(one[code] for one in rows) for code in rule.wholes if all(code in one for one in rows))
    return next((whole for whole in wholes if whole >= part), None)
