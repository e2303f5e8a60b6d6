"""«Это не я»: an account that was taken for somebody's is left alone at once, and an officer says what is right."""

from dataclasses import dataclass
from datetime import datetime

from indicators.errors import NotPossible
from services.actor import Actor
from services.audit import log_deed
from services.rights import ROLES_ONLY, Deed, require
from services.staff.listed import people_here
from storage.database.connection import Session
from storage.people.codes import drop_codes
from storage.people.detached import detach, detached_of, settle
from storage.people.registry import link, people_with
from storage.tables import Account, Person

ANSWERED = "На это уже ответили: смотрите карточку."
TAKEN = "{name}: к этому человеку или аккаунту уже привязан другой. Посмотрите карточку."


async def disown(session: Session, actor: Actor, now: datetime) -> list[Person]:
    """Whoever writes is none of the people they were taken for: nothing more is shown or sent to this account.

    Raises:
        NotAllowed
        NotPossible: they are nobody's account.
    """
    require(actor, Deed.DISOWN)
    people = list(await people_with(session, actor.persons))
    if not people or actor.account_id is None:
        raise NotPossible(ROLES_ONLY)
    for person in people:
        await detach(session, person, actor.account_id, now, asked=True)
        await drop_codes(session, [person.id])
        log_deed(session, actor.at(person.school_id), "disowned", now, person=person.id, account=actor.account_id)
    return people


async def tie_back(session: Session, actor: Actor, person_id: int, account_id: int, now: datetime) -> Person:
    """An account that was untied by mistake.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: either is tied to another by now.
    """
    require(actor, Deed.UNLINK)
    [person] = await people_here(session, actor, [person_id])
    account = await session.get(Account, account_id)
    was_theirs = (person.id, account_id) in await detached_of(session, [person.id])
    if account is None or not was_theirs or not await link(session, person, account):
        raise NotPossible(TAKEN.format(name=person.full_name))
    log_deed(session, actor, "link_approved", now, person=person.id, account=account.id)
    return person


@dataclass(frozen=True, slots=True)
class Settled:
    """`back`: the account is the person's after all, as before."""

    person: Person
    account: Account
    back: bool


async def settle_disowned(
    session: Session, actor: Actor, person_id: int, account_id: int, now: datetime, *, theirs: bool
) -> Settled:
    """An officer's word on «это не я»: it is hers after all, or it is not.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: it was answered before, or either is tied to another by now.
    """
    require(actor, Deed.UNLINK)
    [person] = await people_here(session, actor, [person_id])
    account = await session.get(Account, account_id)
    if account is None or not await settle(session, person.id, account_id):
        raise NotPossible(ANSWERED)
    if theirs and not await link(session, person, account):
        raise NotPossible(TAKEN.format(name=person.full_name))
    action = "link_approved" if theirs else "unlinked"
    log_deed(session, actor, action, now, person=person.id, account=account.id)
    return Settled(person, account, theirs)
