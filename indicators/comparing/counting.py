"""The indicators worked out from a list of people: who counts, of how many, and when a figure is not known.

The rules themselves stand in `catalogue`. Whoever adds up, here or in the database, hands over a `Tally` and
gets the figures of `figures`, so that the import's check and the report cannot differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indicators.catalogue import INDICATOR, OfClasses, OfPeople
from indicators.rows import SummaryValue

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PeopleTally:
    """Of the people on a list: for how many the answer is yes, for how many it is known, and of how many
    the file itself says it, in a number or a flag of its own."""

    yes: int
    known: int
    said: int


@dataclass(frozen=True, slots=True)
class ClassesTally:
    """The sum over the classes of which the part is known, their number, and of these the sum of each whole
    and the number of those that have it, in the rule's order."""

    part: int
    known: int
    wholes: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Tally:
    """A whole list added up, by indicator code."""

    people: int
    of_people: dict[str, PeopleTally] = field(default_factory=dict)
    of_classes: dict[str, ClassesTally] = field(default_factory=dict)


def added(one: Tally, other: Tally) -> Tally:
    """Two lists as one."""
    people = {code: _people(mine, other.of_people.get(code)) for code, mine in one.of_people.items()}
    classes = {code: _classes(mine, other.of_classes.get(code)) for code, mine in one.of_classes.items()}
    return Tally(one.people + other.people, people, classes)


def _people(one: PeopleTally, other: PeopleTally | None) -> PeopleTally:
    if other is None:
        return one
    return PeopleTally(one.yes + other.yes, one.known + other.known, one.said + other.said)


def _classes(one: ClassesTally, other: ClassesTally | None) -> ClassesTally:
    if other is None:
        return one
    wholes = zip(one.wholes, other.wholes, strict=True)
    summed = tuple((mine + theirs, known + more) for (mine, known), (theirs, more) in wholes)
    return ClassesTally(one.part + other.part, one.known + other.known, summed)


def answer(rule: OfPeople, facts: Facts) -> bool | None:
    """Whether a person counts; None when nothing tells. Unknown is not zero and not «нет»."""
    number = facts.get(rule.number) if rule.number else None
    if isinstance(number, int):
        return number >= rule.least
    if rule.implied_by and facts.get(rule.implied_by) is True:
        return True
    if rule.ruled_out_by and facts.get(rule.ruled_out_by) is False:
        return False
    flag = facts.get(rule.flag) if rule.flag else None
    return flag if isinstance(flag, bool) else None


def is_said(rule: OfPeople, facts: Facts) -> bool:
    return any(code is not None and facts.get(code) is not None for code in (rule.number, rule.flag))


def tally(rows: Sequence[Facts]) -> Tally:
    found = Tally(len(rows))
    for code, indicator in INDICATOR.items():
        rule = indicator.counts
        if isinstance(rule, OfPeople):
            answers = [answer(rule, facts) for facts in rows]
            said = sum(is_said(rule, facts) for facts in rows)
            found.of_people[code] = PeopleTally(answers.count(True), len(rows) - answers.count(None), said)
        else:
            found.of_classes[code] = _of_classes(rule, rows)
    return found


def _of_classes(rule: OfClasses, rows: Sequence[Facts]) -> ClassesTally:
    told = [facts for facts in rows if facts.get(rule.part) is not None]
    wholes = [[value for facts in told if isinstance(value := facts.get(code), int)] for code in rule.wholes]
    part = sum(value for facts in told if isinstance(value := facts[rule.part], int))
    return ClassesTally(part, len(told), tuple((sum(values), len(values)) for values in wholes))


def figures(added: Tally) -> dict[str, SummaryValue]:
    """The indicators of which something is known, in the catalogue's order."""
    values = {code: value for code, one in added.of_people.items() if (value := _value(one, added.people)) is not None}
    found: dict[str, SummaryValue] = {}
    for code, indicator in INDICATOR.items():
        if code in values:
            found[code] = SummaryValue(values[code], _of(values[code], values.get(indicator.of or ""), added.people))
        elif code in added.of_classes and (classes := added.of_classes[code]).known:
            found[code] = SummaryValue(classes.part, _whole(classes))
    return found


def _value(one: PeopleTally, people: int) -> int | None:
    """What only follows from another mark («3: нет» is no 10 either) speaks of some and not of the others: a
    count of it alone is a figure only when it leaves nobody open."""
    is_known = one.said or (people and one.known == people)
    return one.yes if is_known else None


def _of(value: int, whole: int | None, people: int) -> int:
    """A whole that is smaller than its part is none (somebody «не зарегистрирован» wrote messages)."""
    return people if whole is None or whole < value else whole


def _whole(classes: ClassesTally) -> int | None:
    """Of a class whose whole is unknown nobody can say of how many its part is: then there is no whole."""
    return next((total for total, known in classes.wholes if known == classes.known), None)
