"""«Я сменила фамилию»: told by a person of themselves, and answered by an officer who sets it right or leaves it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from indicators.errors import NotPossible
from services.actor import Actor
from services.audit import log_deed
from services.rights import ROLES_ONLY, Deed, require
from services.staff.listed import people_here
from storage.database.connection import Session
from storage.people import told_changes as stored
from storage.tables import Person

ANSWERED = "На это уже ответили."


async def tell_change(
    session: Session, actor: Actor, person_id: int, text: str, now: datetime, fields: Collection[str] = ()
) -> None:
    """Of these `fields` (`correcting.FIELDS`); of none where the words do not say of which.

    Raises:
        NotAllowed
        NotPossible: it is about somebody else.
    """
    require(actor, Deed.TELL_OFFICERS)
    if person_id not in actor.persons:
        raise NotPossible(ROLES_ONLY)
    await stored.keep_change(session, person_id, text, now, fields, actor.account_id)


async def unanswered(session: Session, actor: Actor) -> list[tuple[Person, Sequence[str]]]:
    """
    Raises:
        NotAllowed
    """
    require(actor, Deed.CORRECT)
    return await stored.waiting_changes(session, actor.school_id or 0)


async def leave_as_it_is(session: Session, actor: Actor, person_id: int, now: datetime) -> Person:
    """
    Raises:
        NotAllowed, UnknownPerson
        NotPossible: it was answered before.
    """
    require(actor, Deed.CORRECT)
    [person] = await people_here(session, actor, [person_id])
    if not await stored.drop_changes(session, person.id):
        raise NotPossible(ANSWERED)
    log_deed(session, actor, "change_declined", now, person=person.id)
    return person
