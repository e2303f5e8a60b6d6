"""«Галкина права, Ильина нет», «Галкина права насчёт звонка»: who is right in a dispute, who is not, and in what.

Own patterns: what is said of each, clause by clause.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.understanding.reading.clauses import clauses_of
from handlers.understanding.reading.figures import GAP_OF
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.roster import Named
from handlers.understanding.reading.tokens import Token

_RIGHT, _WRONG = frozenset({"прав", "права", "правы"}), frozenset({"неправ", "неправа", "неправы"})
_CORRECT = frozenset({"верны", "верно", "правильные", "правильны", "правильно", "точные", "точны"})
_NO, _TOO = frozenset({"нет", "не"}), frozenset({"тоже", "также"})
_OF_FILE = frozenset({"ошибка", "ошибки", "неверны", "неправильные", "неточные"})
_GRANTS = ("зачт", "засчит", "зачит", "прими", "приним", "подтвер", "учти", "учту", "признай")
_REFUSES = ("отклон", "откаж", "отказ")
_ERRS = ("ошибл", "ошибае", "заблужда", "перепута", "напутал")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`gaps`: of which figures alone it is said; none where it is of all that they dispute."""

    named: Named
    is_right: bool
    gaps: frozenset[str] = frozenset()


def verdicts(sentence: Sentence) -> list[Verdict]:
    """Each that is said, in the order of the names; empty where one is named of whom nothing is said, or somebody
    asks."""
    if "?" in sentence.text:
        return []
    everybody: dict[int, Named] = {}
    for one in (*sentence.persons, *sentence.excepted, *sentence.spared):
        everybody.setdefault(min(one.places), one)
    found: list[Verdict] = []
    waiting: list[Named] = []  # «Галкина и Ильина ‹правы›», «Галкина, она ‹права›»
    for clause in clauses_of(sentence.tokens):
        here = [everybody[place] for place in sorted(everybody) if place in clause]
        waiting += [one for one in here if one not in waiting]
        said = _said([sentence.tokens[place] for place in clause], found)
        gaps = _gaps(sentence, clause)
        if said is None:
            if gaps and found and not here:  # «Галкина права, ‹звонок был›»
                found[-1] = Verdict(found[-1].named, found[-1].is_right, found[-1].gaps | gaps)
            continue
        found += [Verdict(one, said, gaps) for one in waiting]
        waiting = []
    return [] if waiting else found


def _said(clause: Sequence[Token], before: Sequence[Verdict]) -> bool | None:
    """Whether somebody is right; «а Ильина нет» is the other way round of what was said before, «Ильина тоже» the
    same."""
    words = [one for one in clause if one.kind != "mark"]
    for one in words:
        if one.norm in _RIGHT:
            return not one.denied
        if one.norm in _WRONG or one.norm.startswith((*_ERRS, *_REFUSES)):
            return False
        if one.norm in _OF_FILE or (one.norm.startswith(_GRANTS) and not one.denied):
            return not one.denied
        if one.norm.startswith(_GRANTS):
            return False
    if any(one.norm in _CORRECT for one in words):
        return any(one.norm in _CORRECT and one.denied for one in words)
    if before and words and words[-1].norm in _NO:
        return not before[-1].is_right
    return before[-1].is_right if before and words and words[-1].norm in _TOO else None


def _gaps(sentence: Sentence, clause: range) -> frozenset[str]:
    said = (GAP_OF.get(thing) for place, thing in sentence.figures.said.items() if place in clause)
    return frozenset(one for one in said if one)
