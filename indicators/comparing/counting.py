"""The indicators worked out from a list of people: who counts, of how many, and when a figure is not known.

The rules themselves stand in `catalogue`. Whoever adds up, here or in the database, hands over a `Tally` and
gets the figures of `figures`, so that the import's check and the report cannot differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indicators.catalogue import INDICATOR, OfClasses, OfPeople
from indicators.comparing.by_class import ClassRow, add_up, class_row
from indicators.rows import SummaryValue

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PeopleTally:
    """Of the people on a list: for how many the answer is yes, for how many it is known, and of how many
    the file itself says it, in a number or a flag of its own."""

    yes: int
    known: int
    said: int


@dataclass(slots=True)
class Tally:
    """A whole list added up, by indicator code."""

    people: int
    of_people: dict[str, PeopleTally] = field(default_factory=dict)
    classes: list[ClassRow] = field(default_factory=list)


def added(one: Tally, other: Tally) -> Tally:
    """Two lists as one."""
    people = {code: _people(mine, other.of_people.get(code)) for code, mine in one.of_people.items()}
    return Tally(one.people + other.people, people, [*one.classes, *other.classes])


def _people(one: PeopleTally, other: PeopleTally | None) -> PeopleTally:
    if other is None:
        return one
    return PeopleTally(one.yes + other.yes, one.known + other.known, one.said + other.said)


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


def tally(rows: Sequence[Facts], posts: Sequence[tuple[str, str]] = ()) -> Tally:
    """`posts`: the classes and the role beside each of the rows, where a list has them."""
    found = Tally(len(rows))
    for code, indicator in INDICATOR.items():
        rule = indicator.counts
        if isinstance(rule, OfPeople):
            answers = [answer(rule, facts) for facts in rows]
            said = sum(is_said(rule, facts) for facts in rows)
            found.of_people[code] = PeopleTally(answers.count(True), len(rows) - answers.count(None), said)
    beside = zip(rows, posts or [("", "")] * len(rows), strict=True)
    found.classes = [row for facts, post in beside if (row := class_row(*post, facts)) is not None]
    return found


def figures(added: Tally) -> dict[str, SummaryValue]:
    """The indicators of which something is known, in the catalogue's order."""
    values = {code: value for code, one in added.of_people.items() if (value := _value(one, added.people)) is not None}
    found: dict[str, SummaryValue] = {}
    for code, indicator in INDICATOR.items():
        if code in values:
            found[code] = SummaryValue(values[code], _of(values[code], values.get(indicator.of or ""), added.people))
        elif isinstance(indicator.counts, OfClasses):
            classes = add_up(indicator.counts, added.classes)
            if classes is not None and classes.is_of_school:
                found[code] = SummaryValue(classes.value, classes.total)
    return found


def _value(one: PeopleTally, people: int) -> int | None:
    """What only follows from another mark («3: нет» is no 10 either) speaks of some and not of the others: a
    count of it alone is a figure only when it leaves nobody open. And «никто» is said only where most are known: five
    «не зарегистрирован» beside forty of whom nothing is told are no «0 из 45»."""
    is_known = one.said or (people and one.known == people)
    return one.yes if is_known and (one.yes or 2 * one.known >= people) else None


def _of(value: int, whole: int | None, people: int) -> int:
    """A whole that is smaller than its part is none (somebody «не зарегистрирован» wrote messages)."""
    return people if whole is None or whole < value else whole
