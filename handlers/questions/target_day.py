"""«До какого числа цель по звонкам», «сколько осталось до срока по чатам»: by when a target is wanted."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.engine.buttons import button, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.asked_indicators import asked_codes
from handlers.settings.targets import value_words
from handlers.understanding.said.orders.target_words import title_of
from indicators.russian.rules import plural, small
from nudges.periods import day_words
from services.lists import registration
from services.targets import Goal, targets

NO_TARGET = "{title}: цель не поставлена, поэтому и срока нет. Поставить: «цель {short} 80 % до 25 декабря»."
NO_DAY = "{title}: цель {goal}, срок у неё не назван."
AHEAD = "{title}: цель {goal} — до {day} включительно, {left}."
TODAY = "{title}: цель {goal} — сегодня, {day}, последний день."
PASSED = "{title}: цель {goal}, срок — {day} — прошёл {ago} назад."
REGISTRATION = "Регистрация в Сферуме — до {day} включительно."
DAYS = ("день", "дня", "дней")


async def when(talk: Talk, rest: str) -> None:
    """Of the indicators that are named; that for registration is a deadline of its own, and said beside it."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    lines = days_of(await targets(talk.session, actor), asked_codes(talk), today)
    found = await registration(talk.session, actor, today=today)
    if found.deadline is not None and "teachers_total" in asked_codes(talk):
        lines.append(REGISTRATION.format(day=day_words(found.deadline, year=found.deadline.year != today.year)))
    talk.say("\n".join(lines), under([button("Цели", "targets"), button("Успеваем?", "forecast")]))


def days_of(goals: Mapping[str, Goal], codes: Sequence[str], today: date) -> list[str]:
    """A line for each; of several that one word may mean only those that are set, if any is."""
    known = [code for code in codes if code in goals]
    return [_day_of(title_of(code), goals.get(code), today) for code in known or codes]


def _day_of(title: str, goal: Goal | None, today: date) -> str:
    if goal is None:
        return NO_TARGET.format(title=title, short=small(title))
    said, day = value_words(goal), goal.deadline
    if day is None:
        return NO_DAY.format(title=title, goal=said)
    away, named = (day - today).days, day_words(day, year=day.year != today.year)
    if away < 0:
        return PASSED.format(title=title, goal=said, day=named, ago=plural(-away, *DAYS))
    left = f"{'остался' if away % 10 == 1 and away % 100 != 11 else 'осталось'} {plural(away, *DAYS)}"
    return (AHEAD if away else TODAY).format(title=title, goal=said, day=named, left=left)


ROUTES = (Route("target_day", Right.READER, when, Does.SHOWS),)
