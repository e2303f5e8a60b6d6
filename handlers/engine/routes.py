"""What a command is: its code, who may use it, and what it does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum

from handlers.engine.talk import Talk

# The second argument is what followed the command's words: «Алиевой» in «карточка Алиевой».
Handle = Callable[[Talk, str], Awaitable[None]]
# The answer is False when the text was no answer to what was asked.
Continue = Callable[[Talk], Awaitable[bool]]


class Right(Enum):
    """Who may use a command; the desk checks it in the database at every use."""

    ANYONE = "anyone"
    LINKED = "linked"  # known as a person of a school
    READER = "reader"  # officer, deputy, manager, municipal officer
    CHANGER = "changer"  # officer, deputy
    OFFICER = "officer"


class Does(Enum):
    """What a command does when it is only said, before any button under its answer is pressed."""

    SHOWS = "shows"  # figures, lists, papers; several may be asked for in one sentence
    SAYS = "says"  # a word of help; nothing changes
    ASKS = "asks"  # says what would happen, and asks
    OWN = "own"  # about nobody but the speaker, who can take it back
    ACTS = "acts"  # changes or sends something


@dataclass(frozen=True, slots=True)
class Route:
    """A command, and all that is known of it.

    `leads_out`: said while something is being asked, it is no answer to that but a wish of its own.
    `bare_yes`: a typed «да» or «нет» may stand for its button. Only for questions about one's own doing: letting
    somebody in, taking a role and deleting need their own words, since «да» may have been meant for another question.
    `also_typed`: other words for its button, under that button only.
    `by_week`: naming another week afterwards asks it once more, of that week («week» in what comes with it).
    `label`: what it is called on the button that offers it when a message is not sure; `{who}` and `{gap}` are filled
    in where the wish has them.
    """

    code: str
    right: Right
    handle: Handle
    does: Does = Does.ACTS
    leads_out: bool = False
    bare_yes: bool = False
    also_typed: frozenset[str] = frozenset()
    label: str = ""
    by_week: bool = False


@dataclass(frozen=True, slots=True)
class Continuation:
    """What gets the next message while the dialogue called `name` is open.

    A command said meanwhile is carried out all the same, «пауза» first of all. Of `answers` the words may be an answer
    here: «больничный» to «до какого дня и почему?». `free`: anything may be said, so that only a command without
    anything more is taken for one: «напомнить всем про субботник» are the words of an announcement. What is an order
    by itself is asked about then: `words` says what else it would be. `lasts`: a command in between does not end what
    is free to be said. `hears_all`: it is told of commands too and takes none of them: what waits for a file ends with
    whatever is said instead.
    """

    name: str
    right: Right
    proceed: Continue
    answers: frozenset[str] = frozenset()
    free: bool = False
    words: str = ""
    lasts: bool = False
    hears_all: bool = False


def typed(words: str) -> frozenset[str]:
    """«отправь · не надо» as a set of phrases."""
    return frozenset(phrase.strip() for phrase in words.split("·"))


SENDS = typed(
    "отправь · отправьте · отправляй · отправляйте · отправляем · отправить · шли · шлите · рассылай · рассылайте"
)
