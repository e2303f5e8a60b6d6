"""«Настройки»: a form for each thing that is set, and what a reminder will look like with it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date, time

from aiohttp import web

from bot.web.cabinet.visit import Errors, Visit
from indicators.catalogue import INDICATORS, OPTIONAL
from indicators.errors import NotAllowed, NotPossible
from indicators.russian.calendar_words import WEEKDAYS
from indicators.russian.rules import plural
from nudges.clock.schedule import LONGEST_WAIT, Kind, Wait
from reports.figures.journal import with_journal
from services import school_settings as deeds
from services.rounds.sample import sample_text
from services.rounds.steering import switch_off, switch_on
from services.targets import Goal, drop_targets, set_targets, targets
from storage.database.connection import Session

ZONES = {
    "Europe/Kaliningrad": "Калининград, МСК−1",
    "Europe/Moscow": "Москва",
    "Europe/Samara": "Самара, МСК+1",
    "Asia/Yekaterinburg": "Екатеринбург, МСК+2",
    "Asia/Omsk": "Омск, МСК+3",
    "Asia/Novosibirsk": "Новосибирск, МСК+4",
    "Asia/Irkutsk": "Иркутск, МСК+5",
    "Asia/Yakutsk": "Якутск, МСК+6",
    "Asia/Vladivostok": "Владивосток, МСК+7",
    "Asia/Magadan": "Магадан, МСК+8",
    "Asia/Kamchatka": "Камчатка, МСК+9",
}
WAITS = [("0", "не ждать"), ("1", "до следующего рабочего дня")]
WAITS += [
    (str(days), plural(days, "рабочий день", "рабочих дня", "рабочих дней")) for days in range(2, LONGEST_WAIT + 1)
]
NO_NUMBER = "Нужно целое число больше нуля."
NO_TIME = "Нужно время, например 09:00."
NO_DAY = "Нужна дата."
NO_TARGET = "Цель — число или процент, например «42» или «90 %»."
_LONGEST = 200  # letters


async def show(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    found = await deeds.settings(visit.session, visit.actor, default_zone=visit.zone)
    zones = ZONES if found.zone in ZONES else {found.zone: found.zone, **ZONES}
    return visit.page(
        "settings.html",
        status=400 if errors else 200,
        errors=errors,
        settings=found,
        zones=zones,
        weekdays=list(enumerate(WEEKDAYS[:5])),
        slot=found.schedule.slots[Kind.NUDGE],
        wait=found.schedule.wait,
        waits=WAITS,
        goals=await targets(visit.session, visit.actor),
        indicators=[with_journal(one, found.journal) for one in (*INDICATORS, *OPTIONAL)],
        sample=sample_text(found.journal, found.norms, visit.today),
    )


async def sample(visit: Visit) -> web.StreamResponse:
    """The text of a reminder with what is typed and not yet kept."""
    found = await deeds.settings(visit.session, visit.actor, default_zone=visit.zone)
    journal = (visit.asked("journal") or found.journal)[:_LONGEST]
    norms = replace(
        found.norms,
        group_chats=_asked(visit, "norm_chats", found.norms.group_chats),
        messages=_asked(visit, "norm_messages", found.norms.messages),
        calls=_asked(visit, "norm_calls", found.norms.calls),
    )
    return web.Response(text=sample_text(journal, norms, visit.today), headers={"Cache-Control": "no-store"})


def _asked(visit: Visit, name: str, kept: int) -> int:
    return min(visit.number(name), 9999) or kept


async def act(visit: Visit) -> web.StreamResponse:
    """One form is kept; what cannot be is said beside its field, and nothing of the form is kept."""
    name = visit.word("act")
    work = _ACTS.get(name)
    if work is None:
        return await show(visit)
    try:
        async with visit.writing() as session:
            await work(visit, session)
    except NotAllowed:
        raise
    except _Wrong as error:
        return await show(visit, {error.field: error.sentence})
    except NotPossible as error:
        return await show(visit, {_FIELD.get(name, name): error.sentence})
    return visit.go("/settings", "saved")


class _Wrong(Exception):
    """What was typed in a field cannot be understood."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


