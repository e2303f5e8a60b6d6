"""The next reminders that the clock will begin by itself: the one answer to «when», wherever it is told."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from indicators.russian.calendar_words import WEEKDAYS_TO
from indicators.weeks import Week
from nudges.clock.due import due, had_first_look, is_fresh, was_nudged
from nudges.clock.moments import awaited, nudge_moment, usual_moment
from nudges.clock.schedule import Kind, SchoolFacts
from nudges.clock.second_look import SECOND_LOOK_FOR, second_look
from nudges.periods import day_words, week_words

_AHEAD = 40  # weeks; longer than any summer


class Held(Enum):
    """Why the clock begins no reminders at all."""

    PAUSED = "paused"
    BY_HAND = "by_hand"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class NextNudge:
    """`at` is in the school's zone; None where there is no such moment, `held` says why.

    By `figures`; None: by a file that is still to come, and not before it. `awaited`: until `at` the file of that week
    is waited for, and then the older figures have to do. `started`: this week's reminders have begun, so that these
    are the next week's. `again`: a second look at the weekly norms goes out right now; `again_at`: later this
    week. `steered`: whoever is told may switch it off and on.
    """

    at: datetime | None
    figures: Week | None = None
    awaited: Week | None = None
    held: Held | None = None
    started: bool = False
    again: bool = False
    again_at: datetime | None = None
    steered: bool = True


def next_nudge(now: datetime, facts: SchoolFacts) -> NextNudge:
    """What the clock will do, as `due` decides it, if nothing else comes meanwhile."""
    if facts.silent:
        return NextNudge(None, held=Held.PAUSED if facts.paused else Held.BY_HAND)
    if not facts.schedule.slots[Kind.NUDGE].on:
        return NextNudge(None, held=Held.OFF)
    this = facts.calendar.week_of(now)
    started, again = was_nudged(this, facts), any(one.kind is Kind.QUOTA for one in due(now, facts))
    for ahead in range(1 if started else 0, _AHEAD):
        found = _in_week(this.shift(ahead), now, facts, started=started)
        if found is not None:
            return replace(found, again=again, again_at=_again_at(this, now, facts))
    return NextNudge(None, started=started, again=again, again_at=_again_at(this, now, facts))


def _again_at(week: Week, now: datetime, facts: SchoolFacts) -> datetime | None:
    """When this week's second look comes, where its first one has been."""
    was = (Kind.QUOTA.value, str(week)) in facts.done or facts.newest in facts.reminded
    moment = second_look(week, now, facts) if had_first_look(week, facts) and not was else None
    return facts.calendar.local(moment) if moment is not None and moment > now else None


def _in_week(week: Week, now: datetime, facts: SchoolFacts, *, started: bool) -> NextNudge | None:
    calendar, newest = facts.calendar, facts.newest
    usable = newest is not None and is_fresh(newest, week) and newest not in facts.nudged
    moment = nudge_moment(week, facts) if usable else usual_moment(week, facts)
    if moment is None:
        return None
    opens = calendar.next_allowed(max(moment, now, facts.newest_at or now))
    if opens is None or calendar.week_of(opens) != week:
        return None
    if usable and (Kind.NUDGE.value, f"{week}/{newest}") in facts.done:  # nobody needed them
        usable = False
    late = awaited(week, facts) if usable and opens > now else None
    return NextNudge(calendar.local(opens), newest if usable else None, late, started=started)


def moment_words(moment: datetime, now: datetime) -> str:
    """«сейчас», «сегодня в 10:00», «в понедельник, 23 ноября, в 10:00»; both in the school's zone."""
    if moment <= now:
        return "сейчас"
    if moment.date() == now.date():
        return f"сегодня в {moment:%H:%M}"
    return f"{WEEKDAYS_TO[moment.weekday()]}, {day_words(moment.date())}, в {moment:%H:%M}"


def nudge_words(coming: NextNudge, now: datetime) -> str:
    """A sentence for officers: when the next reminders go, and by which figures; `now` in the school's zone."""
    if coming.held is not None:
        return (_HELD if coming.steered else _HELD_BY_OTHERS)[coming.held]
    return (_AGAIN if coming.again else "") + _next_words(coming, now)


def second_look_words(coming: NextNudge, now: datetime) -> str:
    """Beside the next reminders, which may come before or after; empty where none is to come this week."""
    if coming.again_at is None:
        return ""
    when = moment_words(coming.again_at, now)
    return f"Второй взгляд на недельные нормы уйдёт {when}: {SECOND_LOOK_FOR}."


def _next_words(coming: NextNudge, now: datetime) -> str:
    if coming.at is None:
        return "Ближайших напоминаний в расписании нет."
    when = moment_words(coming.at, now)
    if coming.figures is None:
        return f"Следующие напоминания уйдут по новому файлу, {_not_before(when)}."
    by = f"по данным за {week_words(coming.figures)}"
    if coming.awaited is None:
        return f"Следующие напоминания уйдут {when}, {by}."
    until = _until(coming.at, now)
    return f"Файл за {week_words(coming.awaited)} жду {until}; если не придёт, напомню {by}."


def _not_before(when: str) -> str:
    return "как только он придёт" if when == "сейчас" else f"как только он придёт, но не раньше чем {when}"


def _until(moment: datetime, now: datetime) -> str:
    if moment.date() == now.date():
        return f"сегодня до {moment:%H:%M}"
    return f"до {moment:%H:%M} {day_words(moment.date())}"


_AGAIN = "Второй взгляд на недельные нормы уйдёт сейчас. "
_HELD = {
    Held.PAUSED: "Напоминания школы на паузе: сам никому не пишу, пока не скажете «продолжить».",
    Held.BY_HAND: "Сам я пока никому не пишу: напоминания ещё не включены. Включить — «включить рассылку».",
    Held.OFF: "Еженедельные напоминания выключены: рассылаю только по вашей команде «напомнить».",
}
_HELD_BY_OTHERS = {
    Held.PAUSED: "Напоминания школы на паузе: сам никому не пишу, пока ответственный её не снимет.",
    Held.BY_HAND: "Сам я пока никому не пишу: напоминания включит ответственный школы.",
    Held.OFF: "Еженедельные напоминания выключены: рассылку начинает ответственный школы.",
}
