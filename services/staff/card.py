"""Everything an officer may know of one person: accounts, weeks, messages, times in peace, disputes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from indicators.errors import UnknownPerson
from services.actor import Actor
from services.lists import EXEMPT
from services.rights import Deed, may, require
from services.schools import school_of
from services.staff.listed import NOT_HERE
from storage.database.connection import Session
from storage.messengers.ways import lacks_account
from storage.people.exemptions import exemptions_of, that_matter
from storage.people.registry import person_at
from storage.statistics.facts import Newest, newest_list, person_weeks
from storage.statistics.people_in_week import PersonInWeek, people_in_week
from storage.statistics.staff import accounts_of_person, disputes_of, messages_to
from storage.tables import Person, PersonWeek, School

WEEKS = 8


@dataclass(frozen=True, slots=True)
class HisAccount:
    """`writing`: unknown, allowed, denied or gone. `first`: the one that can be untied."""

    platform: str
    external_id: int
    writing: str
    first: bool


@dataclass(frozen=True, slots=True)
class Resting:
    reason: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Message:
    round_id: int
    week: str
    kind: str
    state: str
    at: datetime | None
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class OpenDispute:
    id: int
    gap: str
    week: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """`weeks` are the last ones, oldest first; those who only read see that somebody is exempt, and not why.
    `lacking`: in one of the program's messengers nobody knows them, so that a code is of use."""

    person: Person
    school: School
    accounts: Sequence[HisAccount]
    lacking: bool
    resting: Sequence[Resting]
    newest: Newest | None
    weeks: Sequence[PersonWeek]
    now: PersonInWeek | None
    messages: Sequence[Message]
    disputes: Sequence[OpenDispute]


async def card(session: Session, actor: Actor, person_id: int, today: date) -> Card:
    """
    Raises:
        NotAllowed, UnknownSchool
        UnknownPerson: not of this school.
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    person = await person_at(session, school.id, person_id)
    if person is None:
        raise UnknownPerson(NOT_HERE)
    newest = await newest_list(session, school.id)
    rows = await person_weeks(session, [person.id], newest.week, WEEKS) if newest is not None else {}
    day = newest.received_on if newest is not None else today
    now = await people_in_week(session, school, newest.week, today=day, people=[person.id]) if newest else []
    tells = may(actor, Deed.EXEMPT)
    return Card(
        person,
        school,
        [HisAccount(*row) for row in await accounts_of_person(session, person)],
        await lacks_account(session, person.id),
        [
            Resting(one.reason if tells else EXEMPT, one.starts_on, one.ends_on if tells else None)
            for one in that_matter(await exemptions_of(session, person.id, today), today)
        ],
        newest,
        rows.get(person.id, []),
        now[0] if now else None,
        [Message(*row) for row in await messages_to(session, person.id)],
        [OpenDispute(*row) for row in await disputes_of(session, person)],
    )
