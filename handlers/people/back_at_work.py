"""«Я уже здорова»: whom an officer leaves in peace, only an officer reminds again, told of it by the person."""

from handlers.engine.buttons import button, good, under
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import asked_now, is_to_be_told, nobody_to_tell, tell_officers
from handlers.people.resting import held_by
from storage.people.namesakes import name_shown

STILL_RESTING = "Сейчас вас не тревожим: {why}. Передать ответственному, что вы снова на работе?"
TO_REST = "Записано не тревожить вас: {why}. Передать ответственному, что это отменяется?"
TOLD = "Передал. Когда ответственный отметит, напоминания вернутся, обычно раз в неделю."
BACK = "{name} пишет, что снова на работе. Сейчас не тревожим: {why}."
NOT_RESTING = "Сейчас никакого отсутствия за вами не записано: напоминания идут как обычно."
STAYS = "{name} пишет, что отсутствие отменяется. Записано не тревожить: {why}."


async def ask_whether_to_tell(talk: Talk) -> bool:
    """False where nobody leaves them in peace, today or later."""
    for ahead, question in ((False, STILL_RESTING), (True, TO_REST)):
        found = [await held_by(talk, one, to_themselves=True, ahead=ahead) for one in talk.who.persons]
        if why := "; ".join(filter(None, found)):
            yes = good("Да, передать", "back_yes", **asked_now(talk))
            talk.say(question.format(why=why), under([yes, button("Не нужно", "cancel")]))
            return True
    return False


async def tell(talk: Talk, rest: str) -> None:
    if not await is_to_be_told(talk):
        return
    told, resting = 0, False
    for person in talk.who.persons:
        now, later = await held_by(talk, person), await held_by(talk, person, ahead=True)
        if now or later:
            resting = True
            name = await name_shown(talk.session, person)
            text = (BACK if now else STAYS).format(name=name, why=now or later)
            told += await tell_officers(
                talk, person.school_id, text, under([good("Снова напоминать", "restore", p=person.id)])
            )
    talk.say(TOLD if told else nobody_to_tell(talk) if resting else NOT_RESTING)


ROUTES = (Route("back_yes", Right.LINKED, tell),)
