"""What is kept about somebody, and the end of it: in the chat by themselves, by command for whoever asks on paper."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from indicators.errors import NotAllowed, NotPossible
from services.actor import Actor
from services.audit import log_deed
from services.rights import ROLES_ONLY, Deed, may, require
from storage.database.connection import Session
from storage.people.accounts import load_who_by_account
from storage.people.privacy.forgetting import forget_human, is_last_officer
from storage.people.privacy.human import human_of
from storage.people.privacy.name_traces import empty_names
from storage.people.privacy.personal import Kept, Subject, count_kept, everything_about, names_of
from storage.upkeep.waiting_files import drop_waiting

LAST_OFFICER = (
    "Это единственный ответственный в школе: сначала передайте роль другому (слово «роли» в чате), потом повторите."
)
HAS_ROLES = "У этого человека есть роль: сначала снимите её (слово «роли» в чате), потом удалите данные."
LAST_OFFICER_SELF = (
    "Вы — единственный ответственный в школе, без вас я останусь без хозяина. Сначала передайте роль: напишите «роли»."
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted, and the schools whose lists had the person."""

    kept: Kept
    school_ids: tuple[int, ...]


async def check_forgettable(session: Session, actor: Actor, subject: Subject) -> None:
    """
    Raises:
        NotAllowed: it is somebody else.
        NotPossible: a school would be left without an officer.
    """
    if not _is_theirs(actor, subject):
        _require_own(actor, Deed.FORGET, subject)
    accounts = (await human_of(session, subject.account.id)).account_ids if subject.account is not None else ()
    await _require_no_strangers(session, actor, subject)
    if any([await is_last_officer(session, account_id) for account_id in accounts]):
        raise NotPossible(LAST_OFFICER if actor.trusted else LAST_OFFICER_SELF)


async def forget(session: Session, actor: Actor, subject: Subject, now: datetime, data: Path) -> Forgotten:
    """Everything about the human, in every school where the same page is known; and their name wherever it was said,
    in files that wait in the folder `data` as well.

    Afterwards the caller lets the database overwrite what was freed (`Database.overwrite_freed`).

    Raises:
        NotAllowed, NotPossible: see `check_forgettable`.
    """
    await check_forgettable(session, actor, subject)
    kept = await count_kept(session, subject)
    names = await names_of(session, subject)
    schools = tuple(dict.fromkeys(person.school_id for person in subject.people))
    for school_id in schools:
        log_deed(session, Actor(None, school_id), "forgotten", now)
    await drop_waiting(session, data, schools)
    await forget_human(session, [person.id for person in subject.people], subject.account)
    await empty_names(session, names)
    return Forgotten(kept, schools)


async def export(session: Session, actor: Actor, subject: Subject) -> dict[str, Any]:
    """Everything that is kept about the human, as plain values.

    Raises:
        NotAllowed: it is somebody else.
    """
    _require_own(actor, Deed.EXPORT, subject)
    return await everything_about(session, subject)


def _is_theirs(actor: Actor, subject: Subject) -> bool:
    """Whether an officer does it for somebody who asked on paper: of their own school, and of no other."""
    return may(actor, Deed.FORGET_FOR_THEM) and {one.school_id for one in subject.people} == {actor.school_id}


async def _require_no_strangers(session: Session, actor: Actor, subject: Subject) -> None:
    """Whoever has a role decides about their own data.

    Raises:
        NotPossible
    """
    mine = subject.account is not None and subject.account.id == actor.account_id
    if subject.account is None or actor.trusted or mine:
        return
    if (await load_who_by_account(session, subject.account.id)).members:
        raise NotPossible(HAS_ROLES)


def _require_own(actor: Actor, deed: Deed, subject: Subject) -> None:
    require(actor, deed)
    mine = subject.account is not None and subject.account.id == actor.account_id
    if not (actor.trusted or mine):
        raise NotAllowed(ROLES_ONLY)
