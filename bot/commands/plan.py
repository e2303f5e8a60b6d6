"""`plan`: who would get what, and who is skipped and why. Sends and writes nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from bot.commands.common import command_app, run_async
from bot.terminal.output import print_json, print_table, say
from indicators.errors import UnknownWeek
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.plan import DIGEST, Plan, taken_by_others
from storage.campaigns.planning import plan, start_of
from storage.campaigns.rounds import find_campaign
from storage.schools.calendar import school_calendar
from storage.schools.registry import chosen_schools
from storage.statistics.facts import newest_people_week
from storage.tables import School

SchoolPlan = tuple[School, Plan]


def plan_command(school: str | None, week: str | None, *, as_json: bool) -> None:
    chosen = Week.parse(week) if week is not None else None

    async def work() -> list[SchoolPlan]:
        async with command_app() as app, app.database.reading() as session:
            return await plans(session, app, school, chosen)

    found = run_async(work())
    if as_json:
        print_json(document(found))
    else:
        for one, its_plan in found:
            _show(one, its_plan)


async def weeks_of(session: AsyncSession, name: str | None, week: Week | None) -> list[tuple[School, Week]]:
    """The schools that are meant, each with the week that is meant: the named one, or its newest list.

    Raises:
        UnknownSchool: no such school, or none at all.
        UnknownWeek: no school has a list by name (of that week).
    """
    schools = await chosen_schools(session, name)
    newest = [(school, week or await newest_people_week(session, school.id)) for school in schools]
    found = [(school, its_week) for school, its_week in newest if its_week is not None]
    if not found:
        raise UnknownWeek("Списков сотрудников ещё нет: сначала загрузите файл статистики (import).")
    return found


async def plans(session: AsyncSession, app: App, name: str | None, week: Week | None) -> list[SchoolPlan]:
    """As `send` would make them one after another: whoever gets a message of one school is passed over by the next."""
    found: list[SchoolPlan] = []
    missing: UnknownWeek | None = None
    taken: dict[Week, set[int]] = {}
    for school, its_week in await weeks_of(session, name, week):
        try:
            made = await plan(session, school, its_week, now=app.clock(), default_zone=app.settings.timezone)
            goes_in = taken.setdefault(await _calendar_week(session, school, app), set())
            made = taken_by_others(made, goes_in)
            if await find_campaign(session, school, its_week, DIGEST) is None:
                goes_in |= {account for one in made.recipients for account in one.person.accounts}
            found.append((school, replace(made, warnings=(*made.warnings, *await too_late(session, school, made)))))
        except UnknownWeek as error:
            # With many schools, some may have sent no file of that week.
            missing = error
    if not found and missing is not None:
        raise missing
    return found


async def _calendar_week(session: AsyncSession, school: School, app: App) -> Week:
    calendar = await school_calendar(session, school, app.settings.timezone)
    return calendar.week_of(start_of(calendar, app.clock(), ignore_hours=False))


async def too_late(session: AsyncSession, school: School, made: Plan) -> list[str]:
    """A round is planned once: whoever turned out to lack something after that is not in it."""
    if not made.recipients or await find_campaign(session, school, made.week, DIGEST) is None:
        return []
    count = len(made.recipients)
    whom = plural(count, "сотруднику", "сотрудникам", "сотрудникам")
    return [
        f"{school.name}: рассылка за неделю {made.week} уже составлена, send никого в неё не добавит. "
        f"Ещё {whom} есть о чём напомнить: в чате с ботом для этого служит «напомнить всем»."
    ]


def document(found: Sequence[SchoolPlan]) -> dict[str, Any]:
    """The contract's JSON; with several schools each entry says which school it is about."""
    weeks = {str(its_plan.week) for _, its_plan in found}
    return {
        "week": max(weeks),
        "recipients": [
            {
                "person": one.full_name,
                "person_id": one.person_id,
                "school": school.name,
                "peer_id": one.peer_id,
                "gaps": [gap.code for gap in one.gaps],
                "text": one.text,
            }
            for school, its_plan in found
            for one in its_plan.recipients
        ],
        "skipped": [
            {
                "person": one.full_name,
                "person_id": one.person_id,
                "school": school.name,
                "reason": str(one.reason),
                "explanation": one.reason.sentence,
                "gaps": [gap.code for gap in one.gaps],
            }
            for school, its_plan in found
            for one in its_plan.skipped
        ],
        "warnings": [warning for _, its_plan in found for warning in its_plan.warnings],
    }


def _show(school: School, its_plan: Plan) -> None:
    say(f"\n{school.name}, неделя {its_plan.week}")
    print_table(
        f"Получат: {len(its_plan.recipients)}",
        ("Кто", "О чём"),
        [(one.full_name, ", ".join(gap.code for gap in one.gaps)) for one in its_plan.recipients],
    )
    print_table(
        f"Пропущены: {len(its_plan.skipped)}",
        ("Кто", "Почему"),
        [(one.full_name, one.reason.sentence) for one in its_plan.skipped],
    )
    for warning in its_plan.warnings:
        say(f"  ! {warning}")
    if its_plan.recipients:
        say(f"\nКак это выглядит:\n\n{its_plan.recipients[0].text}\n")
