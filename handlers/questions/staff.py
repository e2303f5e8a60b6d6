"""«Сколько нас», «кто отстаёт», «кому осталось одно»: questions about the people of the newest list."""

from collections.abc import Sequence
from typing import Any

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.asked_week import list_week
from handlers.overview.lists import PEOPLE, say_no_list
from handlers.understanding.said.lists import compares
from indicators.russian.rules import capital, plural, small
from indicators.weeks import Week
from nudges.gaps import gap_title
from nudges.messenger import Button
from nudges.norms import own_numbers
from nudges.periods import week_words
from reports.figures.lacking import debts_line, gone_line, said
from reports.figures.people import TeacherGaps, to_look_at
from reports.figures.summary import amount
from services.lists import ALL, NOT_REGISTERED, STAFF, PeopleList, gaps_in, people_list
from services.reporting.overview import figures_of_week
from services.selection.titles import title_of

LAGGING = 10  # as many are named where no number is asked for
_MOST = 20
_REGISTERED = "Зарегистрированы в Сферуме: {count}, по данным за {week}."
_NOBODY_LAGS = "Никто не отстаёт{of}: долгов ни у кого, кого я могу спросить, не вижу. По данным за {week}."
_NOT_COUNTED = "Освобождения и спорное с данными не считаю ({people}): всё вместе — во «всех долгах»."
_NO_CLOSE_ONES = "Осталось одно дело{of}: таких нет. По данным за {week}."


async def headcount(talk: Talk, rest: str) -> None:
    """How many work here, of a group or in all, and how many of them are registered."""
    desk = await at_desk(talk, Right.READER)
    found = await _listed(talk, desk, STAFF) if desk is not None else None
    if desk is None or found is None or found.week is None:
        return
    who = talk.word("who")
    in_file = [one for one in found.people if one.listed]
    title = f"{capital(await _title(talk, desk))} — " if who else "В списке школы "
    lines = [f"{title}{plural(len(found.people), *PEOPLE)}."]
    if len(in_file) != len(found.people):
        lines[0] = f"{lines[0][:-1]}, из них в файле за {week_words(found.week)} — {len(in_file)}."
    lines += [_registered(in_file, found.week)] if who else [await _registered_of_school(talk, desk, found.week)]
    spared = sum(one.exempt is not None for one in found.people)
    if spared:
        lines.append(f"Не тревожим: {plural(spared, *PEOPLE)}.")
    about: dict[str, Any] = {"who": who} if who else {}
    talk.say(
        "\n".join(filter(None, lines)),
        under([button("Показать списком", "list", gap=STAFF, **about), button("Сводка", "summary")]),
    )


async def _registered_of_school(talk: Talk, desk: Desk, week: Week) -> str:
    """The figure of the summary, whoever has left since."""
    figures = await figures_of_week(talk.session, actor_at(talk, desk.school.id), week, talk.today(desk.school))
    figure = figures.figure("teachers_total")
    if not figure.now.known:
        return ""
    return f"{_REGISTERED.format(count=amount(figure), week=week_words(week))}{gone_line(figures.gone)}"


def _registered(in_file: Sequence[TeacherGaps], week: Week) -> str:
    """Of a group, which no summary counts."""
    unknown = sum(NOT_REGISTERED in one.unknown for one in in_file)
    if unknown == len(in_file):
        return ""
    registered = sum(NOT_REGISTERED not in one.gaps and NOT_REGISTERED not in one.unknown for one in in_file)
    count = f"{registered} из {len(in_file)}{f', о {unknown} неизвестно' if unknown else ''}"
    return _REGISTERED.format(count=count, week=week_words(week))