def _time(visit: Visit, name: str) -> time:
    try:
        return time.fromisoformat(visit.word(name)[:5])
    except ValueError as error:
        raise _Wrong(name, NO_TIME) from error


async def _school(visit: Visit, session: Session) -> None:
    if visit.word("name") != visit.school.name:
        await deeds.rename(session, visit.actor, visit.word("name"), visit.now)


async def _hours(visit: Visit, session: Session) -> None:
    await deeds.set_zone(session, visit.actor, visit.word("zone"), visit.now)
    begin, end = _time(visit, "work_from"), _time(visit, "work_to")
    await deeds.set_hours(session, visit.actor, begin, end, visit.now)


async def _deadline(visit: Visit, session: Session) -> None:
    try:
        day = date.fromisoformat(visit.word("deadline")) if visit.word("deadline") else None
    except ValueError as error:
        raise _Wrong("deadline", NO_DAY) from error
    await deeds.set_registration_deadline(session, visit.actor, day, visit.now, today=visit.today)


async def _letter(visit: Visit, session: Session) -> None:
    """What a reminder speaks of: the journal's name and what one person is to reach."""
    numbers = {name: visit.number(name) for name in ("norm_chats", "norm_messages", "norm_calls")}
    for name, value in numbers.items():
        if value < 1:
            raise _Wrong(name, NO_NUMBER)
    await deeds.set_journal(session, visit.actor, visit.word("journal"), visit.now)
    await deeds.set_norms(
        session,
        visit.actor,
        visit.now,
        group_chats=numbers["norm_chats"],
        messages=numbers["norm_messages"],
        calls=numbers["norm_calls"],
    )


async def _moment(visit: Visit, session: Session) -> None:
    if not visit.word("on"):
        await deeds.set_nudge_moment(session, visit.actor, visit.now, on=False)
        return
    wait = Wait(visit.number("wait_days"), _time(visit, "wait_until"))
    await deeds.set_file_wait(session, visit.actor, wait, visit.now)
    weekday = visit.number("weekday")
    await deeds.set_nudge_moment(session, visit.actor, visit.now, weekday=weekday, at=_time(visit, "at"))


async def _automatic(visit: Visit, session: Session) -> None:
    if visit.word("on"):
        await switch_on(session, visit.actor, visit.now)
    else:
        await switch_off(session, visit.actor, visit.now)


async def _thanks(visit: Visit, session: Session) -> None:
    await deeds.switch_thanks(session, visit.actor, visit.now, on=bool(visit.word("on")))


async def _room(visit: Visit, session: Session) -> None:
    await deeds.set_room(session, visit.actor, visit.word("room")[:_LONGEST], visit.now)


async def _targets(visit: Visit, session: Session) -> None:
    """Every indicator's own; an emptied one is dropped."""
    known = await targets(session, visit.actor)
    for one in (*INDICATORS, *OPTIONAL):
        field, text = f"target-{one.code}", visit.word(f"target-{one.code}")
        day = visit.word(f"day-{one.code}")
        if not text:
            if one.code in known:
                await drop_targets(session, visit.actor, [one.code], visit.now)
            continue
        goal = _goal(field, text, day)
        if goal == known.get(one.code):
            continue
        try:
            await set_targets(session, visit.actor, [one.code], goal, visit.now, today=visit.today)
        except NotPossible as error:
            raise _Wrong(field, error.sentence) from error


def _goal(field: str, text: str, day: str) -> Goal:
    number = text.removesuffix("%").strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        return Goal(float(number), text.endswith("%"), date.fromisoformat(day) if day else None)
    except ValueError as error:
        raise _Wrong(field, NO_TARGET) from error


_Act = Callable[[Visit, Session], Awaitable[None]]
_ACTS: Mapping[str, _Act] = {
    "school": _school,
    "hours": _hours,
    "deadline": _deadline,
    "letter": _letter,
    "moment": _moment,
    "automatic": _automatic,
    "thanks": _thanks,
    "room": _room,
    "targets": _targets,
}
# Where the sentence of a deed that cannot be done belongs.
_FIELD = {"school": "name", "hours": "work_to", "letter": "journal", "moment": "at"}
