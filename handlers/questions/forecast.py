"""«Мы успеваем?»: what is missing to each target, and whether the last weeks' pace is enough for it."""

import math
from collections.abc import Sequence
from datetime import date

from handlers.engine.buttons import button, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.asked_indicators import asked_codes
from handlers.overview.asked_week import known_weeks
from handlers.overview.deadline import deadline_words
from handlers.questions.supposed import supposed_lines
from indicators.russian.rules import enumerated, plural, plural_form, small
from nudges.periods import day_words, week_words
from reports.figures.figure import Figure
from reports.figures.summary import aim, amount, mark
from reports.figures.wording import number
from services.lists import registration
from services.reporting.overview import figures_of_week

NO_TARGETS = "Цели пока не поставлены, поэтому сравнивать не с чем. Поставить: «цель звонки 80 % до 25 декабря»."
ALL_REACHED = "Все цели достигнуты — отлично!"
ELSEWHERE = "Цели поставлены по другим показателям: {titles}."
NO_TARGET = "{title}: цель не поставлена, сейчас {now}."
_LOOK_BACK = 4  # files whose pace counts
_TOO_FAR = 26  # weeks; beyond that a pace says nothing


async def forecast(talk: Talk, rest: str) -> None:
    """Of the indicators that are named, otherwise of all with a target."""
    desk = await at_desk(talk, Right.READER)
    weeks = await known_weeks(talk, desk) if desk is not None else []
    if desk is None or not weeks:
        return
    figures = await figures_of_week(talk.session, actor_at(talk, desk.school.id), weeks[-1])
    codes = asked_codes(talk)
    asked = [one for one in figures.figures if one.indicator.code in codes or not codes]
    aimed = [one for one in asked if one.goal is not None]
    until = await _registration(talk, desk) if not codes or "teachers_total" in codes else []
    ways = under([button("Цели", "targets"), button("Динамика", "dynamics")])
    if not aimed:
        untold = "\n".join(NO_TARGET.format(title=one.indicator.short, now=amount(one)) for one in asked if codes)
        until = [*(supposed_lines(talk.text, asked) if codes else []), *until]
        others = [small(one.indicator.short) for one in figures.figures if one.goal is not None]
        told = ELSEWHERE.format(titles=enumerated(others)) if others else NO_TARGETS
        talk.say("\n".join(filter(None, (untold, told, *until))), ways)
        return
    today = talk.today(desk.school)
    lines = [f"{mark(one)} {one.indicator.short}: {pace(one, today)}" for one in aimed]
    lines += supposed_lines(talk.text, asked if codes else [])
    if all(one.reached for one in aimed) and not codes:
        lines.append(ALL_REACHED)
    talk.say("\n".join([f"По данным за {week_words(figures.week)}:", *lines, *until]), ways)


async def _registration(talk: Talk, desk: Desk) -> list[str]:
    """The one deadline that needs no target."""
    today = talk.today(desk.school)
    found = await registration(talk.session, actor_at(talk, desk.school.id), today=today)
    return [deadline_words(found, today)] if found.deadline is not None else []


def pace(figure: Figure, today: date) -> str:
    """«19 из 41 (46 %), цель 50 %: не хватает 2, прибавляется около 3 в неделю — нужна ещё одна неделя»."""
    now = f"{amount(figure)}, {aim(figure)}"
    if figure.reached:
        return f"{now} — достигнута."
    if figure.lacking is None:
        return f"{now}: сказать не могу, данных мало."
    missing, step = figure.lacking, _step(figure)
    begin = f"{now}: не хватает {number(missing)}"
    if step is None:
        return f"{begin}. Темпа пока не видно: нужна хотя бы вторая неделя."
    if step <= 0:
        return f"{begin}. За последние недели не прибавилось — при таком темпе не успеваем."
    needed = math.ceil(missing / step)
    rate = f"прибавляется около {number(max(round(step, 1), 0.1))} в неделю"
    deadline = figure.goal.deadline if figure.goal is not None else None
    if deadline is None:
        if needed > _TOO_FAR:
            return f"{begin}, {rate} — это очень долго."
        wanted = plural_form(needed, "нужна", "нужны", "нужно")
        return f"{begin}, {rate} — при таком темпе {wanted} ещё {plural(needed, 'неделя', 'недели', 'недель')}."
    if deadline < today:
        return f"{begin}, {rate} — срок, {day_words(deadline)}, уже прошёл."
    left = (deadline - today).days // 7
    verdict = "успеваем" if needed <= left else "не успеваем"
    return f"{begin}, {rate} — к {day_words(deadline)} при таком темпе {verdict}."


def _step(figure: Figure) -> float | None:
    """People a week over the last known weeks; None with fewer than two."""
    known: Sequence[tuple[int, float]] = [
        (week.monday.toordinal() // 7, measure.value) for week, measure in figure.history if measure.value is not None
    ][-_LOOK_BACK:]
    if len(known) < 2:
        return None
    (first, begin), (last, end) = known[0], known[-1]
    return (end - begin) / (last - first)


ROUTES = (Route("forecast", Right.READER, forecast, Does.SHOWS, label="Успеваем ли"),)
