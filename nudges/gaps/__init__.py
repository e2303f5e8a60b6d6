"""Who lacks what: the table of gaps, in the order in which steps are best taken.

Unknown facts never make a gap, and never close one: see `balance`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nudges.gaps.chats import NO_GROUP_CHAT, NO_PARENT_CHAT_WITH_TEACHER, NO_PARENT_CHAT_WITHOUT_TEACHER
from nudges.gaps.journal import JOURNAL_NOT_LINKED, PUPILS_JOURNAL_NOT_LINKED
from nudges.gaps.on_request import INACTIVE_IN_MAX, MY_SCHOOL_INACTIVE, NOT_IN_MAX
from nudges.gaps.quotas import FEW_MESSAGES, NO_CALL
from nudges.gaps.record import Asked, Facts, Gap, GapKind, Known, ParentChats, Source, State, Step
from nudges.gaps.registration import NOT_REGISTERED, PROFILE_INACTIVE
from nudges.norms import Norms

__all__ = [
    "GAP",
    "GAPS",
    "ORDER",
    "WEEKLY",
    "Asked",
    "Balance",
    "Facts",
    "Gap",
    "GapKind",
    "Known",
    "ParentChats",
    "Source",
    "State",
    "Step",
    "all_named",
    "balance",
    "codes",
    "find_gaps",
    "gap_title",
    "is_asked_for",
    "says_anything",
]

GAPS: tuple[GapKind, ...] = (
    NOT_REGISTERED,
    PROFILE_INACTIVE,
    NO_GROUP_CHAT,
    FEW_MESSAGES,
    NO_CALL,
    JOURNAL_NOT_LINKED,
    MY_SCHOOL_INACTIVE,
    NOT_IN_MAX,
    INACTIVE_IN_MAX,
    NO_PARENT_CHAT_WITH_TEACHER,
    NO_PARENT_CHAT_WITHOUT_TEACHER,
    PUPILS_JOURNAL_NOT_LINKED,
)

GAP = {kind.code: kind for kind in GAPS}
ORDER = {kind.code: place for place, kind in enumerate(GAPS)}
WEEKLY = frozenset(kind.code for kind in GAPS if kind.weekly)
_DECIDING = frozenset(fact for kind in GAPS for fact in kind.facts)


@dataclass(frozen=True, slots=True)
class Balance:
    """All that is asked of one person: what is open, the step to take first in front; what is closed; what nobody
    knows. Everything that is said of somebody is taken from here."""

    gaps: tuple[Gap, ...]
    closed: frozenset[str]
    unknown: frozenset[str]

    @property
    def open(self) -> tuple[str, ...]:
        return tuple(gap.code for gap in self.gaps)

    @property
    def is_done(self) -> bool:
        """Everything that is asked is known, and done."""
        return bool(self.closed) and not self.gaps and not self.unknown


def balance(known: Known | Facts, norms: Norms | None = None) -> Balance:
    if not isinstance(known, Known):
        known = Known(known)
    return _balance(tuple(known.facts.items()), known.parent_chats, known.usual, norms or Norms())


@lru_cache(maxsize=8192)
def _balance(
    facts: tuple[tuple[str, object], ...], chats: ParentChats | None, usual: frozenset[str], norms: Norms
) -> Balance:
    """Many people have equal facts, and of one person it is asked many times between two files."""
    known = Known(dict(facts), chats, usual)
    found = {kind.code: _where_it_stands(kind, known, norms) for kind in GAPS}
    return Balance(
        tuple(one for one in found.values() if isinstance(one, Gap)),
        frozenset(code for code, one in found.items() if one is State.CLOSED),
        frozenset(code for code, one in found.items() if one is State.UNKNOWN),
    )


def _where_it_stands(kind: GapKind, known: Known, norms: Norms) -> Gap | State:
    if not is_asked_for(kind, norms):
        return State.NOT_ASKED
    found = kind.find(known, norms)
    return State.NOT_ASKED if found is State.UNKNOWN and not _is_missed(kind, known) else found


def _is_missed(kind: GapKind, known: Known) -> bool:
    """Whether it matters that nothing is known: an indicator or a target asks for it, or the files used to tell."""
    wished = kind.indicator is not None or kind.only_with is not None
    return (kind.asked is Asked.EVERYBODY and wished) or not known.usual.isdisjoint(kind.facts)


def find_gaps(known: Known | Facts, norms: Norms | None = None) -> list[Gap]:
    """The person's gaps, the step to take first in front."""
    return list(balance(known, norms).gaps)


def is_asked_for(kind: GapKind, norms: Norms) -> bool:
    """Whether the school wishes it at all."""
    if kind.source is Source.REGISTER:
        return norms.parents_chats
    return kind.only_with is None or kind.only_with in norms.targets


def gap_title(code: str, norms: Norms) -> str:
    """What a list of those who lack it is called wherever it is told; a code of a newer version as it is."""
    return GAP[code].titled(norms) if code in GAP else code


def says_anything(known: Known) -> bool:
    """Whether any fact that decides a gap is known of this person; the register of chats alone is too little."""
    return any(known.facts.get(code) is not None for code in _DECIDING)


def codes(gaps: Sequence[Gap]) -> list[str]:
    return [gap.code for gap in gaps]


def all_named(text: str) -> list[str]:
    """The gaps a text may be about, the most special in front: «чат родителей без педагога» before any chat."""
    plain = text.lower().replace("ё", "е")
    return [kind.code for kind in reversed(GAPS) if any(word in plain for word in kind.named)]
