"""«Я уже здорова»: whom an officer leaves in peace, only an officer reminds again, told of it by the person."""

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import actor_at
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import NO_OFFICER, TOLD_BEFORE, tell_officers
from handlers.people.resting import held_by
from services.access.telling import tell_of_oneself
from storage.people.namesakes import name_shown

STILL_RESTING = "Сейчас вас не тревожим: {why}. Передать ответственному, что вы снова на работе?"
TOLD = "Передал. Когда ответственный отметит, напоминания вернутся: не чаще раза в неделю."


async def ask_whether_to_tell(talk: Talk) -> bool:
    """False where nobody leaves them in peace today."""
    resting = [one for person in talk.who.persons if (one := await held_by(talk, person, to_themselves=True))]
    if resting:
        question = STILL_RESTING.format(why="; ".join(resting))
        talk.say(question, under([good("Да, передать", "back_yes"), button("Не нужно", "cancel")]))
    return bool(resting)


async def tell(talk: Talk, rest: str) -> None:
    if not await tell_of_oneself(talk.session, actor_at(talk, None), talk.now):
        talk.say(TOLD_BEFORE)
        return
    told = 0
    for person in talk.who.persons:
        why = await held_by(talk, person)
        if why:
            name = await name_shown(talk.session, person)
            text = f"{name} пишет, что снова на работе. Сейчас не тревожим: {why}."
            told += await tell_officers(
                talk, person.school_id, text, under([good("Снова напоминать", "restore", p=person.id)])
            )
    talk.say(TOLD if told else NO_OFFICER)


ROUTES = (Route("back_yes", Right.LINKED, tell),)
