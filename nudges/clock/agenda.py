"""What the clock will do in the coming days, and what it leaves out and why."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from indicators.weeks import Week
from nudges.calendar import days_from
from nudges.clock.coming import next_nudge
from nudges.clock.due import due, had_first_look, is_fresh
from nudges.clock.moments import (
    awaited,
    countdown_moments,
    latest_moment,
    next_file,
    slot_moment,
    usual_moment,
    wanted_week,
)
from nudges.clock.schedule import Kind, SchoolFacts, Slot
from nudges.clock.second_look import SECOND_LOOK_FOR, digest, second_look, usual_look, why_no_second_look
from nudges.periods import day_words, week_words
from nudges.production import DAY_OFF, production_year

_TO_TEACHERS = (Kind.NUDGE, Kind.QUOTA)
_CONDITIONS = {
    Kind.QUOTA: SECOND_LOOK_FOR,
    Kind.FILE_MISSING: "если он к этому времени не придёт",
    Kind.ESCALATION: "если такие есть",
}


LEFT_OUT = f"{Kind.QUOTA.words} пропускаем: {{why}}"
NO_FIRST = "на этой неделе напоминаний не было"
NO_DAYS = "на этой неделе нет рабочих дней"
HAD_BEEN = "на этой неделе они уже были"
TOO_SOON = "прошлые были меньше чем за пять дней до конца этой недели"
PAUSED = "напоминания школы приостановлены"
_NOT_BEGUN = "напоминания педагогам ещё не включены: скажите боту «включить рассылку»"


@dataclass(frozen=True, slots=True)
class Run:
    """A coming moment; `note` says on what it depends or why it has been moved, `round_id` which round waits for it."""

    at: datetime
    kind: Kind
    note: str = ""
    round_id: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`lasting`: no matter of that day, but of all of them until somebody changes it. `weekend`: the school would not
    work on that day anyway."""

    date: date
    reason: str
    lasting: bool = False
    weekend: bool = False


@dataclass(frozen=True, slots=True)
class Empty:
    """A week without a message of that kind to teachers."""

    week: Week
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Agenda:
    runs: tuple[Run, ...]
    left_out: tuple[LeftOut, ...]
    empty: tuple[Empty, ...] = ()


def agenda(first: date, last: date, now: datetime, facts: SchoolFacts) -> Agenda:
    """The moments from `first` to `last`, both included, that are not over yet. Moments are in the
    school's zone. Weeks without a file yet are shown as if it came in time; what has been missed this
    week is shown at the next open hour."""
    missed = list(_missed(now, facts))
    later = (run for run in (*_weekly_runs(first, last, now, facts), *_countdown_runs(facts)) if run.at > now)
    known = {run.kind for run in missed}
    runs = [*missed, *(run for run in later if run.kind not in known or not _same_week(run.at, now, facts))]
    coming = [run for run in runs if first <= facts.calendar.today(run.at) <= last]
    local = [Run(facts.calendar.local(run.at), run.kind, run.note) for run in sorted(coming, key=lambda run: run.at)]
    left_out = [*_left_out(first, last, facts), *_without_second_look(first, last, now, facts, local)]
    by_day = sorted(left_out, key=lambda one: (not one.lasting, one.date))
    return Agenda(tuple(local), tuple(by_day), tuple(_empty(first, last, now, facts, local)))


def _empty(first: date, last: date, now: datetime, facts: SchoolFacts, runs: Sequence[Run]) -> Iterator[Empty]:
    has = {(run.kind, Week.of(run.at.date())) for run in runs}
    for week, then in _as_of_weeks(first, last, now, facts):
        for kind in _TO_TEACHERS:
            is_on = facts.schedule.slots[kind].on and (kind, week) not in has
            if is_on and (why := _why_empty(kind, week, now, then)):
                yield Empty(week, kind, why)


def _why_empty(kind: Kind, week: Week, now: datetime, facts: SchoolFacts) -> str:
    if facts.silent:
        return PAUSED if facts.paused else _NOT_BEGUN
    if _usual(kind, week, facts) is None:
        return NO_DAYS
    if kind is Kind.QUOTA:
        return why_no_second_look(week, now, facts) or _no_first(week, now, facts)
    if facts.nudged_on is not None and Week.of(facts.nudged_on) == week:
        return HAD_BEEN
    return TOO_SOON if usual_moment(week, facts) is None else ""


def _missed(now: datetime, facts: SchoolFacts) -> Iterator[Run]:
    opens = facts.calendar.next_allowed(now)
    if opens is not None and _same_week(opens, now, facts):
        for one in due(opens, facts):
            note = _condition(one.kind, facts.calendar.week_of(opens), now, facts)
            yield Run(opens, one.kind, _countdown_note(opens, facts) if one.kind is Kind.DEADLINE else note)


