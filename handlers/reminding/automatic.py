"""«Включить напоминания»: the first time, teachers are written to only after the officer has said so."""

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import at_desk
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.messenger import Button
from nudges.periods import WEEKDAYS, day_words
from storage.campaigns.planning import plan
from storage.schools.calendar import school_calendar
from storage.schools.registry import is_automatic, set_automatic
from storage.tables import School

_PEOPLE = ("человеку", "людям", "людям")


async def what_follows(talk: Talk, school: School, week: Week) -> tuple[str, list[Button]]:
    """After a file: what will go out by itself, or the question whether it may at all. Text and buttons."""
    planned = await plan(talk.session, school, week, now=talk.now, default_zone=talk.services.default_zone)
    count = plural(len(planned.recipients), *_PEOPLE)
    if not planned.recipients:
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
    if is_automatic(desk.school):
        talk.say("Напоминания уже включены.", under([button("Расписание", "schedule")]))
        return
    set_automatic(desk.school, on=True)
    talk.log("automatic_on", desk.school.id)
    calendar = await school_calendar(talk.session, desk.school, talk.services.default_zone)
    moment = calendar.next_allowed(talk.now)
    opens = calendar.local(moment) if moment is not None else None
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
    set_automatic(desk.school, on=False)
    talk.log("automatic_off", desk.school.id)
    talk.say("Выключил: сам больше никому не пишу. Рассылку можно начать словом «напомнить».")


ROUTES = (
    Route("automatic_on", Right.CHANGER, switch_on),
    Route("automatic_off", Right.CHANGER, switch_off),
)
