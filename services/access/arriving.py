"""Whoever brings a personal code while its person writes from another account already: that one is asked first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.access.messengers import came_over
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from storage.database.connection import Session
from storage.messengers.arrivals import arrivals_from, arrivals_of, end_arrival, end_arrivals, hold
from storage.messengers.arrivals import overdue as overdue_arrivals
from storage.messengers.spoken import spoken
from storage.messengers.ways import all_accounts_of, every_account_of
from storage.people.audit import entry_of_coming, record
from storage.people.codes import drop_codes
from storage.people.privacy.human import human_of
from storage.people.registry import link, people_with
from storage.people.roles import CHANGING, members
from storage.schools.calendar import school_calendar
from storage.tables import Account, Arrival, Person, School

TERM = 3  # days on which the school works: whoever is asked before holidays has been at work again by then


@dataclass(frozen=True, slots=True)
class Held:
    """An account that waits: `asked` are those that may say whose it is, in silence it is the person's at `until`.
    `unheard`: the question reaches none of them, so that no silence says anything."""

    person: Person
    asked: Sequence[Account]
    until: datetime
    unheard: bool = False


@dataclass(frozen=True, slots=True)
class LetIn:
    """An account that has become the person's; `came_from` as `came_over` tells it."""

    person: Person
    account: Account
    came_from: str | None


async def asked_first(session: Session, person: Person, account: Account) -> list[Account]:
    """The accounts that say first whether this one is the same person's: those in other messengers that can be written
    to. None where it is known already (they are one elsewhere), or where whoever brings the code may see everybody's
    figures anyway."""
    asked = [one for one in await _elsewhere(session, person, account) if one.writing == "allowed"]
    if not asked or (await human_of(session, account.id)).account_ids & {one.id for one in asked}:
        return []
    see_everybody = {one.id for _, one in await members(session, person.school_id, *CHANGING)}
    return [] if account.id in see_everybody else asked


async def _elsewhere(session: Session, person: Person, account: Account) -> list[Account]:
    """The person's accounts in other messengers that the program speaks."""
    others = (await spoken(session)) - {account.platform}
    return [one for one in await every_account_of(session, person.id) if one.platform in others]


async def hold_back(
    session: Session,
    actor: Actor,
    person: Person,
    account: Account,
    asked: Sequence[Account],
    now: datetime,
    *,
    default_zone: str,
) -> Held:
    """Until one of `asked` has answered, the account is nobody's: it reads nothing of the person, and they are written
    to as before. Whoever came by an earlier code waits no longer: the newest one was given to somebody; who brings one
    code more waits no longer than by the first."""
    before = [one.until for one in await arrivals_of(session, [person.id]) if one.account_id == account.id]
    calendar = await school_calendar(session, await session.get_one(School, person.school_id), default_zone)
    until = min([*before, calendar.after_school_days(now, TERM)])
    await end_arrivals(session, [person.id])
    await hold(session, person, account, now, until)
    await drop_codes(session, [person.id])
    log_deed(session, actor.at(person.school_id), "arrived", now, person=person.id, account=account.id)
    return Held(person, asked, until)


async def waits(session: Session, account_id: int, now: datetime) -> Held | None:
    """What the account waits for."""
    for one in await arrivals_from(session, account_id):
        if _is_over(one, now):
            continue
        person = await session.get_one(Person, one.person_id)
        account = await session.get_one(Account, account_id)
        asked = await _elsewhere(session, person, account)
        is_lost = one.until <= now or all(other.writing != "allowed" for other in asked)
        return Held(person, asked, one.until, unheard=one.asked_at is None and is_lost)
    return None


def _is_over(one: Arrival, now: datetime) -> bool:
    """Whether somebody has been asked, and has been silent long enough."""
    return one.until <= now and one.asked_at is not None


async def let_in_overdue(session: Session, now: datetime, account_id: int | None = None) -> list[LetIn]:
    """Nobody has said that it is not them: the accounts are theirs. With one, that account alone is looked at."""
    every = await (overdue_arrivals(session, now) if account_id is None else arrivals_from(session, account_id))
    found = [await _let_in(session, one, now, None) for one in every if _is_over(one, now)]
    return [one for one in found if one is not None]


async def confirm(session: Session, actor: Actor, account_id: int, now: datetime) -> list[LetIn]:
    """«Да, это я», said by the account that was there before; empty where nothing waits."""
    require(actor, Deed.ANSWER_OFFER)
    found = [one for one in await arrivals_of(session, sorted(actor.persons)) if one.account_id == account_id]
    let_in = [await _let_in(session, one, now, actor) for one in found]
    return [one for one in let_in if one is not None]


async def refuse(session: Session, actor: Actor, account_id: int) -> list[Person]:
    """The people of the actor's whom that account waited to be, and is not."""
    found = [one for one in await arrivals_of(session, sorted(actor.persons)) if one.account_id == account_id]
    ended = [one.person_id for one in found if await end_arrival(session, one.person_id, account_id)]
    return list(await people_with(session, ended))


async def give_up(session: Session, account_id: int) -> bool:
    """Whoever brought the code says that it is not theirs."""
    found = await arrivals_from(session, account_id)
    return any([await end_arrival(session, one.person_id, account_id) for one in found])


async def newcomers(session: Session, actor: Actor) -> list[Account]:
    """The accounts that wait to be the actor's, or became theirs after the one that speaks now."""
    mine = actor.account_id or 0
    people, waiting = list(await people_with(session, actor.persons)), await waiting_for(session, actor)
    came = await entry_of_coming(session, people, mine)
    theirs = await all_accounts_of(session, actor.persons) - {mine, *(one.id for one in waiting)}
    later = [one for one in sorted(theirs) if await entry_of_coming(session, people, one) > came]
    return [*waiting, *[await session.get_one(Account, one) for one in later]]


async def waiting_for(session: Session, actor: Actor) -> list[Account]:
    """The accounts that wait to be the actor's."""
    ids = [one.account_id for one in await arrivals_of(session, sorted(actor.persons))]
    return [await session.get_one(Account, one) for one in dict.fromkeys(ids)]


async def _let_in(session: Session, one: Arrival, now: datetime, actor: Actor | None) -> LetIn | None:
    person, account = await session.get_one(Person, one.person_id), await session.get_one(Account, one.account_id)
    if not await end_arrival(session, person.id, account.id) or person.left_on is not None:
        return None
    if not await link(session, person, account):
        return None
    if actor is not None:
        log_deed(session, actor.at(person.school_id), "link_approved", now, person=person.id, account=account.id)
    else:
        record(session, "linked", now, school_id=person.school_id, account_id=account.id, person=person.id)
    return LetIn(person, account, await came_over(session, person, account, now))
