"""«Это не я»: an account that was taken for somebody's is left alone at once, and an officer says what is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from indicators.errors import NotPossible
from services.access.arriving import refuse
from services.actor import Actor
from services.audit import log_deed
from services.rights import ROLES_ONLY, Deed, require
from services.staff.listed import people_here
from storage.database.connection import Session
from storage.messengers.ways import accounts_of
from storage.people.audit import entry_of_coming
from storage.people.codes import drop_codes
from storage.people.detached import detach, detached_of, settle
from storage.people.privacy.strangers import take_back_words
from storage.people.registry import link, people_with
from storage.tables import Account, Person

ANSWERED = "На это уже ответили: смотрите карточку."
SETTLED = "Этот аккаунт уже не под вашим именем или был здесь раньше. Если что-то не так, напишите ответственному."
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
    await _untie(session, actor, people, actor.account_id, now)
    return people


async def disown_other(session: Session, actor: Actor, account_id: int, now: datetime) -> tuple[list[Person], Account]:
    """Somebody has come in under one's own name in another messenger, and it was not oneself: that account is left
    alone at once. Only the one that was there before may say so.

    Raises:
        NotAllowed
        NotPossible: it is theirs no more, or was there first.
    """
    require(actor, Deed.DISOWN)
    if waited := await refuse(session, actor, account_id):
        await _untie(session, actor, waited, account_id, now)
        return waited, await session.get_one(Account, account_id)
    mine, other = await session.get_one(Account, actor.account_id), await session.get(Account, account_id)
    theirs = await accounts_of(session, actor.persons)
    people = [one for one in await people_with(session, actor.persons) if account_id in theirs.get(one.id, ())]
    came = await entry_of_coming(session, people, account_id)
    if other is None or other.id == mine.id or came <= await entry_of_coming(session, people, mine.id):
        raise NotPossible(SETTLED)
    await _untie(session, actor, people, other.id, now)
    return people, other


async def _untie(session: Session, actor: Actor, people: Sequence[Person], account_id: int, now: datetime) -> None:
    for person in people:
        await detach(session, person, account_id, now, asked=True)
        await drop_codes(session, [person.id])
        log_deed(session, actor.at(person.school_id), "disowned", now, person=person.id, account=account_id)


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
    """`back`: the account is the person's after all, as before. `unsaid`: what was said there as theirs has gone."""

    person: Person
    account: Account
    back: bool
    unsaid: bool = False


async def settle_disowned(
    session: Session, actor: Actor, person_id: int, account_id: int, now: datetime, *, theirs: bool, today: date
) -> Settled:
    """An officer's word on «это не я»: it is hers after all, or it is not; then what was said there goes as well.

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
    unsaid = not theirs and await take_back_words(session, person, account_id, today)
    action = "link_approved" if theirs else "unlinked"
    log_deed(session, actor, action, now, person=person.id, account=account.id)
    return Settled(person, account, theirs, unsaid)
