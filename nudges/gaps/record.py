"""What one gap is: the rule that finds it, and every text the program has about it.

Each field is required, so that a gap without one of its texts cannot be imported.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from indicators.russian.rules import plural_form
from nudges.names import Gendered
from nudges.norms import Norms
from nudges.platforms import ByPlatform

# Facts of one person and week by their code in `catalogue.FACTS`; a missing or None one is unknown.
Facts = Mapping[str, object]


class Step(StrEnum):
    """Whose step closes the gap."""

    TEACHER = "teacher"
    ADMINISTRATOR = "administrator"


class Asked(StrEnum):
    """Of whom the gap is asked."""

    EVERYBODY = "everybody"
    CLASS_TEACHERS = "class_teachers"


class State(StrEnum):
    """Where something that is not open stands with one person. Unknown is never closed."""

    CLOSED = "closed"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"


class Source(StrEnum):
    """Where it is known from; what is said of a gap names the right one."""

    FILE = "file"  # the week's statistics
    REGISTER = "register"  # the school's own register of chats


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
    """All that decides one person's gaps.

    `usual` are the facts that the school's files have told of such a person before: what no indicator asks for
    is missed only where it was there once.
    """

    facts: Facts = field(default_factory=dict)
    parent_chats: ParentChats | None = None
    usual: frozenset[str] = frozenset()

    def flag(self, code: str) -> bool | None:
        value = self.facts.get(code)
        return None if value is None else bool(value)

    def number(self, code: str) -> int | None:
        value = self.facts.get(code)
        return int(value) if isinstance(value, int | float) else None


Finder = Callable[[Known, Norms], Gap | State]


def closed_if(known: bool | None, gap: Gap) -> Gap | State:
    """Of what is said by «да» and «нет»."""
    return State.UNKNOWN if known is None else State.CLOSED if known else gap


def counted(gap: Gap, have: int | None, need: int) -> Gap | State:
    """Of what is counted."""
    return State.UNKNOWN if have is None else State.CLOSED if have >= need else gap


@dataclass(frozen=True, slots=True)
class Wording:
    """`step` invites to take it first; `line` names it in a list.

    Fields: {have} of {need}, {first} the first mark, {journal}, {classes}, {messenger}, {in_messenger}.
    The `_unknown` ones do without figures. `administrator` is the invitation when the step is not the teacher's.
    """

    step: str
    line: str
    step_unknown: str = ""
    line_unknown: str = ""
    administrator: str = ""


@dataclass(frozen=True, slots=True)
class InOrder:
    """What is said when there is no such gap: `text`, with the figure of `fact` behind it.

    {journal} in it is the journal's name. `of_one` is said of somebody else, to the
    officer, where that must be put differently.
    """

    text: str
    fact: str | None = None
    of_one: Gendered | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, after 1, 2 and 5: «ещё 3 сообщения»."""

    one: str
    few: str
    many: str


@dataclass(frozen=True, slots=True)
class Fewer:
    """What is lacked by whoever has less of it than the school asks: «сообщений за неделю» after «меньше 8»."""

    norm: Callable[[Norms], int]
    one: str
    many: str
    behind: str = ""

    def than(self, norms: Norms) -> str:
        count = self.norm(norms)
        return f"Меньше {count} {plural_form(count, self.one, self.many, self.many)}{self.behind}"

    def is_own(self, norms: Norms) -> bool:
        """Whether the school asks for another number than the order."""
        return self.norm(norms) != self.norm(Norms())


@dataclass(frozen=True, slots=True)
class Weekly:
    """A quota that starts anew each week, and what the second look of the week says of it.

    `use` is something real to do for it. `seen` is what the bot itself counts in chats (a field of
    `digest.Live`) and `called` its name; None where it counts nothing.
    """

    use: str
    seen: str | None = None
    called: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of a how-to's picture: `rows` from above; the `pressed` one is what the `caption` tells to do."""

    title: str
    rows: tuple[str, ...]
    pressed: int
    caption: str


@dataclass(frozen=True, slots=True)
class Howto:
    """How the gap is closed in one messenger: three to five steps, and three screens of them drawn."""

    steps: tuple[str, ...]
    screens: tuple[Screen, Screen, Screen]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapKind:
    """One gap. `weekly` ones start anew every week, and a week of holidays does not count for them.

    `facts` are those that decide it; `indicator` is the one it holds back. A gap with an `only_with` is
    asked for only where the school has a target of that code.
    """

    code: str
    find: Finder
    facts: tuple[str, ...]
    indicator: str | None
    only_with: str | None
    asked: Asked
    source: Source
    weekly: Weekly | None

    title: str
    """Heads the officer's list: «Без звонка за неделю». With `fewer` it is so called where the norm is one, or unknown:
    see `titled`."""
    fewer: Fewer | None
    """What whoever lacks it has less of than the school asks, where it is counted."""
    button: str
    """One or two words: «Звонок»."""
    lacking: str | Gendered
    """Said of one person in the middle of a sentence: «нет звонка»."""
    in_order: InOrder
    closed: str
    """Said in thanks: «звонок состоялся»."""
    counted: Counted | None
    wording: Wording
    measure: str
    """What the report proposes to the school, before « — 3 человека»; {journal} is the journal's name."""
    howto_title: str
    """The button and the heading of the how-to."""
    howto: ByPlatform[Howto]
    named: tuple[str, ...]
    """Beginnings of words by which people mean it; the more special a gap, the later it stands in the table."""

    def titled(self, norms: Norms) -> str:
        """What heads a list of those who lack it, by what the school counts: «Меньше 8 сообщений за неделю»."""
        return self.fewer.than(norms) if self.fewer is not None and self.fewer.norm(norms) > 1 else self.title