def _same_week(moment: datetime, now: datetime, facts: SchoolFacts) -> bool:
    return facts.calendar.week_of(moment) == facts.calendar.week_of(now)


def _weeks(first: date, last: date) -> Iterator[Week]:
    week = Week.of(first)
    while week.monday <= last:
        yield week
        week = week.shift(1)


def _weekly_runs(first: date, last: date, now: datetime, facts: SchoolFacts) -> Iterator[Run]:
    for week, then in _as_of_weeks(first, last, now, facts):
        for kind, slot in facts.schedule.slots.items():
            moment = _moment(kind, week, now, then)
            if moment is not None and not _is_out(kind, week, now, then):
                yield Run(moment, kind, _note(kind, week, slot, moment, now, then))


def _as_of_weeks(first: date, last: date, now: datetime, facts: SchoolFacts) -> Iterator[tuple[Week, SchoolFacts]]:
    """Each week, with what will have been sent by then."""
    coming = next_nudge(now, facts)
    for week in _weeks(first, last):
        if coming.at is not None and coming.figures is not None and week > facts.calendar.week_of(coming.at):
            told = facts.calendar.today(coming.at)
            facts = replace(facts, nudged=facts.nudged | {coming.figures}, nudged_on=told)
        yield week, facts


def _moment(kind: Kind, week: Week, now: datetime, facts: SchoolFacts) -> datetime | None:
    if kind is Kind.QUOTA:
        return second_look(week, now, facts)
    return (
        digest(week, now, facts)
        if kind is Kind.NUDGE
        else slot_moment(week, facts.schedule.slots[kind], facts.calendar)
    )


def _usual(kind: Kind, week: Week, facts: SchoolFacts) -> datetime | None:
    return (
        usual_look(week, facts) if kind is Kind.QUOTA else slot_moment(week, facts.schedule.slots[kind], facts.calendar)
    )


def _is_out(kind: Kind, week: Week, now: datetime, facts: SchoolFacts) -> bool:
    if (kind.value, str(week)) in facts.done or (kind in _TO_TEACHERS and facts.silent):
        return True
    if kind is Kind.QUOTA:
        return second_look(week, now, facts) is None or bool(_no_first(week, now, facts))
    if kind is Kind.FILE_MISSING:
        wanted = wanted_week(week, facts)
        return wanted is None or wanted in facts.imported
    return False


def _note(kind: Kind, week: Week, slot: Slot, moment: datetime, now: datetime, facts: SchoolFacts) -> str:
    """Why it was moved, where it was, and on what it depends all the same."""
    moved = _moved(kind, week, slot, moment, facts)
    return "; ".join(filter(None, [moved, _condition(kind, week, now, facts)]))


def _moved(kind: Kind, week: Week, slot: Slot, moment: datetime, facts: SchoolFacts) -> str:
    usual = _usual(kind, week, facts)
    if kind is Kind.NUDGE and usual != (far := usual_moment(week, facts)):
        return "перенесено: не раньше чем через пять дней после прошлых" if moment == far else ""
    if moment != usual:
        return "перенесено: не раньше чем через два дня после первого напоминания" if kind is Kind.QUOTA else ""
    wanted = list(days_from(week.monday, 7))[slot.weekday]
    reason = facts.calendar.left_out(wanted)
    if reason is not None:
        return f"перенесено с {day_words(wanted)}: {reason}"
    outside = facts.calendar.local(moment).time() != slot.at
    return f"перенесено: {slot.at:%H:%M} — вне рабочих часов школы" if outside else ""


def _condition(kind: Kind, week: Week, now: datetime, facts: SchoolFacts) -> str:
    if kind is Kind.NUDGE:
        return _file_note(week, now, facts) + _alone(week, now, facts)
    if kind in _BY_FIGURES and _needs_file(kind, week, now, facts):
        return f"если придёт {_next_file(week, _BY_FIGURES[kind](facts), facts)}"
    return _CONDITIONS.get(kind, "")


def _needs_file(kind: Kind, week: Week, now: datetime, facts: SchoolFacts) -> bool:
    """The figures that are there are too old by then, or were told already, or will be before."""
    usable = [one for one in _BY_FIGURES[kind](facts) if is_fresh(one, week)]
    if not usable or kind is not Kind.SUMMARY:
        return not usable
    newest = max(usable)
    earlier = (one for one in _weeks(facts.calendar.today(now), week.shift(-1).sunday) if is_fresh(newest, one))
    return (kind.value, str(newest)) in facts.done or any(_comes(kind, one, now, facts) for one in earlier)


