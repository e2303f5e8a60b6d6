"""What a teacher has the officers told about themselves: «я на больничном», «я больше не работаю»."""

from datetime import datetime
from enum import StrEnum

from services.actor import Actor
from services.rights import Deed, require
from storage.database.connection import Session
from storage.people.attempts import TELLING, count_try, tried
from storage.tables import Account

MOST_A_DAY = 3


class Heard(StrEnum):
    """What of a wish to have the officers told; `AGAIN`: this very wish was passed on before."""

    NEW, AGAIN, ENOUGH = "new", "again", "enough"


async def tell_of_oneself(session: Session, actor: Actor, now: datetime, asked: str = "") -> Heard:
    """Whether the officers are to be told once more, which they are so many times a day. `asked` tells the question
    that was agreed to from every other: agreed to twice, it is passed on once."""
    require(actor, Deed.TELL_OFFICERS)
    account = await session.get_one(Account, actor.account_id)
    before = await tried(session, account, TELLING, now)
    told = (before.about or "").split() if before is not None else []
    if asked and asked in told:
        return Heard.AGAIN
    if before is not None and before.count >= MOST_A_DAY:
        return Heard.ENOUGH
    await count_try(session, account, TELLING, now, " ".join([*told, asked]).strip())
    return Heard.NEW
