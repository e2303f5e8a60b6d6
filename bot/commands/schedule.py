"""`schedule`: the next moments of automatic work, and what is left out and why."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from bot.commands.common import command_app, run_async
from bot.terminal.output import print_json, print_table, say
from indicators.errors import UsageError
from indicators.weeks import YEARS
from nudges.calendar import zone_of
from nudges.clock.agenda import Agenda
from nudges.periods import week_words
from services.actor import the_program
from services.rounds.timetable import timetable
from storage.schools.registry import chosen_schools

_AHEAD = timedelta(weeks=4)
_FARTHEST = timedelta(days=800)

SchoolAgenda = tuple[str, Agenda]


def schedule_command(school: str | None, first: str | None, last: str | None, *, as_json: bool) -> None:
    chosen_first, chosen_last = _day(first), _day(last)

    async def work() -> list[SchoolAgenda]:
        async with command_app() as app, app.database.reading() as session:
            schools = await chosen_schools(session, school)
            now, zone = app.clock(), app.settings.timezone
            found = []
            for one in schools:
                begins = chosen_first or now.astimezone(zone_of(one.timezone or zone)).date()
                ends = chosen_last or begins + _AHEAD
                _check(begins, ends)
                coming = await timetable(session, the_program(one.id), begins, ends, now, default_zone=zone)
                found.append((one.name, coming))
            return found

    found = run_async(work())
    if as_json:
        print_json(document(found))
    else:
        for name, its_agenda in found:
            _show(name, its_agenda)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"День записывается как 2026-11-16, а получено «{text}».") from error
    if day.year not in YEARS:
        raise UsageError(f"Для дня «{text}» расписания быть не может: проверьте год.")
    return day


def _check(first: date, last: date) -> None:
    if last < first:
        raise UsageError(f"Последний день ({last}) раньше первого ({first}).")
    if last - first > _FARTHEST:
        raise UsageError("Так далеко вперёд расписание не строится: возьмите не больше двух лет.")


def document(found: Sequence[SchoolAgenda]) -> dict[str, Any]:
    """The contract's JSON; `at` is in the school's zone, each entry says which school it is about."""
    return {
        "runs": [
            {"at": run.at.isoformat(), "kind": run.kind.value, "school": name, "note": run.note}
            for name, its_agenda in found
            for run in its_agenda.runs
        ],
        "left_out": [
            {"date": out.date.isoformat(), "reason": out.reason, "school": name}
            for name, its_agenda in found
            for out in its_agenda.left_out
        ],
        "empty": [
            {"week": str(one.week), "kind": one.kind.value, "reason": one.reason, "school": name}
            for name, its_agenda in found
            for one in its_agenda.empty
        ],
    }


def _show(name: str, its_agenda: Agenda) -> None:
    say(f"\n{name}")
    print_table(
        "Что будет",
        ("Когда", "Что", "Условие"),
        [(f"{run.at:%d.%m.%Y %H:%M}", run.kind.words, run.note) for run in its_agenda.runs],
    )
    print_table(
        "Когда ничего не отправляется",
        ("День", "Почему"),
        [(f"{out.date:%d.%m.%Y}", out.reason) for out in its_agenda.left_out],
    )
    print_table(
        "Недели, в которые педагогам не пишу",
        ("Неделя", "Что", "Почему"),
        [(week_words(one.week), one.kind.words, one.reason) for one in its_agenda.empty],
    )
