"""What headings in such words usually are, beside what the lexicon makes of a column. It never speaks against what the
lexicon knows for certain: it decides where that doubts, and names what the lexicon has no definition for."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from indicators.catalogue import FACT
from indicators.headings.column.evidence import Profile
from indicators.headings.column.fact_codes import is_measured, people_code
from indicators.headings.column.options import Option, option_of
from indicators.headings.decision import Decision
from indicators.headings.layout.layout import Layout
from indicators.headings.scoring import TAKEN, Meaning
from indicators.likeness.model import Opinion, opinion_of

# How sure it must be: to agree with the lexicon's doubtful word, to name what the lexicon does not know, to contradict.
_AGREES = 0.95
_NAMES = 0.95
_ASKS = 0.8
_CONTRADICTS = 0.95
# How well the cells must go with that.
_FITTING = 0.3
_JUST_SO = 0.5
_LIKE_OTHERS: Final = "столбцы с такими словами бывают «{}»"


def as_doubted(meaning: Meaning, index: int, layout: Layout, profile: Profile) -> Option | None:
    """The one of the facts the lexicon thinks of, not surely enough, that such headings are."""
    opinion = opinion_of(layout.lined[index])
    if not _knows_words(opinion) or opinion.chance < _AGREES or opinion.code not in _thought_of(meaning):
        return None
    return _option(opinion, index, layout, profile, _FITTING)


def better(meaning: Meaning, best: Option, index: int, layout: Layout, profile: Profile) -> Option | None:
    """Another one of the measures the lexicon thinks of, where such headings are that one."""
    if not meaning.rivals or not is_measured(best.code):
        return None
    opinion = opinion_of(layout.lined[index])
    others = {code for code in _thought_of(meaning) if is_measured(code)} - {best.code}
    if not _knows_words(opinion) or opinion.chance < _CONTRADICTS or opinion.code not in others:
        return None
    return _option(opinion, index, layout, profile, _FITTING)


def name_unknown(index: int, layout: Layout, profile: Profile, found: Decision) -> None:
    """A heading that fits no definition, all of its words known from others."""
    if not layout.lined[index] or layout.other_week(index) or index in layout.long_ago or index in layout.said:
        return
    opinion = opinion_of(layout.lined[index])
    if not _knows_words(opinion) or opinion.chance < _ASKS or opinion.code is None:
        return
    if one := _option(opinion, index, layout, profile, _JUST_SO):
        (found.codes if opinion.chance >= _NAMES else found.asked)[index] = opinion.code
        found.why[index] = one.why


def _knows_words(opinion: Opinion) -> bool:
    """«Чатов создано кем» has its last word from other things, and a number below it may be anybody's; who somebody is,
    is borne out by the cells."""
    return opinion.of_its_own if is_measured(opinion.code) else opinion.knows_words


def _thought_of(meaning: Meaning) -> set[str | None]:
    return set(map(people_code, _codes(meaning)))


def _codes(meaning: Meaning) -> Iterable[str]:
    return (meaning.code, *(code for code, _ in meaning.rivals))


def _option(opinion: Opinion, index: int, layout: Layout, profile: Profile, least: float) -> Option | None:
    code = opinion.code
    if code not in FACT:
        return None
    found = option_of(code, TAKEN, index, layout, profile)
    if found.code != code or found.cells < least or found.score < TAKEN:
        return None
    return replace(found, why=(*found.why, _LIKE_OTHERS.format(FACT[code].title)))
