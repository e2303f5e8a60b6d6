"""Did it help: of those who were reminded of a gap, how many had closed it by the next file, against the others."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from nudges.gaps import GAPS


@dataclass(frozen=True, slots=True)
class Effect:
    """One gap over two files. Only people of whom both files say something about it are counted."""

    code: str
    nudged: int
    nudged_closed: int
    others: int
    others_closed: int


# Of each person: which gaps the file knew of, and whether they were open.
Open = Mapping[int, Mapping[str, bool]]


def did_it_help(before: Open, after: Open, nudged: Mapping[int, AbstractSet[str]]) -> list[Effect]:
    """One line for each gap that anybody had in the first file, in the catalogue's order."""
    found = []
    for kind in GAPS:
        had = [person for person, gaps in before.items() if gaps.get(kind.code) and kind.code in after.get(person, {})]
        told = {person for person in had if kind.code in nudged.get(person, ())}
        closed = {person for person in had if not after[person][kind.code]}
        if had:
            found.append(Effect(kind.code, len(told), len(told & closed), len(had) - len(told), len(closed - told)))
    return found


def summed(effects: Iterable[Effect]) -> list[Effect]:
    """Several weeks' lines as one for each gap, in the catalogue's order."""
    found: dict[str, Effect] = {}
    for one in effects:
        known = found.get(one.code, Effect(one.code, 0, 0, 0, 0))
        found[one.code] = Effect(
            one.code,
            known.nudged + one.nudged,
            known.nudged_closed + one.nudged_closed,
            known.others + one.others,
            known.others_closed + one.others_closed,
        )
    return [found[kind.code] for kind in GAPS if kind.code in found]
