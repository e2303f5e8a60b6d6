"""What a plan needs to know of one person at one moment: facts, ways to write, answers, what was sent before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nudges.digest import Live
from nudges.gaps import Gap, Known
from nudges.names import PersonName
from nudges.plan.skip_reason import SkipReason
from nudges.platforms import CLOSED, Way

ALL_GAPS = "*"  # a claim about the whole message rather than one gap
DONE, MISTAKE, NOT_NOW = "done", "mistake", "not_now"
NOTED = "noted"  # as done, by the bot itself: nobody has said anything
ACCEPTED, REJECTED = "accepted", "rejected"  # the resolution of a dispute: was the person right?
SETTLED = "settled"  # nobody had answered when a file showed it as done
RESETTLED = "resettled"  # the same of the file in that one's place: what was said meanwhile waits for an answer
BY_FILE = (SETTLED, RESETTLED)
WITHDRAWN = "withdrawn"  # by whoever had called it a mistake: there is none
REOPENED = "reopened"  # that file was taken back: it waits for an answer, though it was said to be closed


@dataclass(frozen=True, slots=True)
class Silence:
    """Something that silences a gap of a person, or all of them (`gap` is None), and as what it is reported."""

    reason: SkipReason
    gap: str | None = None

    def covers(self, gap: Gap) -> bool:
        return self.gap in (None, ALL_GAPS, gap.code)


@dataclass(frozen=True, slots=True)
class History:
    """What a person was sent: how many reminders, second looks among them, and of the weekly ones of earlier weeks the
    gaps of the last, and for each gap of which weeks' figures those in a row were, up to the last, that named it."""

    letters: int = 0
    last_gaps: tuple[str, ...] = ()
    streaks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NOTHING_SENT = History()


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a plan needs to know of one person at one moment.

    `parts` are last name, first name and patronymic, where a file gave them apart.
    `way` is the account they are written to, of all their `accounts`; `written` the classes of message (digest,
    quota) they got or are about to get this calendar week, whatever school and messenger sent them. `history` is None
    where it was not read: what is decided needs none, the words of a message do. `school` is the school's name, read
    with it, where other schools know them, too.
    """

    person_id: int
    full_name: str
    parts: tuple[str, str, str] = ("", "", "")
    known: Known = field(default_factory=Known)
    way: Way | None = None
    accounts: frozenset[int] = frozenset()
    left: bool = False
    wants_nudges: bool = True
    silences: tuple[Silence, ...] = ()
    written: frozenset[str] = frozenset()
    live: Live | None = None
    history: History | None = NOTHING_SENT
    school: str = ""

    @property
    def name(self) -> PersonName:
        last, first, patronymic = self.parts
        return PersonName.read(self.full_name, last=last, first=first, patronymic=patronymic)

    @property
    def out_of_reach(self) -> SkipReason | None:
        """Why no message would come to them."""
        if self.way is None:
            return SkipReason.NO_ACCOUNT
        if self.way.is_open:
            return None
        return SkipReason.NOT_ALLOWED if self.way.writing in CLOSED else SkipReason.NOT_STARTED

    @property
    def sent_before(self) -> History:
        """
        Raises:
            RuntimeError: the history was not read.
        """
        if self.history is None:
            raise RuntimeError("what was sent before was not read")
        return self.history
