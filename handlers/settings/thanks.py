"""«Благодарить», «не благодарить»: a short thank-you, once, to whoever has just closed their last gap."""

from handlers.engine.buttons import button, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from services.school_settings import SchoolSettings, switch_thanks


async def switch_on(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    await switch_thanks(talk.session, actor_at(talk, desk.school.id), talk.now, on=True)
    talk.say(
        "Хорошо, буду благодарить: у кого после напоминаний всё сделано, тот вместе с очередной рассылкой один раз "
        "получит короткое спасибо.",
        under([button("Не благодарить", "thanks_off")]),
    )


async def switch_off(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    await switch_thanks(talk.session, actor_at(talk, desk.school.id), talk.now, on=False)
    talk.say("Хорошо, у кого всё сделано, тем не пишу совсем.", under([button("Благодарить", "thanks_on")]))


def shown(settings: SchoolSettings) -> str:
    """The line in «настройки»."""
    now, other = ("да", "не благодарить") if settings.thanks else ("нет", "благодарить")
    return f"Благодарить тех, у кого всё сделано: {now} («{other}»)"


ROUTES = (
    Route("thanks_on", Right.CHANGER, switch_on, label="Благодарить"),
    Route("thanks_off", Right.CHANGER, switch_off, label="Не благодарить"),
)
