"""«Непонятое»: what nobody understood of late, without names, and the switch for keeping it."""

from handlers.engine.buttons import bad, button, good, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from indicators.russian.rules import plural
from services.not_understood import kept, switch

HEADING = "Чего я не понял, без имён, новое сверху. Хранится 90 дней, нужно, чтобы следующая версия понимала больше."
NOTHING = "Непонятого нет: всё, что мне писали, я разобрал. Храню такие фразы 90 дней и без имён."
OFF = "Непонятые фразы не храню: так решила школа."
SWITCHED_OFF = "Хорошо, непонятые фразы больше не храню, а прежние удалил."
SWITCHED_ON = "Хорошо, непонятые фразы снова храню: 90 дней и без имён."
_WHOSE = {True: "ответственный", False: "педагог"}
_PHRASES = ("фраза", "фразы", "фраз")


async def show(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    found = await kept(talk.session, actor_at(talk, desk.school.id))
    if not found.is_on:
        talk.say(OFF, under([good("Хранить непонятое", "not_understood_on")]))
        return
    off = under([bad("Не хранить", "not_understood_off")])
    if not found.lines:
        talk.say(NOTHING, off)
        return
    zone = talk.services.zone_of(desk.school)
    lines = [f"• {one.at.astimezone(zone):%d.%m} {_WHOSE[one.office]}: «{one.text}»" for one in found.lines]
    more = found.count - len(lines)
    footer = [f"и ещё {plural(more, *_PHRASES)}"] if more else []
    talk.say("\n".join([HEADING, "", *lines, *footer]), off)


async def off(talk: Talk, rest: str) -> None:
    await _switch(talk, on=False)


async def on(talk: Talk, rest: str) -> None:
    await _switch(talk, on=True)


async def _switch(talk: Talk, *, on: bool) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    await switch(talk.session, actor_at(talk, desk.school.id), talk.now, on=on)
    talk.say(SWITCHED_ON if on else SWITCHED_OFF, under([button("Непонятое", "not_understood")]))


ROUTES = (
    Route("not_understood", Right.CHANGER, show, Does.SHOWS, leads_out=True, label="Чего я не понял"),
    Route("not_understood_on", Right.CHANGER, on),
    Route("not_understood_off", Right.CHANGER, off),
)
