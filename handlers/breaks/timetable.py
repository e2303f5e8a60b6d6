"""«Расписание» and «каникулы»: when the school is written to by itself, and when it is not."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from handlers.breaks.entries import TITLES, Entry, entries
from handlers.engine.buttons import bad, button, main, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.reminding.automatic import when_next
from indicators.russian.calendar_words import WEEKDAYS
from nudges.calendar import Rest
from nudges.periods import day_words, on_days, span_words
from services import breaks as deeds
from services.timetable import timetable

_AHEAD = timedelta(days=14)
_NO_WISH = re.compile(r"\?|\b(?:не|законч\w+|когда|скоро|сколько|снят\w*)\b")
_DROPS_ONE = re.compile(r"\b(?:убери|убрать|отмени|отменить|сними|снять|удали|удалить)(?:те)?\b")
_DROPS = 8
OVER = {
    "в этот день": "Этот день прошёл: недельную норму за него не спрашиваю.",
    "в эти дни": "Эти дни прошли: недельные нормы за них не спрашиваю.",
}
SURELY = "Убрать: {title}, {days}? Тогда {on} снова пишу."
HOW = (
    "Когда отдыхаем? Напишите, например: «каникулы 28.12–11.01» или «карантин с 3 по 10 февраля». "
    "Можно прислать календарь .ics или таблицу с датами."
)


async def schedule(talk: Talk, rest: str) -> None:
    """The coming two weeks of automatic work, and what is left out and why."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    today = talk.today(desk.school)
    actor, zone = actor_at(talk, desk.school.id), talk.services.default_zone
    coming = await timetable(talk.session, actor, today, today + _AHEAD, talk.now, default_zone=zone)
    lines = [
        f"• {WEEKDAYS[run.at.weekday()]}, {day_words(run.at.date())}, {run.at:%H:%M} — {run.kind.words}"
        + (f" ({run.note})" if run.note else "")
        for run in coming.runs[:15]
    ]
    left_out = [
        f"• {day_words(one.date)} — {one.reason}"
        for one in coming.left_out
        if not one.lasting and (one.date == today or one.date.weekday() < 5)  # what lasts is told first
    ]
    parts = [await when_next(talk, desk.school), "", "Расписание на две недели:", *(lines or ["• пока ничего"])]
    if left_out:
        parts += ["", "Не пишу:", *left_out[:15]]
    buttons = [button("Каникулы", "breaks"), button("Настройки", "settings")] if desk.may_change else []
    talk.say("\n".join(parts), under(buttons) if buttons else None)


async def breaks(talk: Talk, rest: str) -> None:
    """List the school's breaks, or add one that was named."""
    desk = await at_desk(talk, Right.CHANGER if rest else Right.READER)
    if desk is None:
        return
    today = talk.today(desk.school)
    if not rest or _NO_WISH.search(rest.lower()):
        await _show(talk, desk)
        return
    found = entries(rest, talk.text, today)
    problem = next((one.problem for one in found if one.problem), "")
    if problem:
        talk.say(problem)
        return
    if all(first == last < today for one in found for first, last in one.days):  # «пауза была вчера»
        await _show(talk, desk)
        return
    said = [await _written(talk, desk, one, today) for one in found]
    talk.say("\n".join(said), under([button("Все каникулы", "breaks")]))


async def _written(talk: Talk, desk: Desk, entry: Entry, today: date) -> str:
    actor, added = actor_at(talk, desk.school.id), False
    for first, last in entry.days:
        added |= await deeds.add(talk.session, actor, Rest(first, last, entry.title, entry.kind), talk.now)
    done = "Записал" if added else "Уже записано"
    is_over = entry.days[-1][1] < today
    on = on_days(entry.days[0][0], entry.days[-1][1])
    what = OVER[on] if is_over else f"{on.capitalize()} никому не пишу."
    said_days = [span_words(first, last, year=True) for first, last in entry.days]
    return f"{done}: {entry.title}, {' и '.join(said_days)}. {what}"


async def _show(talk: Talk, desk: Desk) -> None:
    found = await deeds.coming(talk.session, actor_at(talk, desk.school.id), talk.today(desk.school))
    meant = _to_drop(talk.text.lower(), found) if desk.may_change else []
    if len(meant) == 1:
        rest = meant[0].rest
        span = rest.starts_on, rest.ends_on
        text = SURELY.format(title=rest.title, days=span_words(*span, year=True), on=on_days(*span))
        talk.say(text, under([bad("Убрать", "break_drop", id=meant[0].id), button("Все каникулы", "breaks")]))
        return
    lines = [f"• {one.rest.title}: {span_words(one.rest.starts_on, one.rest.ends_on, year=True)}" for one in found[:20]]
    text = "\n".join(["Не пишу никому:", *lines] if lines else ["Каникул пока не записано."])
    if not desk.may_change:
        talk.say(text)
        return
    drops = [
        bad(f"Убрать {span_words(one.rest.starts_on, one.rest.ends_on)}", "break_drop", id=one.id)
        for one in found[:_DROPS]
    ]
    rows = [drops[start : start + 2] for start in range(0, len(drops), 2)]
    rows.append([main("Взять обычные", "breaks_suggest")])
    talk.say(f"{text}\n\n{HOW}", under(*rows))


def _to_drop(said: str, found: Sequence[deeds.KnownRest]) -> Sequence[deeds.KnownRest]:
    """«Убери карантин»: those that are called so."""
    if _DROPS_ONE.search(said) is None:
        return []
    named = next((stem for stem in TITLES if stem in said), "каникул")
    return [one for one in found if named in one.rest.title.lower()]


async def drop(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if not await deeds.remove(talk.session, actor_at(talk, desk.school.id), talk.number("id"), talk.now):
        talk.say("Эти дни уже убраны.")
        return
    talk.say("Убрал: в это время снова пишу.", under([button("Все каникулы", "breaks")]))


ROUTES = (
    Route("schedule", Right.READER, schedule, Does.SHOWS, label="Расписание"),
    Route("breaks", Right.READER, breaks, Does.SHOWS, label="Каникулы"),
    Route("break_drop", Right.CHANGER, drop),
)
