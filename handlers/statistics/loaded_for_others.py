"""A load by somebody who is no officer of the school: its officers are told, once, what it changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.engine.telling_officers import other_officers
from handlers.teacher.settled import tell_settled
from indicators.russian.rules import plural, plural_form
from nudges.periods import week_words
from storage.database.connection import Session
from storage.dialogs.replies import add_replies
from storage.imports import ImportReport
from storage.imports.report import SchoolReport
from storage.messengers.ways import accounts_beside
from storage.people.officers import answers_for
from storage.people.roles import CHANGING, members
from storage.schools.communities import NOBODY
from storage.tables import School

LOADED = "{who} данные вашей школы за {week}: {what}. Файл — «{file}», отменить можно здесь: «загрузки»."
MUNICIPAL, SOMEBODY = "Управление образования загрузило", "Без вас загрузили"


async def tell_loaded(
    session: Session,
    report: ImportReport,
    now: datetime,
    communities: Sequence[int],
    default_zone: str,
    loaded_by: int | None = None,
) -> None:
    """Whoever is concerned by a load, but for the one who made it: people whose mistake it settled, and the officers of
    a school for which somebody else loaded; these in the school's hours."""
    await tell_settled(session, report.settled, now, communities, default_zone, loaded_by)
    mine = await accounts_beside(session, loaded_by) if loaded_by is not None else frozenset()
    for one in report.schools:
        what = _what(one)
        if one.school_id is None or one.created or not what or report.week is None:
            continue
        held = {account.id for _, account in await members(session, one.school_id, *CHANGING)}
        if held & mine:
            continue
        school = await session.get_one(School, one.school_id)
        who = MUNICIPAL if loaded_by is not None else SOMEBODY
        text = LOADED.format(week=week_words(report.week), who=who, file=report.file_name, what=what)
        officers = await other_officers(session, school.id, loaded_by)
        told = await answers_for(session, school, text, communities, officers, named=True)
        await add_replies(session, NOBODY, [replace(answer, hours_of=school.id) for answer in told], now)


def _what(one: SchoolReport) -> str:
    """What is other than before; empty where nothing is."""
    if not one.replaces:
        return plural(one.accepted, "строка", "строки", "строк") if one.accepted else ""
    people = {change.full_name for change in one.changes if not change.of_school}
    values = plural(len(one.changes), "значение", "значения", "значений")
    changed = f"{plural_form(len(one.changes), 'изменилось', 'изменились', 'изменились')} {values}"
    if not one.changes:
        return ""
    return f"{changed} у {plural(len(people), 'человека', 'человек', 'человек')}" if people else changed
