"""Whoever had their data deleted and stands on a list again: nobody reminds them until they say so, and they are
asked once."""

from handlers.engine.buttons import button, good, under
from handlers.engine.talk import Talk
from storage.people.privacy.quiet import Quiet, ask_once_more, quiet_people
from storage.tables import Account, Person

STILL_SILENT = {
    Quiet.ASKED: "Вы просили не напоминать — и не буду; вернуть можно словом «напоминать». "
    "А «мои показатели» — всегда.",
    Quiet.DELETED: "Вы удаляли свои данные, поэтому напоминаний и объявлений школы вам нет; "
    "вернуть можно словом «напоминать».",
}
BACK = (
    "Вы удаляли свои данные, и я вам не пишу: ни напоминаний, ни объявлений школы. Файл школы снова привёл вашу "
    "строку. Напоминать опять, обычно раз в неделю?"
)


async def own_silence(talk: Talk) -> Quiet | None:
    """Why whoever speaks is not reminded, where that is their own word."""
    if not talk.who.is_linked or talk.who.wants_nudges:
        return None
    mine = await quiet_people(talk.session, Person.id.in_([one.id for one in talk.who.persons]))
    return next(iter(mine.values()), None)


async def ask_the_speaker(talk: Talk) -> None:
    if await own_silence(talk) is Quiet.DELETED:
        await ask_again(talk, talk.who.account)


async def ask_again(talk: Talk, account: Account) -> None:
    if account.wants_nudges and await ask_once_more(talk.session, account.id):
        talk.say(BACK, under([good("Напоминать", "unmute"), button("Не напоминать", "mute")]), to=account)
