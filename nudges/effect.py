"""Did it help: of those who were reminded of a gap, how many had closed it by the next file, against the others."""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from indicators.weeks import Week
from nudges.gaps import GAPS


@dataclass(frozen=True, slots=True)
class Effect:
    """One gap over two files. Only people of whom both files say something about it are counted."""

    code: str
    nudged: int
    nudged_closed: int
    others: int
    others_closed: int


@dataclass(frozen=True, slots=True)
class NotCompared:
    """What the file of `after` cannot show of the reminders since the figures of `week`: the weekly norms (`rest`: the
    school had no week of its own), and those of so many people that went when `after` was over (`late`), while no
    newer file shows them."""

    week: Week
    after: Week
    rest: bool
    late: int


# Of each person: which gaps the file knew of, and whether they were open.
Open = Mapping[int, Mapping[str, bool]]

_NOTHING: frozenset[str] = frozenset()
_CORNERS = ((True, False), (True, True), (False, False), (False, True))  # told, closed


def did_it_help(before: Open, after: Open, nudged: Mapping[int, AbstractSet[str]]) -> list[Effect]:
    """One line for each gap that anybody had in the first file, in the catalogue's order."""
    # Counted by those who stand alike: thousands share a few standings, and each is looked at once.
    standings = {id(gaps): gaps for week in (before, after) for gaps in week.values()}
    alike = Counter(
        (id(gaps), id(after[person]), frozenset(nudged.get(person, _NOTHING)))
        for person, gaps in before.items()
        if person in after
    )
    found = []
    for kind in GAPS:
        people: Counter[tuple[bool, bool]] = Counter()  # told, closed
        for (was, now, told), many in alike.items():
            if standings[was].get(kind.code) and kind.code in standings[now]:
                people[kind.code in told, not standings[now][kind.code]] += many
        if people:
            told_open, told_closed, others_open, others_closed = (people[one] for one in _CORNERS)
            found.append(
                Effect(kind.code, told_open + told_closed, told_closed, others_open + others_closed, others_closed)
            )
    return found


def summed(effects: Iterable[Effect]) -> list[Effect]:
    """Several weeks' lines as one for each gap, in the catalogue's order. What nobody was reminded of in a week is no
    comparison: its people would only be added to the others."""
    found: dict[str, Effect] = {}
    for one in (each for each in effects if each.nudged):
        known = found.get(one.code, Effect(one.code, 0, 0, 0, 0))
        found[one.code] = Effect(
            one.code,
            known.nudged + one.nudged,
            known.nudged_closed + one.nudged_closed,
            known.others + one.others,
            known.others_closed + one.others_closed,
        )
    return [found[kind.code] for kind in GAPS if kind.code in found]
