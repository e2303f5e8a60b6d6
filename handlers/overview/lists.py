"""«Кто без звонка» and its sisters: whom a gap is about, page by page, or as a file."""

from collections.abc import Sequence
from typing import Any

from handlers.engine.attachments import send_sheet
from handlers.engine.buttons import button, good, under
from handlers.engine.job import Job
from handlers.engine.rights import Desk, actor_at, actor_of, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from indicators.catalogue import INDICATOR
from indicators.russian.rules import plural, plural_form
from nudges.gaps import GAP, GAPS
from nudges.messenger import Keyboard
from nudges.periods import week_words
from reports.figures.lacking import said
from reports.figures.people import TeacherGaps
from services.lists import ALL, DONE, EXEMPT, PAGE, STAFF, PeopleList, people_list

PEOPLE = ("человек", "человека", "человек")
NO_LIST = "Пофамильного списка пока нет: пришлите файл, где строка на каждого сотрудника, — и покажу поимённо."
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
    gap, below = talk.word("gap"), talk.word("below")
    found = await people_list(talk.session, actor_at(talk, desk.school.id), gap, below)
    if found.week is None:
        talk.say(NO_LIST)
        return
    title = title_of(gap, below)
    if not found.people:
        talk.say(f"{title}: таких нет. По данным за {week_words(found.week)}.")
        return
    page, shown = found.on(talk.number("page"))
    heading = f"{title}: {plural(len(found.people), *PEOPLE)}. По данным за {week_words(found.week)}."
    lines = [_line(number, one, gap) for number, one in enumerate(shown, page * PAGE + 1)]
    footer = f"\nСтраница {page + 1} из {found.pages}." if found.pages > 1 else ""
    text = "\n".join([heading, "", *lines]) + footer + _unregistered(found.people, gap)
    talk.say(text, _keyboard(desk, found, gap, below, page))


def title_of(gap: str, below: str) -> str:
    if below:
        return BELOW_3
    return TITLES.get(gap) or (GAP[gap].title if gap in GAP else TITLES[ALL])


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


def _keyboard(desk: Desk, found: PeopleList, gap: str, below: str, page: int) -> Keyboard:
    about: dict[str, Any] = {"gap": gap, **({"below": below} if below else {})}
    turning = []
    if page > 0:
        turning.append(button("← Назад", "list", page=page - 1, **about))
    if page + 1 < found.pages:
        turning.append(button("Дальше →", "list", page=page + 1, **about))
    actions = [button("Файлом", "list_file", **about)]
    if desk.may_change and gap not in (DONE, STAFF):
        actions.insert(0, good("Напомнить им", "remind", **about))
    return under(turning, actions)


async def as_file(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is not None:
        talk.snack = "Готовлю файл"
        about = {"gap": talk.word("gap"), "below": talk.word("below")}
        await talk.later("list_file", school=desk.school.id, **about)


async def make_file(job: Job) -> None:
    """The whole list as a spreadsheet."""
    details = job.errand.details
    actor = await actor_of(job, details["school"])
    async with job.services.database.reading() as session:
        found = await people_list(session, actor, details["gap"], details["below"])
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
        for one in found.people
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
