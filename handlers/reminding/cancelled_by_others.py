"""An announcement that somebody else cancels: whoever made it counts on it, and is told."""

from handlers.engine.rights import Desk
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import other_officers
from handlers.reminding.announcement_shown import as_it_is
from handlers.reminding.round_words import counts_words
from indicators.russian.rules import capital
from services.rounds.changing_announced import Waiting
from services.rounds.steering import Cancelled
from storage.people.roles import name_of_account

CANCELLED = "Ваше объявление отменено ({who}): {stands}\n{counts}."


async def tell_author(talk: Talk, desk: Desk, waited: Waiting, done: Cancelled) -> None:
    """In whatever messenger they gave it, while they are still of those who may change things here."""
    officers = await other_officers(talk.session, desk.school.id, talk.who.account.id)
    for account in officers:
        if account.id == done.made_by:
            who = await name_of_account(talk.session, talk.who.account, desk.school.id)
            counts = capital(counts_words(done.round))
            talk.say(CANCELLED.format(who=who, stands=as_it_is(talk, desk, waited), counts=counts), to=account)
