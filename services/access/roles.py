"""Who may do what at a school: offered or coded by an officer, taken up by the other side themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from indicators.errors import NotPossible
from services.actor import Actor, At
from services.audit import log_deed
from services.rights import Deed, may, require
from services.staff.listed import people_here
from storage.database.connection import Session
from storage.messengers.ways import account_for
from storage.people.accounts import ensure_account
from storage.people.codes import make_invitation
from storage.people.roles import (
    Role,
    give_role,
    has_officer,
    is_open,
    offered_together,
    officers_changed,
    open_codes,
    open_offers,
    roles_of_others,
    still_gives_role,
    take_role,
)
from storage.tables import Account, Invitation, Member

HAS_IT = "Эта роль у человека уже есть."
NO_OFFER = "Этого предложения уже нет."
TOO_OLD = "Этому предложению больше недели, и оно больше не действует: попросите ответственного предложить роль снова."
ALREADY_TAKEN = "Роль уже ваша."
TAKEN_AWAY = "Эта роль уже снята."
LAST = "Это единственный ответственный: сначала назначьте ещё одного."
WITHDRAWN_BEFORE = "Этого приглашения уже нет: его приняли или отозвали."
HAS_ACCOUNT = "{known}: аккаунт привязан, код не нужен: предложите роль прямо."


@dataclass(frozen=True, slots=True)
class Offered:
    member: Member
    account: Account


async def names_first_officer(session: Session, actor: Actor) -> bool:
    """Whether they answer for the municipality, and the school has no officer who could give roles."""
    if actor.school_id is None or not may(actor, Deed.NAME_FIRST_OFFICER):
        return False
    return not await has_officer(session, actor.school_id)


def gives_role(actor: Actor, role: Role) -> bool:
    """Whether they may at any time; see `names_first_officer` for the time before there is an officer."""
    return may(actor, Deed.GIVE_ROLES) or (role is Role.MUNICIPAL and may(actor, Deed.NAME_COLLEAGUE))


async def _require_giving(session: Session, actor: Actor, role: Role) -> None:
    if gives_role(actor, role) or (role is Role.OFFICER and await names_first_officer(session, actor)):
        return
    require(actor, Deed.GIVE_ROLES)


async def offer_to_page(
    session: Session, actor: Actor, role: Role, platform: str, external_id: int, now: datetime
) -> Offered:
    """Offer a role to whoever owns a page, known or not: nobody else can take it up. Raises like `offer`."""
    await _require_giving(session, actor, role)
    return await offer(session, actor, role, await ensure_account(session, platform, external_id), now)


async def offer_to_colleague(
    session: Session, at: At, school_ids: Sequence[int], platform: str, external_id: int, now: datetime
) -> list[Offered]:
    """The municipality's role at all of these schools to whoever owns an account: one question, one answer. They are
    on no school's list; where they have the role already, nothing is offered.

    Raises:
        NotAllowed
        NotPossible: they have it at each of them.
    """
    for school_id in school_ids:
        await _require_giving(session, at(school_id), Role.MUNICIPAL)
    account = await ensure_account(session, platform, external_id)
    offered = []
    for school_id in school_ids:
        try:
            offered.append(await offer(session, at(school_id), Role.MUNICIPAL, account, now))
        except NotPossible:
            continue
    if not offered:
        raise NotPossible(HAS_IT)
    return offered


async def offer(session: Session, actor: Actor, role: Role, account: Account, now: datetime) -> Offered:
    """It works only after the other side has taken it up.

    Raises:
        NotAllowed
        NotPossible: they have the role.
    """
    await _require_giving(session, actor, role)
    member = await give_role(
        session, account.id, actor.school_id, role, now, given_by=actor.account_id, confirmed=False
    )
    if member.confirmed_at is not None:
        raise NotPossible(HAS_IT)
    log_deed(session, actor, "role_given", now, account=account.id, role=str(role))
    return Offered(member, account)


async def give_code(
    session: Session,
    actor: Actor,
    role: Role,
    now: datetime,
    new_code: Callable[[], str],
    *,
    person_id: int | None = None,
) -> Invitation:
    """A code for a role; with a person, whoever brings it is that person of the list from then on.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: the person has an account, to which the role is offered.
    """
    await _require_giving(session, actor, role)
    if person_id is not None:
        [person] = await people_here(session, actor, [person_id])
        if await account_for(session, person) is not None:
            raise NotPossible(HAS_ACCOUNT.format(known=person.full_name))
    made = await make_invitation(
        session,
        new_code,
        now,
        person_id=person_id,
        school_id=actor.school_id,
        role=str(role),
        made_by=actor.account_id,
    )
    about = {} if person_id is None else {"person": person_id}
    log_deed(session, actor, "invited", now, role=str(role), **about)
    return made


async def accept(session: Session, actor: Actor, member_id: int, now: datetime) -> list[Member]:
    """Take an offered role up, at each of the schools at which it was offered together.

    Raises:
        NotPossible: it was not offered to the actor or a week ago, or whoever offered it may do so no more.
    """
    require(actor, Deed.ANSWER_OFFER)
    member = await session.get(Member, member_id)
    if member is None or member.account_id != actor.account_id:
        raise NotPossible(NO_OFFER)
    if member.confirmed_at is not None:
        raise NotPossible(ALREADY_TAKEN)
    if not is_open(member, now):
        raise NotPossible(TOO_OLD)
    taken = [
        one
        for one in await offered_together(session, member)
        if await still_gives_role(session, one.given_by, one.school_id, one.role)
    ]
    if not taken:
        raise NotPossible(NO_OFFER)
    for one in taken:
        one.confirmed_at = now
        await session.flush()
        log_deed(session, actor.at(one.school_id), "role_taken", now, role=one.role)
        await officers_changed(session, one)
    return taken


async def hand_over(session: Session, actor: Actor, account_id: int, now: datetime) -> list[Member]:
    """Whoever has a role says that this account of theirs in another messenger may use it, too: that it is theirs is
    known by a code alone, which may have been found; see decision 74. The roles that it has got.

    Raises:
        NotPossible: it is no account of theirs, or has the roles already.
    """
    require(actor, Deed.ANSWER_OFFER)
    mine = [one for one, account in await roles_of_others(session, account_id) if account.id == actor.account_id]
    if not mine:
        raise NotPossible(NO_OFFER)
    given = []
    for one in mine:
        given.append(await give_role(session, account_id, one.school_id, Role(one.role), now, given_by=one.given_by))
        log_deed(session, actor.at(one.school_id), "role_taken", now, role=one.role, account=account_id)
    return given


async def refuse(session: Session, actor: Actor, member_id: int, now: datetime) -> list[Member]:
    """Say no to an offered role, wherever it was offered together; the log keeps it.

    Raises:
        NotPossible: nothing is offered.
    """
    require(actor, Deed.ANSWER_OFFER)
    member = await session.get(Member, member_id)
    if member is None or member.account_id != actor.account_id or member.confirmed_at is not None:
        raise NotPossible(NO_OFFER)
    together = list(await offered_together(session, member))
    for one in together:
        await take_role(session, one.id)
        log_deed(session, actor.at(one.school_id), "role_refused", now, role=one.role)
    return together


async def role_to_take(session: Session, actor: Actor, member_id: int) -> Member:
    """A role of this school that may be asked about.

    Raises:
        NotAllowed
        NotPossible: it is gone already.
    """
    require(actor, Deed.GIVE_ROLES)
    member = await session.get(Member, member_id)
    if member is None or member.school_id != actor.school_id:
        raise NotPossible(TAKEN_AWAY)
    return member


async def take_away(session: Session, actor: Actor, member_id: int, now: datetime) -> Member:
    """Take a role away; with an officer's go the offers and codes they gave.

    Raises:
        NotAllowed
        NotPossible: it is gone already, or the school would be without an officer.
    """
    member = await role_to_take(session, actor, member_id)
    if not await take_role(session, member.id):
        raise NotPossible(LAST)
    await officers_changed(session, member)
    log_deed(session, actor, "role_removed", now, account=member.account_id, role=member.role)
    return member


async def withdraw(
    session: Session, actor: Actor, now: datetime, *, member_id: int = 0, code: str = ""
) -> Member | Invitation:
    """Take back an offer, or a code of a role, that nobody has taken up.

    Raises:
        NotAllowed
        NotPossible: it was taken up or withdrawn.
    """
    await _require_giving(session, actor, Role.MUNICIPAL)
    school_id = actor.school_id or 0
    offers = {member.id: member for member, _ in await open_offers(session, school_id, now)}
    codes = {one.code: one for one in await open_codes(session, school_id, now)}
    found = offers.get(member_id) or codes.get(code)
    if found is None:
        raise NotPossible(WITHDRAWN_BEFORE)
    if found.role != Role.MUNICIPAL:
        await _require_giving(session, actor, Role.OFFICER)
    together: Sequence[Member | Invitation] = [found]
    if isinstance(found, Member) and found.given_by == actor.account_id:
        together = await offered_together(session, found)
    for one in together:
        about = {"account": one.account_id} if isinstance(one, Member) else {}
        log_deed(session, actor.at(one.school_id), "offer_withdrawn", now, **about)
        await session.delete(one)
    await session.flush()
    return found
