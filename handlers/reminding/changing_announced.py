"""«Исправь объявление», «перенеси объявление на четверг»: its words and its hour stay, and what can be done is said."""

from handlers.engine.buttons import bad, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.reminding.announcing import ANNOUNCE
from handlers.reminding.round_words import one_of, round_words
from handlers.reminding.running_rounds import NEVER_ANNOUNCED
from nudges.letters.announcement import is_announcement
from services.rounds.standing import newest_announcement, rounds_under_way

_MOST = 5
NOT_YET = "Пока ничего не отправлено. Напишите объявление ещё раз целиком: «передай всем, что …»."
AGAIN = "Слова и время назначенного объявления не меняю. Отмените его и передайте заново: «передай всем, что …»."
SENT = "{stands}\nОтправленное исправить или отозвать не могу. Поправку передайте новым: «передай всем, что …»."


async def change(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if talk.question(ANNOUNCE) is not None:
        talk.say(NOT_YET)
        return
    actor = actor_at(talk, desk.school.id)
    waiting = [one for one in await rounds_under_way(talk.session, actor) if is_announcement(one.kind)][:_MOST]
    if waiting:
        lines = [await round_words(talk, desk, one) for one in waiting]
        rows = [[bad(f"Отменить: {one_of(waiting, one)}", "stop_yes", c=one.id)] for one in waiting]
        talk.say("\n".join([*lines, "", AGAIN]), under(*rows))
        return
    newest = await newest_announcement(talk.session, actor)
    talk.say(SENT.format(stands=await round_words(talk, desk, newest)) if newest is not None else NEVER_ANNOUNCED)


ROUTES = (Route("announce_change", Right.CHANGER, change, Does.ASKS),)
