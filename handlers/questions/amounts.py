"""«Кто написал от 6 до 9 сообщений», «сколько в среднем сообщений на учителя»: by the numbers of the week's list."""

from handlers.engine.buttons import button, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.asked_week import list_week
from handlers.overview.lists import PEOPLE, nobody, say_no_list
from handlers.overview.lists import title_of as list_title
from handlers.understanding.judging.amounts import MOST
from indicators.russian.rules import plural
from nudges.norms import own_numbers
from nudges.periods import week_words
from reports.figures.wording import number
from services.lists import STAFF, PeopleList, people_list
from services.selection import Selection
from services.selection.titles import title_of

BETWEEN, AVERAGE = "messages_between", "average"
NOT_TOLD = "Сколько кто написал, в файле за {week} не сказано."
_MESSAGES = ("сообщение", "сообщения", "сообщений")
_OF = ("человека", "человек", "человек")
_LINES = 40


async def _listed(talk: Talk, gap: str = "") -> tuple[PeopleList, str, str] | None:
    """The week's list, whom it is of and what it is called; what is missing is said. `gap`: of those only who lack or
    have that."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return None
    meant, who = await list_week(talk, desk), talk.word("who")
    if meant.note:
        talk.say(meant.note)
    if meant.missing:
        return None
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    found = await people_list(talk.session, actor, gap or STAFF, week=meant.week, today=today, who=who)
    if found.week is None:
        say_no_list(talk)
        return None
    of = await title_of(talk.session, desk.school.id, who) if who else ""
    title = list_title(gap, "", own_numbers(desk.school.settings), of) if gap else ""
    if gap and not found.people:
        talk.say(*nobody(found, gap, title, {"gap": gap} | ({"who": who} if who else {})))
        return None
    return found, f" — {of}" if of else "", title


async def between(talk: Talk, rest: str) -> None:
    """`low` and `high`, both included; of those who lack or have what `gap` says besides."""
    asked = await _listed(talk, talk.word("gap"))
    if asked is None:
        return
    (found, of, title), low, high = asked, talk.number("low"), talk.number("high")
    people = [(one, one.group_messages) for one in found.people if one.group_messages is not None]
    if found.week is None or not people:
        talk.say(NOT_TOLD.format(week=week_words(found.week) if found.week is not None else "неделю"))
        return
    meant = [(one.called, count) for one, count in people if low <= count <= high]
    span = f"от {low}" if high >= MOST else f"{low}" if low == high else f"от {low} до {high}"
    of_whom = f"{title}, сообщений за неделю — {span}" if title else f"Сообщений за неделю — {span}{of}"
    heading = f"{of_whom}: {plural(len(meant), *PEOPLE)}. По данным за {week_words(found.week)}."
    lines = [f"{at}. {name} — {plural(count, *_MESSAGES)}" for at, (name, count) in enumerate(meant[:_LINES], 1)]
    more = [f"и ещё {len(meant) - _LINES}"] if len(meant) > _LINES else []
    talk.say("\n".join([heading, *([""] if lines else []), *lines, *more]), under([button("Все долги", "debts")]))


async def average(talk: Talk, rest: str) -> None:
    """Of several groups each has a line of its own besides: «у начальной школы и у предметников»."""
    asked = await _listed(talk)
    if asked is None:
        return
    found, of, _ = asked
    told = _averages(found)
    if found.week is None or not told:
        talk.say(NOT_TOLD.format(week=week_words(found.week) if found.week is not None else "неделю"))
        return
    lines = [f"В среднем на человека{of} за {week_words(found.week)}: {told}."]
    for group in _groups(talk.word("who")):
        talk.given = {**talk.given, "who": group}
        if (each := await _listed(talk)) is None:
            return
        lines.append(f"• {each[1].removeprefix(' — ')}: {_averages(each[0]) or 'данных нет'}")
    talk.say("\n".join(lines), under([button("Сводка", "summary"), button("Динамика", "dynamics")]))


def _averages(found: PeopleList) -> str:
    """«Сообщений — 8,2 (всего 49 у 6 человек)», and calls; empty where the file tells neither."""
    messages = [one.group_messages for one in found.people if one.group_messages is not None]
    calls = [one.calls for one in found.people if one.calls is not None]
    return ", ".join(
        f"{name} — {number(round(sum(all_of) / len(all_of), 1))} (всего {sum(all_of)} у {plural(len(all_of), *_OF)})"
        for name, all_of in (("сообщений", messages), ("звонков", calls))
        if all_of
    )


def _groups(who: str) -> list[str]:
    """Each group of a selection by itself; none where it is one, or where people are named."""
    selection = Selection.parse(who)
    if len(selection.chosen) < 2 or any(one.startswith("id:") for one in selection.chosen):
        return []
    return ["+".join([one, *(f"-{each}" for each in selection.left_out)]) for one in selection.chosen]


ROUTES = (
    Route(BETWEEN, Right.READER, between, Does.SHOWS, by_week=True),
    Route(AVERAGE, Right.READER, average, Does.SHOWS, by_week=True),
)
