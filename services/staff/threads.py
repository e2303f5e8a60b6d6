"""Objections in a teacher's own words, an officer's answer, and the thread of both.

Own patterns: a word of the program's own stands for a picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from indicators.errors import NotPossible
from services.actor import Actor
from services.audit import log_deed
from services.rights import ROLES_ONLY, Deed, require
from services.schools import school_of
from services.staff.listed import people_here
from storage.database.connection import Session
from storage.people import threads as stored
from storage.people import unanswered
from storage.tables import Claim, Person, ThreadLine

MOST = 6
_EVERY = 1000
PICTURE = "(снимок)"  # stands in the thread for one without words


@dataclass(frozen=True, slots=True)
class OpenThread:
    """Somebody who waits for an answer: the newest words of both sides, each «это ошибка» without one, and when one was
    answered last."""

    person: Person
    lines: Sequence[ThreadLine]
    disputes: Sequence[Claim]
    answered_at: datetime | None = None

    @property
    def unanswered(self) -> list[ThreadLine]:
        """A teacher's words since an officer's, and since the last answer to «это ошибка»."""
        held = [one for one in self.lines if one.side != stored.REPLACED]
        own = [*takewhile(lambda line: line.side == stored.TEACHER, reversed(held))][::-1]
        return [one for one in own if self.answered_at is None or one.at > self.answered_at]


async def object_to(session: Session, actor: Actor, person_id: int, text: str, now: datetime) -> Person:
    """A teacher's words about their own figures; the caller tells the officers.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: it is about somebody else.
    """
    require(actor, Deed.ANSWER_NUDGE)
    if person_id not in actor.persons:
        raise NotPossible(ROLES_ONLY)
    [person] = await people_here(session, actor, [person_id])
    await stored.add_line(session, person.id, stored.TEACHER, text, now, actor.account_id)
    return person


async def answer_back(session: Session, actor: Actor, person_id: int, text: str, now: datetime) -> Person:
    """An officer's words to a teacher; the caller brings them.

    Raises:
        NotAllowed, UnknownPerson
    """
    require(actor, Deed.ANSWER_DISPUTE)
    [person] = await people_here(session, actor, [person_id])
    await stored.add_line(session, person.id, stored.OFFICER, text, now, actor.account_id)
    log_deed(session, actor, "answered_back", now, person=person.id)
    return person


async def said_since(session: Session, actor: Actor, person_id: int, since: datetime) -> Sequence[str]:
    """A teacher's words about figures from a moment on, the oldest first; a picture where there are no words.

    Raises:
        NotAllowed, UnknownPerson
    """
    said = await thread(session, actor, person_id)
    words = [one.text for one in said if one.side == stored.TEACHER and one.text and one.at >= since]
    return [one for one in words if one != PICTURE] or words[-1:]


async def thread(session: Session, actor: Actor, person_id: int) -> Sequence[stored.Said]:
    """The newest words and decisions of both, the oldest of them first.

    Raises:
        NotAllowed, UnknownPerson
    """
    require(actor, Deed.ANSWER_DISPUTE)
    [person] = await people_here(session, actor, [person_id])
    return await stored.newest_said(session, person.id, MOST)


async def objected(session: Session, actor: Actor, person_id: int) -> int:
    """How often somebody said that figures are wrong, in words or by a button, of what is kept.

    Raises:
        NotAllowed, UnknownPerson
    """
    require(actor, Deed.ANSWER_DISPUTE)
    [person] = await people_here(session, actor, [person_id])
    return sum(one.side == stored.TEACHER for one in await stored.newest_said(session, person.id, _EVERY))


async def open_threads(session: Session, actor: Actor) -> list[OpenThread]:
    """Of whoever works at the school, by name.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.ANSWER_DISPUTE)
    school = await school_of(session, actor)
    people = await unanswered.waiting_people(session, school.id)
    ids = [one.id for one in people]
    lines = await unanswered.lines_of_each(session, ids, MOST)
    disputes = await unanswered.open_claims_of_each(session, ids)
    answered = await unanswered.answered_at_of_each(session, ids)
    return [OpenThread(one, lines.get(one.id, ()), disputes.get(one.id, ()), answered.get(one.id)) for one in people]
