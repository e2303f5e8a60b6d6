"""«Не напоминать» and «напоминать»: a person's own word, for all their schools at once."""

from datetime import datetime

from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from storage.database.connection import Session
from storage.people.audit import COMPLAINED
from storage.people.privacy import opting_out as stored
from storage.people.registry import schools_of_account
from storage.tables import Account


async def opt_out(session: Session, actor: Actor, now: datetime) -> None:
    """Also of somebody who is on no list yet: they may be on one tomorrow."""
    require(actor, Deed.OPT_OUT)
    account = await session.get_one(Account, actor.account_id)
    await stored.opt_out(session, account)
    await _log(session, actor, "opted_out", now)


async def opt_in(session: Session, actor: Actor, now: datetime) -> bool:
    """Also after «не на этой неделе». False where nothing of theirs kept the reminders back."""
    require(actor, Deed.OPT_IN)
    account = await session.get_one(Account, actor.account_id)
    fresh = await stored.opt_in(session, account, now)
    if fresh:
        await _log(session, actor, "opted_in", now)
    return fresh


async def complain(session: Session, actor: Actor, now: datetime) -> None:
    """Nothing of theirs changes: whoever orders the next reminder is to know."""
    require(actor, Deed.OPT_OUT)
    await _log(session, actor, COMPLAINED, now)


async def _log(session: Session, actor: Actor, action: str, now: datetime) -> None:
    """Every school of theirs sees it in its own log."""
    for school_id, person_id in await schools_of_account(session, actor.account_id or 0):
        log_deed(session, actor.at(school_id), action, now, person=person_id)
