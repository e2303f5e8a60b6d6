"""An announcement that somebody else cancels or changes: whoever made it counts on it, and is told."""

from handlers.engine.rights import Desk
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import other_officers
from handlers.reminding.round_words import counts_words
from indicators.russian.rules import capital
from services.rounds.changing_announced import Waiting
from services.rounds.steering import Cancelled
from storage.database.connection import Session
from storage.people.roles import name_of_account
from storage.tables import Account

CANCELLED = "Ваше объявление отменено ({who}): {stands}\n{counts}."
CHANGED = "Ваше объявление изменено ({who}).\nБыло: {was}\nСтало: {stands}"


async def author_to_tell(session: Session, school_id: int, one: Waiting, by: int | None) -> Account | None:
    """In whatever messenger they gave it, while they are still of those who may change things here; of one's own deed
    nobody is told."""
    officers = await other_officers(session, school_id, by)
    return next((account for account in officers if account.id == one.made_by), None)


async def cancelled_words(session: Session, school_id: int, by: Account, stands: str, done: Cancelled) -> str:
    who = await name_of_account(session, by, school_id)
    return CANCELLED.format(who=who, stands=stands, counts=capital(counts_words(done.round)))


async def tell_of_cancelling(talk: Talk, desk: Desk, one: Waiting, stands: str, done: Cancelled) -> None:
    if author := await author_to_tell(talk.session, desk.school.id, one, talk.who.account.id):
        words = await cancelled_words(talk.session, desk.school.id, talk.who.account, stands, done)
        talk.say(words, to=author)


async def tell_of_change(talk: Talk, desk: Desk, one: Waiting, was: str, stands: str) -> None:
    if author := await author_to_tell(talk.session, desk.school.id, one, talk.who.account.id):
        who = await name_of_account(talk.session, talk.who.account, desk.school.id)
        talk.say(CHANGED.format(who=who, was=was, stands=stands), to=author)
