"""What a teacher has the officers told about themselves: «я на больничном», «я больше не работаю»."""

from datetime import datetime

from services.actor import Actor
from services.rights import Deed, require
from storage.database.connection import Session
from storage.people.attempts import TELLING, count_try, tried
from storage.tables import Account

MOST_A_DAY = 3


async def tell_of_oneself(session: Session, actor: Actor, now: datetime) -> bool:
    """Whether the officers are to be told once more; False when they have heard enough of it for a day."""
    require(actor, Deed.TELL_OFFICERS)
    account = await session.get_one(Account, actor.account_id)
    before = await tried(session, account, TELLING, now)
    if before is not None and before.count >= MOST_A_DAY:
        return False
    await count_try(session, account, TELLING, now)
    return True
