"""What the program asks of a messenger, in no messenger's own words.

Each adapter (`bot/vk/`, `bot/max/`) says this in its messenger's words. A person is addressed by (platform, number),
and so is a group chat, whose number is below zero here whatever the messenger calls it.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from indicators.errors import MessengerError


def is_group(peer_id: int) -> bool:
    """Is it a group chat's number? People's are above zero, in every messenger."""
    return peer_id < 0


class Colour(StrEnum):
    PRIMARY = "primary"
    SECONDARY = "secondary"
    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Button:
    """One button. `payload` comes back when it is pressed; a button with a `link` opens it instead.

    `quiet` buttons come back as `Pressed` and leave no message in the dialog; others write their label there.
    One that `shares_contact` sends the presser's own name: only where the messenger has such buttons.
    """

    label: str
    payload: dict[str, Any] | None = None
    link: str | None = None
    colour: Colour = Colour.SECONDARY
    quiet: bool = True
    shares_contact: bool = False


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Rows of buttons. An `inline` one belongs to its message, the other kind to the dialog."""

    rows: tuple[tuple[Button, ...], ...]
    inline: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one peer. `random_id` is what makes a repeat harmless: never 0, never changed."""

    peer_id: int
    text: str
    random_id: int
    keyboard: Keyboard | None = None
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """A message of ours that may have been taken, at `since` at the earliest.

    `or_any` names other messages of that time that would do as well, by their random ids. `text` is what it says,
    for messengers where a message without buttons carries no number of ours.
    """

    peer_id: int
    random_id: int
    since: datetime
    or_any: Callable[[int], bool] | None = None
    text: str = ""


class Reaction(StrEnum):
    """The one right thing to do about a refusal; the adapter's table maps error codes to these."""

    RETRY = "retry"  # with backoff; whether the message was taken may be unknown
    SLOW = "slow"  # slow everybody down, then retry; costs no attempt
    REST = "rest"  # this method rests for minutes to hours
    DELAY = "delay"  # this recipient only
    STOP = "stop"  # everything; alarm the officer and the log
    UNREACHABLE = "unreachable"  # until they write or allow
    GONE = "gone"  # unreachable for good
    CHAT_OFF = "chat_off"
    SETTING = "setting"  # a right or setting is wrong
    BUG = "bug"  # ours: set aside, never retry unchanged


@dataclass(frozen=True, slots=True)
class Delivered:
    message_id: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """`unknown_outcome` is true when the message may have been taken all the same (no answer came).

    `message` is the messenger's own wording, for the log; `advice` is the Russian sentence for the
    officer. `whole` is true when the request failed as such, which says nothing about this letter.
    `retry_after` is the pause in seconds where one is known. `one_first`: a setting that may concern
    this recipient only, until it turns out to concern everybody. `look_first`: there was an answer, and it
    says nothing; the dialog's history knows. `suspicious`: from many in a row it means that the bot itself is shut out.
    """

    reaction: Reaction
    code: int | None
    message: str
    unknown_outcome: bool = False
    advice: str = ""
    whole: bool = False
    retry_after: float | None = None
    one_first: bool = False
    look_first: bool = False
    suspicious: bool = False


