"""«Кто без звонка» and its sisters: whom a gap is about, page by page, or as a file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from handlers.engine.attachments import send_sheet
from handlers.engine.buttons import button, good, under
from handlers.engine.job import Job
from handlers.engine.rights import Desk, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from indicators.catalogue import INDICATOR
from indicators.russian.rules import plural, plural_form
from indicators.weeks import Week
from nudges.gaps import GAP, GAPS
from nudges.messenger import Keyboard
from nudges.periods import week_words
from reports.figures.lacking import said
from reports.figures.people import TeacherGaps, teachers
from storage.campaigns.planning import newest_people_week
from storage.database.connection import Session
from storage.tables import PersonWeek, School

PAGE = 20
EXEMPT = "не тревожим"
ALL = "all"
NO_LIST = "Пофамильного списка пока нет: пришлите файл, где строка на каждого сотрудника, — и покажу поимённо."
# Lists of those who lack nothing, and of everybody: to be seen, not to be reminded.
DONE, STAFF = "done", "staff"
TITLES = {ALL: "Все долги", DONE: "Всё сделано", STAFF: "Список школы"}
BELOW_3 = "Меньше 3 сообщений за неделю"
# The summary's shares of these are shares of the registered; a list names everybody whom the gap concerns.
OF_REGISTERED = frozenset(
    kind.code for kind in GAPS if kind.indicator and INDICATOR[kind.indicator].of == "teachers_total"
)


async def debts(talk: Talk, rest: str) -> None:
    """The button's way to everything that is lacking."""
    talk.given = {"gap": ALL}
    await show(talk, rest)


async def show(talk: Talk, rest: str) -> None:
    """A page of a list: `gap` says which, `below` narrows messages to the first mark, `page` counts from 0."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    gap, below, page = talk.word("gap"), talk.word("below"), max(talk.number("page"), 0)
    week = await newest_people_week(talk.session, desk.school.id)
    if week is None:
        talk.say(NO_LIST)
        return
    found = await lacking_people(talk.session, desk.school, week, gap, below)
    title = title_of(gap, below)
    if not found:
        talk.say(f"{title}: таких нет. По данным за {week_words(week)}.")
        return
    shown = found if desk.may_change else without_reasons(found)
    page = min(page, (len(found) - 1) // PAGE)
    talk.say(_page_text(title, week, shown, gap, page), _keyboard(desk, len(found), gap, below, page))


def title_of(gap: str, below: str) -> str:
    if below:
        return BELOW_3
    return TITLES.get(gap) or (GAP[gap].title if gap in GAP else TITLES[ALL])


async def lacking_people(
    session: Session, school: School, week: Week, gap: str, below: str = ""
) -> Sequence[TeacherGaps]:
    """Everybody with that gap; with `below`, only those who did not reach the first mark of messages."""
    people = await teachers(session, school, week)
    if gap in (DONE, STAFF):
        return [one for one in people if gap == STAFF or (one.listed and not one.gaps)]
    everybody = [one for one in people if one.gaps]
    if below:
        few = await _below_first_mark(session, week)
        return [one for one in everybody if "few_messages" in one.gaps and one.person_id in few]
    return [one for one in everybody if gap not in GAP or gap in one.gaps]


async def _below_first_mark(session: Session, week: Week) -> set[int]:
    few = (PersonWeek.group_messages < 3) | (PersonWeek.group_messages.is_(None) & PersonWeek.messages_3.is_(False))
    return set(await session.scalars(select(PersonWeek.person_id).where(PersonWeek.week == str(week), few)))


def without_reasons(found: Sequence[TeacherGaps]) -> Sequence[TeacherGaps]:
    """Why somebody is left in peace (an illness, say) is for those who exempt, not for all who read."""
    return [replace(one, exempt=EXEMPT) if one.exempt is not None else one for one in found]


def _page_text(title: str, week: Week, found: Sequence[TeacherGaps], gap: str, page: int) -> str:
    shown = found[page * PAGE : (page + 1) * PAGE]
    heading = f"{title}: {plural(len(found), 'человек', 'человека', 'человек')}. По данным за {week_words(week)}."
    lines = [_line(number, one, gap) for number, one in enumerate(shown, page * PAGE + 1)]
    pages = (len(found) - 1) // PAGE + 1
    footer = f"\nСтраница {page + 1} из {pages}." if pages > 1 else ""
    return "\n".join([heading, "", *lines]) + footer + _unregistered(found, gap)


def _unregistered(found: Sequence[TeacherGaps], gap: str) -> str:
    """Why the list is longer than the summary's figure."""
    count = sum("not_registered" in one.gaps for one in found) if gap in OF_REGISTERED else 0
    if not count:
        return ""
    still = plural_form(count, "ещё не зарегистрирован", "ещё не зарегистрированы", "ещё не зарегистрированы")
    who = f"{plural(count, 'человек', 'человека', 'человек')} {still}"
    return f"\nИз них {who} в Сферуме. Сводка считает этот показатель только среди зарегистрированных."


def _line(number: int, one: TeacherGaps, gap: str) -> str:
    details = []
    if gap == "few_messages" and one.group_messages is not None:
        details.append(plural(one.group_messages, "сообщение", "сообщения", "сообщений"))
    elif gap == STAFF and not one.gaps:
        details.append("всё сделано" if one.listed else "в файле недели нет")
    elif gap not in GAP and one.gaps:
        details.append(said(one.gaps, 4, name=one.name))
    if one.exempt:
        details.append(f"не тревожим: {one.exempt}" if one.exempt != EXEMPT else EXEMPT)
    return f"{number}. {one.name}" + (f" — {', '.join(details)}" if details else "")


def _keyboard(desk: Desk, count: int, gap: str, below: str, page: int) -> Keyboard:
    about: dict[str, Any] = {"gap": gap, **({"below": below} if below else {})}
    turning = []
    if page > 0:
        turning.append(button("← Назад", "list", page=page - 1, **about))
    if (page + 1) * PAGE < count:
        turning.append(button("Дальше →", "list", page=page + 1, **about))
    actions = [button("Файлом", "list_file", **about)]
    if desk.may_change and gap not in (DONE, STAFF):
        actions.insert(0, good("Напомнить им", "remind", **about))
    return under(turning, actions)


async def as_file(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is not None:
        talk.snack = "Готовлю файл"
        about = {"gap": talk.word("gap"), "below": talk.word("below"), "reasons": desk.may_change}
        await talk.later("list_file", school=desk.school.id, **about)


async def make_file(job: Job) -> None:
    """The whole list as a spreadsheet."""
    details = job.errand.details
    async with job.services.database.reading() as session:
        school = await session.get_one(School, details["school"])
        week = await newest_people_week(session, school.id)
        found = await lacking_people(session, school, week, details["gap"], details["below"]) if week else []
        if not details.get("reasons"):
            found = without_reasons(found)
    rows = [
        (
            one.name,
            one.role,
            one.classes,
            said(one.gaps, name=one.name),
            one.group_messages,
            one.calls,
            one.group_chats,
            one.exempt or "",
        )
        for one in found
    ]
    title = title_of(details["gap"], details["below"])
    headings = ("ФИО", "Должность", "Классы", "Чего не хватает", "Сообщений", "Звонков", "Чатов", "Освобождение")
    await send_sheet(job, title, headings, rows)


ROUTES = (
    Route("list", Right.READER, show, Does.SHOWS),
    Route("debts", Right.READER, debts, Does.SAYS),
    Route("list_file", Right.READER, as_file),
)
ERRANDS = {"list_file": make_file}
