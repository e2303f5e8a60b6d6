"""«Включить напоминания»: the first time, teachers are written to only after the officer has said so."""

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from indicators.weeks import Week
from nudges.clock.after_load import after_load_words
from nudges.clock.coming import Held, nudge_words
from nudges.messenger import Button
from services.rounds import steering
from services.rounds.coming import after_load, coming_nudge
from storage.tables import School


async def what_follows(talk: Talk, school: School, week: Week) -> tuple[str, list[Button]]:
    """After a file: one line of who gets what when, or the question whether they may at all. Text and buttons."""
    actor, zone = actor_at(talk, school.id), talk.services.default_zone
    found = await after_load(talk.session, actor, week, talk.now, default_zone=zone)
    if found is None:
        return "", []
    held = found.coming.held
    if not found.coming.steered:
        return after_load_words(found), []
    if held is Held.BY_HAND and found.recipients:
        return after_load_words(found), [good("Включить напоминания", "automatic_on")]
    going = held is None and found.recipients > 0
    return after_load_words(found), [button("Пауза", "pause")] if going else []


async def when_next(talk: Talk, school: School) -> str:
    """The sentence that says when the next reminders go."""
    zone = talk.services.default_zone
    coming = await coming_nudge(talk.session, actor_at(talk, school.id), talk.now, default_zone=zone)
    return nudge_words(coming, talk.now.astimezone(talk.services.zone_of(school)))


async def switch_on(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    fresh = await steering.switch_on(talk.session, actor_at(talk, desk.school.id), talk.now)
    when = await when_next(talk, desk.school)
    if not fresh:
        talk.say(f"Напоминания уже включены. {when}", under([button("Расписание", "schedule")]))
        return
    talk.say(
        f"Включил: раз в неделю каждому — один следующий шаг. {when} Остановить — «пауза».",
        under([button("Расписание", "schedule"), button("Пауза", "pause")]),
    )


async def switch_off(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    await steering.switch_off(talk.session, actor_at(talk, desk.school.id), talk.now)
    talk.say("Выключил: сам больше никому не пишу. Рассылку можно начать словом «напомнить».")


ROUTES = (
    Route("automatic_on", Right.CHANGER, switch_on, label="Включить автонапоминания"),
    Route("automatic_off", Right.CHANGER, switch_off, label="Выключить автонапоминания"),
)