Outcome = Delivered | Refusal


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file somebody sent: `url` dies within a day, so it is fetched at once. `size` in bytes."""

    name: str
    url: str
    size: int


@dataclass(frozen=True, slots=True)
class Written:
    """Somebody wrote to the bot. `text` has the bot's own mention stripped; `addressed` is false for
    chat talk that only a bot with the right to read everything sees. `other` names what came besides
    text and files: sticker, voice, photo, call, …; `pictures` are the photos among it that can be fetched."""

    event_id: str
    peer_id: int
    from_id: int
    text: str
    at: int
    payload: dict[str, Any] | None = None
    files: tuple[FileRef, ...] = ()
    other: tuple[str, ...] = ()
    ref: str | None = None
    addressed: bool = True
    message_id: int = 0
    pictures: tuple[FileRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Pressed:
    """A quiet button was pressed; `token` is what the answer to the press must carry. `mark` is the random id of the
    message it stands under, where the messenger brings it back."""

    event_id: str
    peer_id: int
    from_id: int
    payload: dict[str, Any]
    token: str
    message_id: int = 0
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Permission:
    """Somebody allowed or forbade the bot to write to them. `key` is what the page or link passed on.

    `begins`: they pressed «Начать» with it and wait for a word.
    """

    event_id: str
    from_id: int
    allowed: bool
    key: str | None = None
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Cleared:
    """Somebody emptied their dialog with the bot: what was said before `at` (unix seconds) cannot be looked up."""

    event_id: str
    from_id: int
    at: int


class HappenedKind(StrEnum):
    BOT_CAME = "bot_came"
    BOT_LEFT = "bot_left"
    RENAMED = "renamed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Happened:
    """Something happened in a group chat. `from_id` is whose doing it was, 0 where that is not told."""

    event_id: str
    peer_id: int
    from_id: int
    kind: HappenedKind
    title: str = ""


Event = Written | Pressed | Permission | Cleared | Happened


@dataclass(frozen=True, slots=True)
class Listened:
    """Events in order and the position to remember once they are handled."""

    events: tuple[Event, ...]
    position: str = field(default="")


@dataclass(frozen=True, slots=True)
class ChatAbout:
    """What is known of a chat without reading it. `title` may be empty, `members` unknown; `reads_all`: messages to
    others are heard there too, None where that is not told."""

    title: str
    members: int | None = None
    reads_all: bool | None = None


class Messenger(Protocol):
    """One community's or bot's way into a messenger. Every call shares one pace; `urgent` ones go first.

    `batch` is how many letters go in one request. `remembers` is how long a repeat under the same `random_id` is
    harmless; after that, or always where it is zero, a message in doubt is looked up before it is sent again.
    `settles` is how long after a try the dialog's history is not yet believed to show whatever was taken.
    `keeps_keyboard`: a keyboard of the dialog stays under the box for writing. `shares_contacts`: a button may ask
    whoever presses it for their name.
    """

    platform: str
    called: str
    batch: int
    remembers: timedelta
    settles: timedelta
    keeps_keyboard: bool
    shares_contacts: bool

    async def send(self, letters: Sequence[Letter], *, urgent: bool = False) -> list[Outcome]:
        """Send letters; one outcome each, in order. A refusal is no exception."""

    async def room(self) -> None:
        """Wait until a bulk request handed over now would go within a moment, so that urgent ones and
        a change of mind are never behind a long queue."""

    async def find_sent(self, sought: Sequence[Sought]) -> list[int | MessengerError | None]:
        """For each, in order: the id of that earlier message of ours in its dialog's history, None when it
        is not there, or the error for which the history could not be read (far enough)."""

    async def answer_press(self, press: Pressed, text: str | None = None, link: str | None = None) -> None: ...

    async def upload(self, peer_id: int, name: str, content: bytes, *, picture: bool = False) -> str:
        """Put a file where `Letter.attachments` can name it."""

    async def download(self, file: FileRef, to: Path, *, limit: int) -> None:
        """Fetch a file somebody sent, at most `limit` bytes.

        Raises:
            UnusableFile: too large, or not from an address of the messenger.
        """

    async def chat_link(self, peer_id: int) -> str | None:
        """A chat's invitation link, None where we are no administrator of it.

        Raises:
            MessengerUnreachable: no answer came.
        """

    async def chat_about(self, peer_id: int) -> ChatAbout | None:
        """What the messenger tells of a chat; None where it tells nothing.

        Raises:
            MessengerUnreachable: no answer came.
        """

    def listen(self, position: str | None) -> AsyncIterator[Listened]:
        """Events from `position` on, for ever; survives outages by itself."""
