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


@dataclass(frozen=True, slots=True)
class Route:
    code: str
    right: Right
    handle: Handle


@dataclass(frozen=True, slots=True)
class Continuation:
    """What gets the next message while the dialogue called `name` is open."""

    name: str
    right: Right
    proceed: Continue
