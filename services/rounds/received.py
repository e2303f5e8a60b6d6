"""Who got what: of one person all messages with their fate and answers, of one round everybody who answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from nudges.letters.moving import is_reminder
from services.actor import Actor
from services.rights import Deed, may, require
from services.rounds.standing import RoundStanding, newest_reminders
from services.schools import school_of
from services.staff.listed import people_here
from storage.campaigns.outbox import Outcome, outcomes
from storage.campaigns.planning import figures_weeks
from storage.campaigns.received import (
    ABSENT,
    Letter,
    Said,
    Thanked,
    answers_about,
    by_person,
    deeds_since,
    letters_to,
    thanked_at,
    wrote_since,
)
from storage.database.connection import Session
from storage.tables import Person

MOST = 12
ASKED_FOR_PEACE = "asked_for_peace"  # to whoever does not learn why somebody is left in peace


@dataclass(frozen=True, slots=True)
class Received:
    """A message, and what was answered about its week."""

    letter: Letter
    answers: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Post:
    person: Person
    letters: tuple[Received, ...]


async def received_by(session: Session, actor: Actor, person_id: int, *, limit: int = MOST) -> Post:
    """The newest first.

    Raises:
        NotAllowed, UnknownPerson
    """
    require(actor, Deed.READ)
    [person] = await people_here(session, actor, [person_id])
    letters = await letters_to(session, person, limit)
    said = await answers_of(session, person, letters)
    return Post(person, tuple(Received(one, () if one.elsewhere else answers_in(one, said)) for one in letters))


class Sent(Protocol):
    @property
    def week(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def at(self) -> datetime | None: ...


async def answers_of(session: Session, person: Person, letters: Sequence[Sent]) -> Sequence[Said]:
    """What one person answered about the weeks of these messages."""
    return await answers_about(session, person.school_id, {one.week for one in letters}, person.id)


def answers_in(letter: Sent, said: Sequence[Said]) -> tuple[Said, ...]:
    """Answers about the week that came after the message; an announcement asks nothing."""
    if letter.state != "sent" or letter.at is None or not is_reminder(letter.kind):
        return ()
    return tuple(one for one in said if one.week == letter.week and one.at >= letter.at)


async def thanked(session: Session, actor: Actor, *, limit: int = MOST) -> Sequence[Thanked]:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    return await thanked_at(session, (await school_of(session, actor)).id, limit)


@dataclass(frozen=True, slots=True)
class Answers:
    """Of the newest round: who got it, and of them who answered what."""

    round: RoundStanding
    got: tuple[Outcome, ...]
    said: dict[int, list[Said]]

    @property
    def silent(self) -> list[Outcome]:
        return [one for one in self.got if one.person_id not in self.said]


async def answers_to_newest(session: Session, actor: Actor) -> Answers | None:
    """To the newest reminders: an announcement that came after them asks nothing. None while there were none.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    newest = await newest_reminders(session, actor)
    if newest is None:
        return None
    got = tuple(await outcomes(session, newest.id, ["sent"]))
    return Answers(newest, got, await answers_to(session, actor, newest, got))


async def answers_to(
    session: Session, actor: Actor, standing: RoundStanding, got: Collection[Outcome]
) -> dict[int, list[Said]]:
    """What those who `got` a round answered since it came to them, by name.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school, week = await school_of(session, actor), str(standing.week)
    instead = await deeds_since(session, school.id, standing.made_at, week)
    if not may(actor, Deed.EXEMPT):
        instead = [replace(one, kind=ASKED_FOR_PEACE) if one.kind in ABSENT else one for one in instead]
    wrote = await wrote_since(session, school.id, standing.made_at, week)
    since = {one.person_id: one.finished_at or standing.made_at for one in got}
    last = max(since.values(), default=standing.made_at)
    weeks = await figures_weeks(session, school.id, week, standing.made_at, last)
    said = [*await answers_about(session, school.id, weeks), *wrote, *instead]
    later = [one for one in said if one.person_id in since and one.at >= since[one.person_id]]
    return by_person(later)
