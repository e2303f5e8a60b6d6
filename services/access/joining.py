"""How somebody becomes known: they ask with their name and an officer says who it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from indicators.errors import NotPossible
from indicators.russian.names import comparable
from services.access.messengers import came_over
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, may, require
from services.staff.listed import people_here
from storage.database.connection import Session
from storage.dialogs.dialogues import begin_dialogue, end_dialogue
from storage.messengers.ways import accounts_of
from storage.people.attempts import (
    REMEMBERED,
    REQUEST,
    TURNED_AWAY,
    count_tries_of_all,
    count_try,
    forget_subject,
    tried,
)
from storage.people.registry import called, link
from storage.people.roles import CHANGING, schools_with
from storage.schools.registry import all_schools
from storage.tables import Account, Attempt, Dialogue, Person

WAITING = "asked"  # the dialogue of somebody who waits to be let in
DECLINED = "declined"  # in it: the schools whose officer does not know the name
FIRST_PAUSE = timedelta(hours=1)  # after an officer has not known somebody; twice as long each time
MOST_NAMES = 3  # a few corrections are welcome, more would be pestering
MOST_AT_ONCE = 20  # requests an hour; officers find what is beyond in «заявки»
GONE = "Эту просьбу уже обработали."
OTHER_NAME = "Просится «{asked}», а это не {known}."
TAKEN = "{known}: к этому человеку уже привязан другой аккаунт. Сначала отвяжите его в карточке."


class Asked(Enum):
    RINGS = "rings"  # the officers are to be told
    WAITS = "waits"  # they know, or find it among the requests
    ALREADY = "already"  # nothing new was said
    TOO_OFTEN = "too_often"
    TURNED_AWAY = "turned_away"


@dataclass(frozen=True, slots=True)
class Request:
    """`people` are those of any list who are called so; `again_at` is when another try is worth it."""

    outcome: Asked
    dialogue: Dialogue | None = None
    people: tuple[Person, ...] = ()
    again_at: datetime | None = None


async def ask_in(session: Session, actor: Actor, name: str, now: datetime) -> Request:
    """One request at a time. It rings once for a name, however often it is taken back and said again, and not at
    all for a while after an officer has said that they do not know the person."""
    require(actor, Deed.ASK_IN)
    account = await session.get_one(Account, actor.account_id)
    refused = await tried(session, account, TURNED_AWAY, now)
    if refused is not None:
        again_at = refused.at + _pause(refused.count)
        if again_at > now:
            return Request(Asked.TURNED_AWAY, again_at=again_at)
    open_one = await waiting(session, account.id)
    before = await tried(session, account, REQUEST, now)
    key = comparable(name)
    if open_one is not None and comparable(open_one.state["full_name"]) == key:
        return Request(Asked.ALREADY)
    said_before = before is not None and before.about == key
    if before is not None and not said_before and before.count >= MOST_NAMES:
        return Request(Asked.TOO_OFTEN, again_at=before.at + REMEMBERED)
    dialogue = await begin_dialogue(session, account.id, WAITING, {"full_name": name}, now)
    people = tuple(await called(session, name))
    if said_before or await _many_ring(session, before, now):
        return Request(Asked.WAITS, dialogue, people)
    await count_try(session, account, REQUEST, now, about=key)
    return Request(Asked.RINGS, dialogue, people)


def _pause(refusals: int) -> timedelta:
    return min(FIRST_PAUSE * (1 << min(refusals - 1, 16)), REMEMBERED)


async def _many_ring(session: Session, before: Attempt | None, now: datetime) -> bool:
    return before is None and await count_tries_of_all(session, REQUEST, now - timedelta(hours=1)) >= MOST_AT_ONCE


async def waiting(session: Session, account_id: int) -> Dialogue | None:
    dialogue = await session.get(Dialogue, account_id)
    return dialogue if dialogue is not None and dialogue.name == WAITING else None


async def take_back(session: Session, actor: Actor) -> None:
    require(actor, Deed.ASK_IN)
    await end_dialogue(session, actor.account_id or 0)


async def schools_asked(session: Session, people: Sequence[Person]) -> set[int]:
    """Whose officers a request concerns: the schools where the name is, or all when it is nowhere."""
    return {person.school_id for person in people} or {school.id for school in await all_schools(session)}


async def approve(session: Session, actor: Actor, account_id: int, person_id: int, now: datetime) -> str | None:
    """An officer's «да, это она». The messenger in which the person was written to until now, if any.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: nobody waits any more, the name is another, or the person has an account.
    """
    require(actor, Deed.LET_IN)
    [person] = await people_here(session, actor, [person_id])
    account, request = await session.get(Account, account_id), await waiting(session, account_id)
    if account is None or request is None:
        theirs = (await accounts_of(session, [person.id])).get(person.id, frozenset())
        raise NotPossible("Уже подтверждено." if account_id in theirs else GONE)
    asked = request.state["full_name"]
    if person not in await called(session, asked):
        raise NotPossible(OTHER_NAME.format(asked=asked, known=person.full_name))
    if not await link(session, person, account):
        raise NotPossible(TAKEN.format(known=person.full_name))
    await end_dialogue(session, account.id)
    log_deed(session, actor, "link_approved", now, person=person.id, account=account.id)
    return await came_over(session, person, account, now)


async def name_oneself(session: Session, actor: Actor, person_id: int, now: datetime) -> str | None:
    """Somebody who may let people in says which row of the list is theirs. The messenger in which that person was
    written to until now, if any.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: the row has another account in this messenger, or the account another row.
    """
    require(actor, Deed.LET_IN)
    [person] = await people_here(session, actor, [person_id])
    account = await session.get_one(Account, actor.account_id)
    if not await link(session, person, account):
        raise NotPossible(TAKEN.format(known=person.full_name))
    log_deed(session, actor, "link_approved", now, person=person.id, account=account.id)
    return await came_over(session, person, account, now)


async def decline(
    session: Session, actors: Sequence[Actor], account_id: int, now: datetime, at: int | None = None
) -> bool:
    """«Нет, не знаю» of one officer, an actor for each school of theirs; True when all that were asked have said so.
    A name that stands on lists was asked about at each of these schools: there it is said of the one (`at`).

    Raises:
        NotAllowed: none of the schools was asked.
        NotPossible: nobody waits any more.
    """
    account, request = await session.get(Account, account_id), await waiting(session, account_id)
    if account is None or request is None:
        raise NotPossible(GONE)
    people = await called(session, request.state["full_name"])
    asked, said_at = await schools_asked(session, people), at if people else None
    theirs = [actor for actor in actors if actor.school_id in asked and may(actor, Deed.LET_IN)]
    mine = [actor for actor in theirs if said_at in (None, actor.school_id)]
    if not mine:
        require(Actor(None, None), Deed.LET_IN)
    for actor in mine:
        log_deed(session, actor, "link_declined", now, account=account.id)
    declined = {actor.school_id for actor in mine} | set(request.state.get(DECLINED, ()))
    if (asked & await schools_with(session, *CHANGING)) - declined:
        request.state = {**request.state, DECLINED: sorted(one for one in declined if one is not None)}
        return False
    await end_dialogue(session, account.id)
    await count_try(session, account, TURNED_AWAY, now)
    await forget_subject(session, account, REQUEST)  # the same name may ring again when the pause is over
    return True
