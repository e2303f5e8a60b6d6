"""Which of the messengers somebody wants to be written to in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from indicators.errors import NotPossible
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from storage.database.connection import Session
from storage.messengers.spoken import spoken
from storage.messengers.told_there import tell_here, tell_there, told_there
from storage.messengers.ways import ways_of_person
from storage.people.codes import make_invitation
from storage.people.officers import accounts_with
from storage.people.privacy.human import human_of
from storage.people.roles import Role, with_all_roles_of
from storage.tables import Account, Person

NOT_THE_SAME = "У того аккаунта сейчас нет вашей роли, поэтому пишу здесь."


@dataclass(frozen=True, slots=True)
class Chosen:
    """The account they have there; or the one-time `code` that brings one, and the school it is of."""

    account: Account | None = None
    code: str = ""
    school_id: int | None = None


async def choose_messenger(
    session: Session, actor: Actor, platform: str, now: datetime, new_code: Callable[[], str]
) -> Chosen:
    """From now on their messages go there; where they have no account there yet, a personal code for it.

    Raises:
        NotAllowed: they are on no list.
    """
    require(actor, Deed.CHOOSE_MESSENGER)
    human = await human_of(session, actor.account_id or 0)
    accounts = [await session.get_one(Account, one) for one in sorted(human.account_ids)]
    there = next((one for one in accounts if one.platform == platform and one.writing != "gone"), None)
    if there is not None:
        there.chosen_at = now
        log_deed(session, actor, "messenger_chosen", now, messenger=platform)
        return Chosen(there)
    person = await session.get_one(Person, min(actor.persons))
    made = await make_invitation(session, new_code, now, person_id=person.id, school_id=person.school_id)
    return Chosen(code=made.code, school_id=person.school_id)


async def came_over(session: Session, person: Person, account: Account, now: datetime) -> str | None:
    """Somebody who is written to elsewhere has come into this messenger: from now on it is the one. Which one they came
    from; None where they had no other that the program speaks."""
    others = (await spoken(session)) - {account.platform}
    ways = await ways_of_person(session, person.id)
    before = next((way for way in ways if way.platform in others and way.writing != "gone"), None)
    if before is None:
        return None
    account.chosen_at = now
    return before.platform


async def same_role_in(session: Session, actor: Actor, platform: str) -> list[Account]:
    """Accounts of that messenger that have every role the speaker has: one of them may be the speaker's, too.

    Raises:
        NotAllowed: no role anywhere.
    """
    require(actor, Deed.READ)
    return list(await with_all_roles_of(session, actor.account_id or 0, platform))


async def be_told_there(session: Session, actor: Actor, account_id: int, now: datetime) -> Account:
    """The news of the speaker's schools come to that account of theirs alone.

    Raises:
        NotAllowed: no role anywhere.
        NotPossible: it has not the same roles, by now.
    """
    mine, there = await session.get_one(Account, actor.account_id), await session.get(Account, account_id)
    if there is None or there.id not in {one.id for one in await same_role_in(session, actor, there.platform)}:
        raise NotPossible(NOT_THE_SAME)
    await tell_there(session, mine, there)
    log_deed(session, actor, "messenger_chosen", now, messenger=there.platform)
    return there


async def be_told_here(session: Session, actor: Actor, now: datetime) -> None:
    """
    Raises:
        NotAllowed: no role anywhere.
    """
    require(actor, Deed.READ)
    if await tell_here(session, mine := await session.get_one(Account, actor.account_id)):
        log_deed(session, actor, "messenger_chosen", now, messenger=mine.platform)


async def told_instead(session: Session, actor: Actor) -> Account | None:
    """The account that is told the news of the school in the place of the speaker's; None where theirs is told.

    Raises:
        NotAllowed: no role there.
    """
    require(actor, Deed.READ)
    mine = actor.account_id or 0
    there = (await told_there(session, [mine])).get(mine)
    told = {one.id: one for one in await accounts_with(session, actor.school_id or 0, *Role)}
    return told.get(there) if there is not None and mine not in told else None
