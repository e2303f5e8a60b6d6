"""Who lacks what: the table of gaps, in the order in which steps are best taken. Unknown facts never make a gap."""

from collections.abc import Sequence

from nudges.gaps.chats import NO_GROUP_CHAT, NO_PARENT_CHAT_WITH_TEACHER, NO_PARENT_CHAT_WITHOUT_TEACHER
from nudges.gaps.journal import JOURNAL_NOT_LINKED, PUPILS_JOURNAL_NOT_LINKED
from nudges.gaps.on_request import INACTIVE_IN_MAX, MY_SCHOOL_INACTIVE, NOT_IN_MAX
from nudges.gaps.quotas import FEW_MESSAGES, NO_CALL
from nudges.gaps.record import Asked, Facts, Gap, GapKind, Known, ParentChats, Source, Step
from nudges.gaps.registration import NOT_REGISTERED, PROFILE_INACTIVE
from nudges.norms import Norms

__all__ = [
    "GAP",
    "GAPS",
    "ORDER",
    "WEEKLY",
    "Asked",
    "Facts",
    "Gap",
    "GapKind",
    "Known",
    "ParentChats",
    "Source",
    "Step",
    "all_named",
    "codes",
    "find_gaps",
    "is_asked_for",
    "is_known",
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


def find_gaps(known: Known | Facts, norms: Norms | None = None) -> list[Gap]:
    """The person's gaps, the step to take first in front."""
    if not isinstance(known, Known):
        known = Known(known)
    norms = norms or Norms()
    return [gap for kind in GAPS if is_asked_for(kind, norms) and (gap := kind.find(known, norms)) is not None]


def is_asked_for(kind: GapKind, norms: Norms) -> bool:
    return kind.only_with is None or kind.only_with in norms.targets


def says_anything(known: Known) -> bool:
    """Whether any fact that decides a gap is known of this person; the register of chats alone is too little."""
    return any(known.facts.get(code) is not None for code in _DECIDING)


def is_known(known: Known, code: str) -> bool:
    """Whether anything is known that could have made this gap."""
    facts = GAP[code].facts
    return any(known.facts.get(fact) is not None for fact in facts) if facts else known.parent_chats is not None


def codes(gaps: Sequence[Gap]) -> list[str]:
    return [gap.code for gap in gaps]


def all_named(text: str) -> list[str]:
    """The gaps a text may be about, the most special in front: «чат родителей без педагога» before any chat."""
    plain = text.lower().replace("ё", "е")
    return [kind.code for kind in reversed(GAPS) if any(word in plain for word in kind.named)]
