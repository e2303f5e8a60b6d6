"""Who lacks what: the table of gaps and how facts decide each. Unknown facts never make a gap."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nudges.norms import Norms

# Facts of one person and week by their code in `catalogue.FACTS`; a missing or None one is unknown.
Facts = Mapping[str, object]


class Step(StrEnum):
    """Whose step closes the gap."""

    TEACHER = "teacher"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing one person lacks. `have` of `need`, where it is counted; `first` is the first mark on the way.

    `classes` are the class teacher's classes it is about. `step` says whose turn it is.
    """

    code: str
    have: int | None = None
    need: int | None = None
    first: int | None = None
    classes: tuple[str, ...] = ()
    step: Step = Step.TEACHER


@dataclass(frozen=True, slots=True)
class ParentChats:
    """A class teacher's classes and, of each kind of parents' chat, the classes that have one.

    Only schools that keep the register of chats have this; for others nothing is known.
    """

    classes: tuple[str, ...]
    with_teacher: frozenset[str] = frozenset()
    without_teacher: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """All that decides one person's gaps."""

    facts: Facts = field(default_factory=dict)
    parent_chats: ParentChats | None = None

    def flag(self, code: str) -> bool | None:
        value = self.facts.get(code)
        return None if value is None else bool(value)

    def number(self, code: str) -> int | None:
        value = self.facts.get(code)
        return int(value) if isinstance(value, int | float) else None


Finder = Callable[[Known, Norms], Gap | None]


@dataclass(frozen=True, slots=True)
class GapKind:
    """One line of the table, in the order in which steps are best taken.

    `title` heads the officer's list; `facts` are those that decide it; `weekly` gaps start anew every
    week, and a week of holidays does not count for them.
    """

    code: str
    title: str
    weekly: bool
    facts: tuple[str, ...]
    find: Finder


def _not_registered(known: Known, norms: Norms) -> Gap | None:
    return Gap("not_registered") if known.flag("registered") is False else None


def _profile_inactive(known: Known, norms: Norms) -> Gap | None:
    """Somebody who writes and calls cannot become more active: their status is the administrator's to put right."""
    if known.flag("profile_active") is not False:
        return None
    at_work = any(known.number(code) for code in ("group_messages", "calls"))
    return Gap("profile_inactive", step=Step.ADMINISTRATOR if at_work else Step.TEACHER)


def _no_group_chat(known: Known, norms: Norms) -> Gap | None:
    have = known.number("group_chats")
    if have is None or have >= norms.group_chats:
        return None
    return Gap("no_group_chat", have, norms.group_chats)


def _few_messages(known: Known, norms: Norms) -> Gap | None:
    """The number decides where there is one; the flags for 3 and for 10 only where there is none."""
    have = known.number("group_messages")
    if have is not None:
        first = norms.first_messages if have < norms.first_messages < norms.messages else None
        return Gap("few_messages", have, norms.messages, first) if have < norms.messages else None
    three, ten = known.flag("messages_3"), known.flag("messages_10")
    at_most = 2 if three is False else 9 if ten is False else None
    if ten or at_most is None or at_most >= norms.messages:
        return None  # of a smaller norm than 10 «меньше 10» says nothing
    first = None if three or norms.first_messages >= norms.messages else norms.first_messages
    return Gap("few_messages", None, norms.messages, first)


def _no_call(known: Known, norms: Norms) -> Gap | None:
    have = known.number("calls")
    return Gap("no_call", have, norms.calls) if have is not None and have < norms.calls else None


def _journal_not_linked(known: Known, norms: Norms) -> Gap | None:
    return Gap("journal_not_linked") if known.flag("journal_linked") is False else None


def _my_school_inactive(known: Known, norms: Norms) -> Gap | None:
    return Gap("my_school_inactive") if norms.my_school and known.flag("my_school") is False else None


def _missing_chats(code: str, chats: ParentChats | None, there: frozenset[str]) -> Gap | None:
    missing = tuple(name for name in chats.classes if name not in there) if chats else ()
    return Gap(code, classes=missing) if missing else None


def _no_chat_with_teacher(known: Known, norms: Norms) -> Gap | None:
    chats = known.parent_chats
    return _missing_chats("no_parent_chat_with_teacher", chats, chats.with_teacher if chats else frozenset())


def _no_chat_without_teacher(known: Known, norms: Norms) -> Gap | None:
    chats = known.parent_chats
    return _missing_chats("no_parent_chat_without_teacher", chats, chats.without_teacher if chats else frozenset())


def _pupils_not_linked(known: Known, norms: Norms) -> Gap | None:
    have, total = known.number("pupils_journal_linked"), known.number("pupils_total")
    if have is None or not total:
        return None
    need = norms.pupils_linked.of(total)
    return Gap("pupils_journal_not_linked", have, need) if have < need else None


GAPS = (
    GapKind("not_registered", "Не зарегистрированы", False, ("registered",), _not_registered),
    GapKind("profile_inactive", "Профиль не активен", False, ("profile_active",), _profile_inactive),
    GapKind("no_group_chat", "Без групповых чатов", False, ("group_chats",), _no_group_chat),
    GapKind(
        "few_messages",
        "Меньше 10 сообщений за неделю",
        True,
        ("group_messages", "messages_10", "messages_3"),
        _few_messages,
    ),
    GapKind("no_call", "Без звонка за неделю", True, ("calls",), _no_call),
    GapKind("journal_not_linked", "Не связали журнал", False, ("journal_linked",), _journal_not_linked),
    GapKind("my_school_inactive", "Не заходят в «Мою школу»", False, ("my_school",), _my_school_inactive),
    GapKind("no_parent_chat_with_teacher", "Нет чата родителей с педагогом", False, (), _no_chat_with_teacher),
    GapKind("no_parent_chat_without_teacher", "Нет чата родителей без педагога", False, (), _no_chat_without_teacher),
    GapKind(
        "pupils_journal_not_linked",
        "Ученики класса не связали журнал",
        False,
        ("pupils_journal_linked", "pupils_total"),
        _pupils_not_linked,
    ),
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
    return [gap for kind in GAPS if (gap := kind.find(known, norms)) is not None]


def says_anything(known: Known) -> bool:
    """Whether any fact that decides a gap is known of this person; the register of chats alone is too little."""
    return any(known.facts.get(code) is not None for code in _DECIDING)


def is_known(known: Known, code: str) -> bool:
    """Whether anything is known that could have made this gap."""
    facts = GAP[code].facts
    return any(known.facts.get(fact) is not None for fact in facts) if facts else known.parent_chats is not None


def codes(gaps: Sequence[Gap]) -> list[str]:
    return [gap.code for gap in gaps]
