"""The way into the cabinet: a one-time link, the session it begins, and the end of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from indicators.errors import NotPossible
from services.actor import Actor, somebody
from services.audit import log_deed
from services.rights import Deed, require
from storage.database.connection import Session
from storage.dialogs import cabinet as stored
from storage.people.accounts import Who, load_who_by_account
from storage.people.roles import Role
from storage.tables import Member

_STRENGTH = (Role.OFFICER, Role.DEPUTY, Role.MANAGER, Role.MUNICIPAL)
NO_LINK = "Эта ссылка уже сработала или её время вышло. Попросите новую: напишите боту «кабинет»."


@dataclass(frozen=True, slots=True)
class Link:
    token: str
    expires_at: datetime


async def give_link(session: Session, who: Who, now: datetime, new_token: Callable[[], str] = stored.new_token) -> Link:
    """For whoever has a role. It stands on the strongest one at the school they work with, and ends with it.

    Raises:
        NotAllowed: they have none.
    """
    require(somebody(who, None), Deed.OPEN_CABINET)
    token = new_token()
    return Link(token, await stored.keep_link(session, token, _strongest(who).id, now))


def _strongest(who: Who) -> Member:
    def place(member: Member) -> tuple[bool, int, int]:
        return member.school_id != who.account.school_id, _STRENGTH.index(Role(member.role)), member.id

    return min(who.members, key=place)


async def enter(session: Session, token: str, now: datetime, new_token: Callable[[], str] = stored.new_token) -> str:
    """The token of a new session.

    Raises:
        NotPossible: there is no such link (any more).
    """
    member = await stored.use_link(session, token, now)
    if member is None or member.confirmed_at is None:
        raise NotPossible(NO_LINK)
    begun = new_token()
    await stored.begin_session(session, begun, member.id, now)
    log_deed(session, Actor(member.account_id, member.school_id), "cabinet_entered", now)
    return begun


async def visitor(session: Session, token: str, now: datetime) -> Who | None:
    """Whose session it is, with the roles they have now; None when it is over."""
    account_id = await stored.account_of_session(session, token, now)
    return await load_who_by_account(session, account_id) if account_id is not None else None


async def leave(session: Session, token: str) -> None:
    await stored.end_session(session, token)


async def leave_everywhere(session: Session, who: Who) -> None:
    """All sessions of whoever asks, on every machine; links that were not used yet go too."""
    await stored.end_all_sessions(session, who.account.id)
