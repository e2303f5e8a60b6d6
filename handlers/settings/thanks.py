"""«Благодарить», «не благодарить»: a short thank-you, once, to whoever has just closed their last gap."""

from handlers.engine.buttons import button, under
from handlers.engine.rights import at_desk
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from storage.schools.thanks import gives_thanks, set_thanks
from storage.tables import School


async def switch_on(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    set_thanks(desk.school, on=True)
    talk.log("thanks_on", desk.school.id)
    talk.say(
        "Хорошо, буду благодарить: у кого после напоминаний всё сделано, тот вместе с очередной рассылкой один раз "
        "получит короткое спасибо.",
        under([button("Не благодарить", "thanks_off")]),
    )


async def switch_off(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    set_thanks(desk.school, on=False)
    talk.log("thanks_off", desk.school.id)
    talk.say("Хорошо, у кого всё сделано, тем не пишу совсем.", under([button("Благодарить", "thanks_on")]))


def shown(school: School) -> str:
    """The line in «настройки»."""
    now, other = ("да", "не благодарить") if gives_thanks(school) else ("нет", "благодарить")
    return f"Благодарить тех, у кого всё сделано: {now} («{other}»)"


ROUTES = (
    Route("thanks_on", Right.CHANGER, switch_on),
    Route("thanks_off", Right.CHANGER, switch_off),
)
