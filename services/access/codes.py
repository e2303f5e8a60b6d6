"""One-time codes: given out by an officer, brought by somebody who becomes known by them or takes a role."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from indicators.errors import NotPossible
from services.access.arriving import Held, asked_first, hold_back
from services.access.messengers import came_over
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.staff.listed import people_here
from storage.database.connection import Session
from storage.messengers.arrivals import end_arrivals
from storage.messengers.ways import accounts_of, all_accounts_of, lacks_account
from storage.people.attempts import WRONG_CODE, count_try, forget_tries, tried
from storage.people.codes import drop_codes, find_invitation, make_invitation, use_invitation
from storage.people.detached import detach
from storage.people.registry import link, may_link
from storage.people.roles import Role, give_role, issuer, officers_changed, still_gives_role
from storage.tables import Account, Invitation, Member, Person

FREE_TRIES = 3
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=12)
NOT_NEEDED = "Код тут не нужен: аккаунт уже привязан."
NOTHING_TO_UNLINK = "Привязывать и отвязывать тут уже нечего."


class Entry(Enum):
    OPEN = "open"
    WRONG = "wrong"
    OWN = "own"  # a role's, given out by the very account that brings it: it is somebody else's to bring
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Entered:
    """What a code opened: a person who is known now, a role, or both. `again_at` is when the next one is looked at,
    `came_from` the messenger in which the person was written to until now, `held` what has to be answered there before
    anybody is known."""

    outcome: Entry
    person: Person | None = None
    member: Member | None = None
    again_at: datetime | None = None
    came_from: str | None = None
    held: Held | None = None


async def enter(session: Session, actor: Actor, code: str, now: datetime, *, default_zone: str) -> Entered:
    """Use a code. After a few wrong ones every further one has to wait, twice as long each time; until then even a
    right one is not looked at, or guessing would go on."""
    require(actor, Deed.USE_CODE)
    account = await session.get_one(Account, actor.account_id)
    wrong = await tried(session, account, WRONG_CODE, now)
    again_at = None if wrong is None else wrong.at + _pause(wrong.count)
    if again_at is not None and again_at > now:
        return Entered(Entry.PAUSED, again_at=again_at)
    invitation = await find_invitation(session, code, now)
    if invitation is not None and await _gave_it(session, account, invitation):
        return Entered(Entry.OWN)
    entered = None if invitation is None else await _open(session, actor, account, invitation, now, default_zone)
    if entered is None:
        await count_try(session, account, WRONG_CODE, now)
        return Entered(Entry.WRONG)
    await forget_tries(session, account, WRONG_CODE)
    return entered


def _pause(wrong: int) -> timedelta:
    if wrong < FREE_TRIES:
        return timedelta(0)
    return min(_FIRST_PAUSE * (1 << min(wrong - FREE_TRIES, 16)), _LONGEST_PAUSE)


async def _open(
    session: Session, actor: Actor, account: Account, invitation: Invitation, now: datetime, default_zone: str
) -> Entered | None:
    """None when the code opens nothing for this account."""
    person = await session.get(Person, invitation.person_id) if invitation.person_id is not None else None
    if invitation.role is not None and not await _still_given(session, invitation):
        return None
    is_theirs = person is not None and account.id in await all_accounts_of(session, [person.id])
    if person is not None and not await may_link(session, person, account):
        return None
    if is_theirs and invitation.role is None:
        return Entered(Entry.OPEN, person)  # the code is still good for their other messenger
    if not await use_invitation(session, invitation, now):
        return None
    member, came_from = None, None
    if person is not None and invitation.role is None and (asked := await asked_first(session, person, account)):
        held = await hold_back(session, actor, person, account, asked, now, default_zone=default_zone)
        return Entered(Entry.OPEN, held=held)
    if person is not None and not await link(session, person, account):
        return None
    if person is not None:
        came_from = await came_over(session, person, account, now)
        await drop_codes(session, [person.id])
        log_deed(session, actor.at(person.school_id), "linked", now, person=person.id)
    if invitation.role is not None:
        member = await give_role(session, account.id, invitation.school_id, Role(invitation.role), now)
        log_deed(session, actor.at(invitation.school_id), "role_taken", now, role=invitation.role)
        await officers_changed(session, member)
    return Entered(Entry.OPEN, person, member, came_from=came_from)


async def _gave_it(session: Session, account: Account, invitation: Invitation) -> bool:
    """Whether it is a role's code which this very account gives to others."""
    is_theirs = invitation.role is not None and issuer(invitation) == account.id
    return is_theirs and await _still_given(session, invitation)


async def _still_given(session: Session, invitation: Invitation) -> bool:
    """A role lives as long as the right of whoever gave it."""
    by = issuer(invitation)
    return by is None or await still_gives_role(session, by, invitation.school_id, invitation.role or "")


async def give_code(
    session: Session, actor: Actor, person_id: int, now: datetime, new_code: Callable[[], str]
) -> Invitation:
    """A personal code for somebody who has no account yet in one of the program's messengers.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: there is one.
    """
    require(actor, Deed.GIVE_CODE)
    [person] = await people_here(session, actor, [person_id])
    if not await lacks_account(session, person.id):
        raise NotPossible(NOT_NEEDED)
    made = await make_invitation(
        session, new_code, now, person_id=person.id, school_id=person.school_id, made_by=actor.account_id
    )
    log_deed(session, actor, "invited", now, person=person.id)
    return made


async def linked_person(session: Session, actor: Actor, person_id: int) -> Person:
    """Somebody whose account may be untied.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: there is no account.
    """
    require(actor, Deed.UNLINK)
    [person] = await people_here(session, actor, [person_id])
    if person.account_id is None:
        raise NotPossible(NOTHING_TO_UNLINK)
    return person


async def unlink(session: Session, actor: Actor, person_id: int, now: datetime) -> Person:
    """Untie the account; codes from before die with it, and nobody who brought one waits any longer. Raises like
    `linked_person`."""
    person = await linked_person(session, actor, person_id)
    for account_id in sorted((await accounts_of(session, [person.id]))[person.id]):
        log_deed(session, actor, "unlinked", now, person=person.id, account=account_id)
        await detach(session, person, account_id, now, asked=False)
    await drop_codes(session, [person.id])
    await end_arrivals(session, [person.id])
    return person