async def lagging(talk: Talk, rest: str) -> None:
    """Those with the most steps still to go, worst first; `value` says how many."""
    desk = await at_desk(talk, Right.READER)
    found = await _listed(talk, desk, ALL) if desk is not None else None
    if desk is None or found is None or found.week is None:
        return
    behind = to_look_at(found.people)
    if not behind:
        talk.say(_NOBODY_LAGS.format(of=await _of(talk, desk, " ({})"), week=week_words(found.week)))
        return
    most = min(talk.number("value") or LAGGING, _MOST)
    shown = behind[:most]
    heading = f"Дальше всех от нормы{await _of(talk, desk)}, по данным за {week_words(found.week)}:"
    footer = f"\n{debts_line(found.people)}" if len(behind) > len(shown) else ""
    compared = [_NOT_COMPARED] if talk.word("who") and compares(talk.text) else []
    lines = [*compared, heading, *_lines(shown), *_left_out(found.people)]
    talk.say("\n".join(lines) + footer, under(*_next(talk, desk)))


_NOT_COMPARED = (
    "Так это или нет, не скажу: группы между собой я не сравниваю. Вот кто из названных дальше всех от нормы."
)


async def close_ones(talk: Talk, rest: str) -> None:
    """Those who are one step away from having done everything; `gap` is which one."""
    desk = await at_desk(talk, Right.READER)
    found = await _listed(talk, desk, ALL) if desk is not None else None
    if desk is None or found is None or found.week is None:
        return
    near = [one for one in to_look_at(found.people) if len(one.steps) == 1 and not one.unknown]
    named = gaps_in(talk.word("gap"))
    near = [one for one in near if not named or one.steps[0] in named]
    of = await _of(talk, desk)
    if named:
        of = f" ({', '.join(small(gap_title(one, own_numbers(desk.school.settings))) for one in named)}){of}"
    if not near:
        none = _NO_CLOSE_ONES.format(of=of, week=week_words(found.week))
        talk.say("\n".join([none, *_left_out(found.people)]))
        return
    count = plural(len(near), *PEOPLE)
    heading = f"Осталось одно дело{of}: {count}. По данным за {week_words(found.week)}."
    footer = f"\nПоказал первых {_MOST}, остальные — среди «всех долгов»." if len(near) > _MOST else ""
    lines = [heading, *_lines(near[:_MOST]), *_left_out(found.people)]
    talk.say("\n".join(lines) + footer, under(*_next(talk, desk)))


async def _listed(talk: Talk, desk: Desk, gap: str) -> PeopleList | None:
    """The list of the week; None when there is none, and it was said."""
    meant = await list_week(talk, desk)
    if meant.note:
        talk.say(meant.note)
    if meant.missing:
        return None
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    found = await people_list(talk.session, actor, gap, week=meant.week, today=today, who=talk.word("who"))
    if found.week is None:
        say_no_list(talk)
        return None
    return found


async def _title(talk: Talk, desk: Desk) -> str:
    return await title_of(talk.session, desk.school.id, talk.word("who"))


async def _of(talk: Talk, desk: Desk, how: str = " — {}") -> str:
    """Of whom; empty where it is everybody."""
    return how.format(await _title(talk, desk)) if talk.word("who") else ""


def _lines(people: Sequence[TeacherGaps]) -> list[str]:
    return [f"{number}. {one.called} — {said(one.steps, name=one.name)}" for number, one in enumerate(people, 1)]


def _left_out(people: Sequence[TeacherGaps]) -> list[str]:
    """Of whom «все долги» say more than is counted here."""
    more = sum(one.listed and bool(one.gaps) and (one.exempt is not None or one.steps != one.gaps) for one in people)
    return [_NOT_COUNTED.format(people=plural(more, *PEOPLE))] if more else []


def _next(talk: Talk, desk: Desk) -> list[list[Button]]:
    about: dict[str, Any] = {"who": talk.word("who")} if talk.word("who") else {}
    first = [good("Напомнить", "remind")] if desk.may_change else []
    return [[*first, button("Все долги", "list", gap=ALL, **about)]]


ROUTES = (
    Route("headcount", Right.READER, headcount, Does.SHOWS, label="Сколько нас", by_week=True),
    Route("lagging", Right.READER, lagging, Does.SHOWS, label="Кто отстаёт", by_week=True),
    Route("close_ones", Right.READER, close_ones, Does.SHOWS, label="Кому осталось немного", by_week=True),
)
