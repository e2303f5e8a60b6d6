"""One event being answered: who speaks, what was said, and how to answer. Handlers see nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from handlers.engine.dependencies import Services
from handlers.engine.old_buttons import QUESTION, asking, dated, question_key
from handlers.engine.shared_reads import Batch
from nudges.messenger import Event, Keyboard, Pressed, Written, is_group
from storage.database.connection import Session
from storage.dialogs.dialogues import begin_dialogue, end_dialogue
from storage.dialogs.errands import add_errand
from storage.dialogs.replies import Answer, newest_replies, said_lately
from storage.people.accounts import Who
from storage.people.audit import record
from storage.tables import Account, Dialogue, Errand, Person, Reply, School

# VK takes 4096; the rest is room for what the adapter may add.
LONGEST = 3900
NOT_UNDERSTOOD = "not_understood"  # what an answer was about that says so
_PUZZLED_AT_MOST = 4
ASKED_AT = "asked_at"  # in a question's state: of which of several schools it was
LARGEST = 2**53  # ids of our rows are far below it, and so is what a database's whole number holds


@dataclass(slots=True)
class Talk:
    """`replies` are written with the event's effect; `snack` is the short answer to a button's press.
    `school_id` is the school that this event is about by its words or its button; without one it is the one that is
    worked with. `at` is the school that was answered for, kept where there are several (see `menu`).
    `delivers` asks for the delivery of nudges to be woken once all this is written, `leaves_no_trace` for what was
    deleted to be overwritten in the database's file. `goes_on`: slow work brings the rest of the answer; `asks`: it is
    a question. `spelt` is what was written, with names in the place of pages; `staff` is kept while one message is
    answered: the people of a school. `labels` are what wishes are called on buttons.

    There is no event when slow work brings its answer.
    """

    services: Services
    session: Session
    event: Event | None
    who: Who
    now: datetime
    peer_id: int
    replies: list[Answer] = field(default_factory=list)
    snack: str | None = None
    school_id: int | None = None
    at: School | None = None
    given: dict[str, Any] = field(default_factory=dict)
    delivers: bool = False
    leaves_no_trace: bool = False
    goes_on: bool = False
    asks: bool = False
    spelt: str = ""
    staff: dict[int, Sequence[Person]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    everywhere: list[Person] | None = None
    batch: Batch = field(init=False)

    def __post_init__(self) -> None:
        self.share(Batch(self.session, [one.id for one in self.who.persons], [self.who.account.id], [self.peer_id]))

    def share(self, batch: Batch) -> None:
        """Read what is common to several talks together with them."""
        self.batch = batch

    def speaks_as(self, persons: list[Person]) -> None:
        """Of all that the speaker is in schools, this event is about these; the next one is about all again."""
        self.everywhere = self.everywhere or self.who.persons
        self.who.persons = persons

    @property
    def alone_of_several(self) -> Person | None:
        """As whom somebody speaks who stands on the lists of several schools; None where it is as all of them."""
        return self.who.persons[0] if len(self.everywhere or ()) > len(self.who.persons) == 1 else None

    @property
    def in_chat(self) -> bool:
        return is_group(self.peer_id)

    @property
    def text(self) -> str:
        return self.spelt or (self.event.text.strip() if isinstance(self.event, Written) else "")

    @property
    def payload(self) -> dict[str, Any]:
        """What came with a button, or was said in so many words (`given`). It can be forged."""
        if self.given:
            return self.given
        if isinstance(self.event, Pressed):
            return self.event.payload
        return (self.event.payload or {}) if isinstance(self.event, Written) else {}

    def number(self, key: str) -> int:
        """A whole number of the payload, 0 when there is none or no database could hold it: it can be forged."""
        value = self.payload.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST else 0

    def word(self, key: str) -> str:
        value = self.payload.get(key)
        return value if isinstance(value, str) else ""

    def say(
        self,
        text: str,
        keyboard: Keyboard | None = None,
        *,
        to: Account | None = None,
        files: tuple[str, ...] = (),
        about: str = "",
    ) -> None:
        """Answer; a text that is too long goes in several messages, buttons and files with the last one.

        `to` somebody else, in the messenger of that account. `about` is remembered as what the answer is (see
        `said_before_about`).
        """
        keyboard = dated(keyboard, self.now) if to is None else keyboard
        peer_id = self.peer_id if to is None else to.external_id
        community = None if to is None else self.services.community_of(to)
        parts = split_text(text)
        for part in parts[:-1]:
            self.replies.append(Answer(peer_id, part, community=community))
        self.replies.append(Answer(peer_id, parts[-1], keyboard, files, about, community))

    async def ask(
        self, name: str, text: str, keyboard: Keyboard | None = None, about: str = "", /, **state: Any
    ) -> None:
        """Ask something and wait for the answer: the dialogue called `name` gets the next message, and `question` tells
        whether a button is of this question."""
        self.asks = True
        state = state if self.at is None else {**state, ASKED_AT: self.at.id}
        state = {**state, QUESTION: question_key(name, text, state)}
        self.who.dialogue = await begin_dialogue(self.session, self.who.account.id, name, state, self.now)
        self.say(text, asking(keyboard, state[QUESTION]) if keyboard is not None else None, about=about)

    def question(self, *names: str) -> Dialogue | None:
        """The one that waits and is called so; None where the button that was pressed belongs to an earlier one."""
        dialogue, mark = self.who.dialogue, self.word(QUESTION)
        if dialogue is None or dialogue.name not in names:
            return None
        return dialogue if not mark or dialogue.state.get(QUESTION) == mark else None

    async def end(self) -> None:
        """The question is over; a file that waited under it is what is waited for again."""
        if self.who.dialogue is not None:
            self.who.dialogue = await end_dialogue(self.session, self.who.account.id)

    async def later(self, kind: str, /, **details: Any) -> Errand:
        """Ask for slow work: it is done after this event, and its answer comes by itself."""
        self.goes_on = True
        return await add_errand(
            self.session, self.services.community_id, self.who.account.id, self.peer_id, kind, details, self.now
        )

    def log(self, action: str, school_id: int | None = None, **details: Any) -> None:
        record(self.session, action, self.now, school_id=school_id, account_id=self.who.account.id, **details)

    async def said_before(self) -> Reply | None:
        """What was said last in this dialog, before all events that are handled now."""
        newest = await self.batch.once(
            ("said", self.services.community_id),
            lambda: newest_replies(self.session, self.services.community_id, self.batch.peers),
        )
        return newest.get(self.peer_id)

    async def asked_before(self) -> tuple[Reply | None, bool]:
        """What was said last; where that was not to have understood, what was said before it, and True."""
        reply = await self.said_before()
        if reply is None or reply.body.get("about") != NOT_UNDERSTOOD:
            return reply, False
        lately = await said_lately(self.session, self.services.community_id, self.peer_id, _PUZZLED_AT_MOST)
        return next((one for one in lately if one.body.get("about") != NOT_UNDERSTOOD), None), True

    async def said_before_about(self) -> str:
        """What the last answer in this dialog was about, as it was said to be; empty when nothing was said of it."""
        before = await self.said_before()
        return str(before.body.get("about", "")) if before is not None else ""

    async def school_of(self, person: Person) -> School:
        return await self.batch.once(
            ("school", person.school_id), lambda: self.session.get_one(School, person.school_id)
        )

    def today(self, school: School) -> date:
        return self.now.astimezone(self.services.zone_of(school)).date()


def split_text(text: str, longest: int = LONGEST) -> list[str]:
    """Pieces that fit a message each, cut between lines where that is possible."""
    parts: list[str] = []
    rest = text
    while len(rest) > longest:
        cut = rest.rfind("\n", longest // 2, longest)
        cut = cut if cut > 0 else longest
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip("\n")
    return [*parts, rest]