_BY_FIGURES: dict[Kind, Callable[[SchoolFacts], Collection[Week]]] = {
    Kind.SUMMARY: lambda facts: facts.imported,
    Kind.ESCALATION: lambda facts: [facts.newest] if facts.newest is not None else [],
}


def _comes(kind: Kind, week: Week, now: datetime, facts: SchoolFacts) -> bool:
    """Whether its moment in that week is still to come, or is made up for before the week is over."""
    moment = slot_moment(week, facts.schedule.slots[kind], facts.calendar)
    opens = facts.calendar.next_allowed(max(moment, now)) if moment is not None else None
    return opens is not None and facts.calendar.week_of(opens) == week


def _next_file(week: Week, known: Collection[Week], facts: SchoolFacts) -> str:
    wanted = next_file(week, known, facts)
    return f"файл за {week_words(wanted)}" if wanted else "новый файл"


def _file_note(week: Week, now: datetime, facts: SchoolFacts) -> str:
    """By which file the reminders go, and until when a late one is waited for."""
    newest, last = facts.newest, awaited(week, facts)
    if newest is None or newest in facts.nudged or not is_fresh(newest, week):
        return f"когда придёт {_next_file(week, [newest] if newest is not None else [], facts)}"
    usual = usual_moment(week, facts)
    if usual is None or last is None:
        return f"по данным за {week_words(newest)}"
    latest = facts.calendar.local(latest_moment(usual, facts))
    if usual > now:
        return f"по файлу за {week_words(last)}; жду его до {latest:%H:%M} {day_words(latest.date())}"
    return f"по данным за {week_words(newest)}, если файл за {week_words(last)} не придёт раньше"


def _alone(week: Week, now: datetime, facts: SchoolFacts) -> str:
    """A week may have no room for the second look; that is said beside the first."""
    if not facts.schedule.slots[Kind.QUOTA].on:
        return ""
    why = why_no_second_look(week, now, facts)
    return f"; {LEFT_OUT.format(why=why)}" if why else ""


def _no_first(week: Week, now: datetime, facts: SchoolFacts) -> str:
    """A second look needs a first one; of weeks to come nobody knows."""
    if week != facts.calendar.week_of(now) or not facts.schedule.slots[Kind.NUDGE].on:
        return ""
    coming = next_nudge(now, facts).at
    nobody = (Kind.NUDGE.value, f"{week}/{facts.newest}") in facts.done
    comes = coming is not None and facts.calendar.week_of(coming) == week and not nobody
    return "" if comes or had_first_look(week, facts) else NO_FIRST


def _without_second_look(
    first: date, last: date, now: datetime, facts: SchoolFacts, runs: Sequence[Run]
) -> Iterator[LeftOut]:
    """Of weeks whose reminders are no more to come, beside which it would be said."""
    first_looks = {Week.of(run.at.date()) for run in runs if run.kind is Kind.NUDGE}
    for week in _weeks(first, last):
        moment = usual_look(week, facts)
        why = why_no_second_look(week, now, facts) or _no_first(week, now, facts)
        is_done = (Kind.QUOTA.value, str(week)) in facts.done
        if moment is not None and moment > now and why and not facts.silent and not is_done and week not in first_looks:
            yield LeftOut(facts.calendar.today(moment), LEFT_OUT.format(why=why))


def _countdown_runs(facts: SchoolFacts) -> Iterator[Run]:
    if facts.unregistered == 0:
        return
    nearest: dict[datetime, int] = {}
    for left, moment in countdown_moments(facts):
        nearest[moment] = min(left, nearest.get(moment, left))
    for moment, left in nearest.items():
        if (Kind.DEADLINE.value, f"{facts.deadline}/{left}") not in facts.done:
            yield Run(moment, Kind.DEADLINE, _countdown_note(moment, facts))


def _countdown_note(moment: datetime, facts: SchoolFacts) -> str:
    """The days that are left at that moment: what falls on a Sunday is said on Monday."""
    return "" if facts.deadline is None else f"дней до срока: {(facts.deadline - facts.calendar.today(moment)).days}"


def _left_out(first: date, last: date, facts: SchoolFacts) -> Iterator[LeftOut]:
    """Ordinary weekends are not worth a word."""
    if facts.paused:
        yield LeftOut(first, PAUSED, lasting=True)
    elif not facts.automatic:
        yield LeftOut(first, _NOT_BEGUN, lasting=True)
    if not production_year(last.year).certain:
        yield LeftOut(
            max(first, date(last.year, 1, 1)),
            f"производственный календарь на {last.year} год ещё не известен: учтены только праздники по закону",
        )
    for day in days_from(first, (last - first).days + 1):
        reason = facts.calendar.left_out(day)
        if reason is not None and reason != DAY_OFF:
            yield LeftOut(day, reason, weekend=facts.calendar.is_weekend(day))
