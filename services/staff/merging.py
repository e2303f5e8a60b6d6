"""Two rows of a staff list that are one person become one: figures, answers, messages, the account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from indicators.errors import NotPossible
from indicators.russian.names import comparable
from indicators.weeks import Week
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.staff.listed import people_here
from storage.database.connection import Session
from storage.people.merging import is_being_written, merge_into, newest_common_week
from storage.people.registry import everybody_of
from storage.tables import Person

SAME = "Это и так один человек."
BUSY = "Одному из них как раз отправляется сообщение. Попробуйте через минуту."


@dataclass(frozen=True, slots=True)
class Merged:
    person: Person
    gone: str


async def alike(session: Session, actor: Actor, person_id: int) -> list[Person]:
    """Who may be the same human as this one: of the same surname, or of the same first name and patronymic.

    Raises:
        NotAllowed, UnknownPerson
    """
    require(actor, Deed.MERGE)
    [person] = await people_here(session, actor, [person_id])
    return [one for one in await everybody_of(session, person.school_id) if may_be_same(one, person)]


def may_be_same(one: Person, other: Person) -> bool:
    def given(person: Person) -> tuple[str, str]:
        return comparable(person.first_name), comparable(person.patronymic)

    if one.id == other.id:
        return False
    return comparable(one.last_name) == comparable(other.last_name) or (all(given(one)) and given(one) == given(other))


async def listed_together(session: Session, actor: Actor, person_ids: Sequence[int]) -> Week | None:
    """The newest week whose file names them all, each in a row of its own: they are hardly one human.

    Raises:
        NotAllowed, UnknownPerson
    """
    require(actor, Deed.MERGE)
    people = await people_here(session, actor, person_ids)
    return await newest_common_week(session, [one.id for one in people])


async def merge(session: Session, actor: Actor, kept_id: int, other_id: int, now: datetime) -> Merged:
    """`other_id` goes, `kept_id` has all that was known of both; nobody is written to twice for it.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: it is one person already, or a message is under way just now.
    """
    require(actor, Deed.MERGE)
    if kept_id == other_id:
        raise NotPossible(SAME)
    kept, other = await people_here(session, actor, [kept_id, other_id])
    if await is_being_written(session, [kept.id, other.id]):
        raise NotPossible(BUSY)
    name = other.full_name
    await merge_into(session, kept, other, now)
    log_deed(session, actor, "merged", now, person=kept.id, other=other_id)
    return Merged(kept, name)
