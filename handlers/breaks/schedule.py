"""«Расписание»: the coming two weeks of automatic work, and the first reminders after days off."""

from datetime import date, timedelta

from handlers.engine.buttons import button, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.reminding.automatic import when_next
from handlers.reminding.held_words import held_words
from handlers.understanding.said.days_off import after_which, asks_after
from indicators.russian.calendar_words import WEEKDAYS
from indicators.russian.rules import capital
from nudges.clock.schedule import Kind
from nudges.periods import day_words, span_words
from services import breaks as deeds
from services.rounds.held_up import held_up
from services.rounds.timetable import timetable

_AHEAD = timedelta(days=14)
AFTER = "{days}. Первые напоминания после — {when}."
AFTER_NONE = "{days}. После этого в первые две недели напоминаний по расписанию нет."


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
        if not one.lasting and (one.date == today or not one.weekend)  # what lasts is told first
    ]
    if asks_after(talk.text) and (said := await _after(talk, desk, today)):
        talk.say(said, under([button("Каникулы", "breaks"), button("Расписание", "schedule")]))
        return
    parts = [await when_next(talk, desk.school), "", "Расписание на две недели:", *(lines or ["• пока ничего"])]
    parts += _working_days(await deeds.workdays(talk.session, actor), today)
    if left_out:
        parts += ["", "Не пишу:", *left_out[:15]]
    held = await held_up(talk.session, actor, talk.now, default_zone=zone)
    if held:
        parts += ["", *map(held_words, held)]
    buttons = [button("Каникулы", "breaks"), button("Настройки", "settings")] if desk.may_change else []
    talk.say("\n".join(parts), under(buttons) if buttons else None)


async def _after(talk: Talk, desk: Desk, today: date) -> str:
    """«Когда первая рассылка после каникул»."""
    actor, zone = actor_at(talk, desk.school.id), talk.services.default_zone
    rests = [one.rest for one in await deeds.coming(talk.session, actor, today)]
    meant = after_which(talk.text, rests, today)
    if meant is None:
        return ""
    first = meant.ends_on + timedelta(days=1)
    found = await timetable(talk.session, actor, first, first + _AHEAD, talk.now, default_zone=zone)
    run = next((one for one in found.runs if one.kind is Kind.NUDGE), None)
    days = f"{capital(meant.title)}, {span_words(meant.starts_on, meant.ends_on, year=True)}"
    if run is None:
        return AFTER_NONE.format(days=days)
    note = f" ({run.note})" if run.note else ""
    return AFTER.format(
        days=days, when=f"{WEEKDAYS[run.at.weekday()]}, {day_words(run.at.date())}, {run.at:%H:%M}{note}"
    )


def _working_days(known: deeds.Workdays, today: date) -> list[str]:
    """Days on which others rest and this school may be written to."""
    days = [day_words(day) for day in sorted(known.days) if today <= day <= today + _AHEAD]
    days = ["каждая суббота", *days] if known.every_saturday else days
    return ["", f"Рабочие у вас и педагогам могу писать: {', '.join(days)}."] if days else []


ROUTES = (Route("schedule", Right.READER, schedule, Does.SHOWS, label="Расписание"),)
