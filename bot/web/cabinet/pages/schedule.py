"""«Расписание и каникулы»: a month of what will happen and what is left out, and the days of rest."""

import calendar
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from aiohttp import web

from bot.web.cabinet.next_words import when_next
from bot.web.cabinet.visit import Errors, Visit
from handlers.engine.telling_officers import other_officers
from handlers.reminding.held_words import held_words, warning
from indicators.errors import NotAllowed, NotPossible
from indicators.russian.calendar_words import WEEKDAYS
from nudges.breaks import QUARTERS
from nudges.calendar import BREAK, PAUSE, QUIET, Rest
from nudges.clock.agenda import LeftOut, Run
from services.breaks import TITLE, add, add_many, coming, remove, usual
from services.rounds.held_up import held_on, held_up
from services.rounds.timetable import timetable
from storage.database.connection import Session
from storage.people.roles import with_several_schools
from storage.people.telling import tell_account

_MONTHS_TEXT = """
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
"""
_MONTHS = tuple(_MONTHS_TEXT.split())
_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_AHEAD = 24  # months that are shown before and after today
_TITLES = {BREAK: "каникулы", PAUSE: "карантин", QUIET: "пауза"}
NO_DAYS = "Нужны оба дня: первый и последний."


async def show(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    first = _month(visit)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    last = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    found = await timetable(visit.session, visit.actor, first, last, visit.now, default_zone=visit.zone)
    runs: dict[date, list[Run]] = defaultdict(list)
    for run in found.runs:
        runs[run.at.date()].append(run)
    out: dict[date, list[LeftOut]] = defaultdict(list)
    for one in found.left_out:
        out[one.date].append(one)
    held = await held_up(visit.session, visit.actor, visit.now, default_zone=visit.zone)
    return visit.page(
        "schedule.html",
        status=400 if errors else 200,
        errors=errors,
        first=first,
        next_words=await when_next(visit),
        title=f"{_MONTHS[first.month - 1].capitalize()} {first.year}",
        weeks=weeks,
        weekdays=WEEKDAYS,
        short_weekdays=_SHORT,
        runs=runs,
        out=out,
        before=_shifted(first, -1),
        after=_shifted(first, 1),
        rests=await coming(visit.session, visit.actor, visit.today),
        usual=usual(visit.today, QUARTERS),
        held=[held_words(one) for one in held],
    )


def _month(visit: Visit) -> date:
    """The month that is asked for as 2026-11, near enough to mean something; this one otherwise."""
    this = visit.today.replace(day=1)
    try:
        asked = date.fromisoformat(f"{visit.asked('month')}-01")
    except ValueError:
        return this
    return asked if abs((asked.year - this.year) * 12 + asked.month - this.month) <= _AHEAD else this


def _shifted(first: date, months: int) -> str:
    number = first.year * 12 + first.month - 1 + months
    return f"{number // 12}-{number % 12 + 1:02}"


async def act(visit: Visit) -> web.StreamResponse:
    name = visit.word("act")
    if name == "drop":
        async with visit.writing() as session:
            await remove(session, visit.actor, visit.number("break"), visit.now)
        return visit.go("/schedule", "break_dropped")
    if name == "usual":
        async with visit.writing() as session:
            rests = usual(visit.today, QUARTERS)
            fresh = await add_many(session, visit.actor, rests, visit.now)
            await tell_of_held(visit, session, rests)
        return visit.go("/schedule", "break_added" if fresh else "break_known")
    return await _add(visit)


async def _add(visit: Visit) -> web.StreamResponse:
    try:
        first, last = date.fromisoformat(visit.word("first")), date.fromisoformat(visit.word("last"))
    except ValueError:
        return await show(visit, {"last": NO_DAYS})
    kind = visit.word("kind") if visit.word("kind") in _TITLES else BREAK
    title = visit.word("title")[:TITLE] or _TITLES[kind]
    try:
        async with visit.writing() as session:
            rest = Rest(first, last, title, kind)
            fresh = await add(session, visit.actor, rest, visit.now)
            await tell_of_held(visit, session, [rest])
    except NotAllowed:
        raise
    except NotPossible as error:
        return await show(visit, {"last": error.sentence})
    return visit.go("/schedule", "break_added" if fresh else "break_known")


async def tell_of_held(visit: Visit, session: Session, rests: Sequence[Rest]) -> None:
    """What days off hold up is shown on the page; whoever else may change it is told where they write."""
    spans = [(one.starts_on, one.ends_on) for one in rests]
    held = await held_on(session, visit.actor, spans, visit.now, default_zone=visit.zone)
    if not held:
        return
    text, rows = warning(held)
    officers = await other_officers(session, visit.school.id, visit.actor.account_id)
    several = await with_several_schools(session, [one.id for one in officers])
    for one in officers:
        said = f"{visit.school.name}:\n{text}" if one.id in several else text
        await tell_account(session, visit.school, one, said, rows, visit.now, visit.cabinet.communities)
    visit.cabinet.answer()
