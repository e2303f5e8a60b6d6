"""«Включить напоминания»: the first time, teachers are written to only after the officer has said so."""

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from indicators.russian.calendar_words import WEEKDAYS
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.messenger import Button
from nudges.periods import day_words
from services.rounds import steering
from services.rounds.starting import whom_figures_concern
from storage.schools.registry import is_automatic
from storage.tables import School

_PEOPLE = ("человеку", "людям", "людям")


async def what_follows(talk: Talk, school: School, week: Week) -> tuple[str, list[Button]]:
    """After a file: what will go out by itself, or the question whether it may at all. Text and buttons."""
    recipients = await whom_figures_concern(
        talk.session, actor_at(talk, school.id), week, talk.now, default_zone=talk.services.default_zone
    )
    count = plural(recipients, *_PEOPLE)
    if not recipients:
        return "", []
    if is_automatic(school):
        text = f"Напоминания по этим данным уйдут сами, в рабочие часы: {count}. Остановить — «пауза»."
        return text, [button("Пауза", "pause")]
    text = (
        f"Пока никому не пишу. Когда включите напоминания, они пойдут каждую неделю сами; по этим данным — {count}. "
        "Сначала проверьте, кого не тревожить: «исключить Алиеву до 12.01 больничный»."
    )
    return text, [good("Включить напоминания", "automatic_on")]


async def switch_on(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor, zone = actor_at(talk, desk.school.id), talk.services.default_zone
    switched = await steering.switch_on(talk.session, actor, talk.now, default_zone=zone)
    if not switched.fresh:
        talk.say("Напоминания уже включены.", under([button("Расписание", "schedule")]))
        return
    opens = switched.opens
    when = (
        f" Первая возможность — {WEEKDAYS[opens.weekday()]}, {day_words(opens.date())}, {opens:%H:%M}." if opens else ""
    )
    talk.say(
        f"Включил: раз в неделю каждому — один следующий шаг.{when} Остановить — «пауза».",
        under([button("Расписание", "schedule"), button("Пауза", "pause")]),
    )


async def switch_off(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    await steering.switch_off(talk.session, actor_at(talk, desk.school.id), talk.now)
    talk.say("Выключил: сам больше никому не пишу. Рассылку можно начать словом «напомнить».")


ROUTES = (
    Route("automatic_on", Right.CHANGER, switch_on),
    Route("automatic_off", Right.CHANGER, switch_off),
)
