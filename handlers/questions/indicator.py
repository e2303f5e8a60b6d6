"""«Процент по звонкам», «сколько ещё до цели по ЭЖД», «почему 40 процентов»: one indicator, as it was asked for.

Own patterns: a share is a number with its sign.
"""

import math
import re
from collections.abc import Sequence
from typing import Any

from handlers.engine.buttons import button, pairs, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.asked_indicators import asked_codes
from handlers.overview.asked_week import asked_week, list_week
from handlers.overview.lists import PEOPLE, nobody
from handlers.questions.pupils_of_classes import say_of_classes
from handlers.questions.supposed import supposed_lines
from indicators.catalogue import FACT, INDICATOR, OfClasses
from indicators.russian.rules import plural
from nudges.gaps import GAP, GAPS, gap_title
from nudges.messenger import Keyboard
from nudges.norms import Norms, own_numbers
from nudges.periods import day_words, week_words
from reports.figures.figure import Figure
from reports.figures.journal import with_journal
from reports.figures.summary import aim, amount, change, measured
from reports.figures.week import WeekFigures
from reports.figures.wording import number, percent
from services.lists import STAFF, people_list
from services.reporting.overview import figures_of_week
from services.selection.titles import title_of

WHICH = "О каком показателе вы спрашиваете?"
NOT_SUCH = "О показателе «{title}» в файле за {week} ничего нет, и цель не поставлена."
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*(?:%|проц)")
# Counted by name only: no indicator of the eight.
_BY_NAME = {"my_school": "my_school_inactive", "profile": "profile_inactive"}
_GAP_OF = {kind.indicator: kind.code for kind in reversed(GAPS) if kind.indicator} | _BY_NAME


async def indicator(talk: Talk, rest: str) -> None:
    """`ind` names one or several, `what` what of them: count, percent, left, change, target or why."""
    desk = await at_desk(talk, Right.READER)
    week = await asked_week(talk, desk) if desk is not None else None
    if desk is None or week is None:
        return
    codes = asked_codes(talk)
    who = talk.word("who")
    pupils = [one for one in codes if who and one in INDICATOR and isinstance(INDICATOR[one].counts, OfClasses)]
    if pupils:
        await say_of_classes(talk, desk, week, pupils, who)
    codes = [one for one in codes if one not in pupils]
    if pupils and not codes:
        return
    by_name = [one for one in codes if one in _BY_NAME or (who and len(codes) == 1 and one in _GAP_OF)]
    for code in by_name:
        await _counted_by_name(talk, desk, code, who)
    codes = [one for one in codes if one not in by_name]
    if by_name and not codes:
        return
    figures = await figures_of_week(talk.session, actor_at(talk, desk.school.id), week)
    found = [one for one in figures.figures if one.indicator.code in codes]
    if not found and not codes:
        found = _with_percent(talk.text, figures.figures)
    if found:
        lines = [
            f"По данным за {week_words(week)}:" if len(found) > 1 else "",
            *(_said(talk, one, figures) for one in found),
            *supposed_lines(talk.text, found),
        ]
        talk.say("\n".join(filter(None, lines)), _keyboard(found, own_numbers(desk.school.settings)))
    elif title := next((INDICATOR[one].short for one in codes if one in INDICATOR), ""):
        talk.say(NOT_SUCH.format(title=title, week=week_words(week)), under([button("Сводка", "summary")]))
    else:
        what = talk.word("what")
        which = [button(one.indicator.short, "indicator", ind=one.indicator.code, what=what) for one in figures.figures]
        talk.say(WHICH, pairs([*which[:_MOST], button("Отмена", "cancel")]))


_MOST = 8


def _with_percent(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """«Почему 40 процентов»: those that stand at just that share."""
    said = _PERCENT.search(text.lower())
    return [one for one in figures if said and one.now.percent is not None and round(one.now.percent) == int(said[1])]


def _said(talk: Talk, figure: Figure, figures: WeekFigures) -> str:
    what = talk.word("what")
    told = _left_to_share(figure, talk.text) if what == "left" else ""
    return f"{figure.indicator.short}: {told or said_of(figure, figures, what)}"


def _left_to_share(figure: Figure, text: str) -> str:
    """«Сколько не хватает до 90 %»: to the share that is named, whatever the target is."""
    said, now = _PERCENT.search(text.lower()), figure.now
    if said is None or now.value is None or not now.total or not 0 < int(said[1]) <= _WHOLE:
        return ""
    wanted = math.ceil(now.total * int(said[1]) / _WHOLE)
    missing = wanted - round(now.value)
    if missing <= 0:
        return f"{amount(figure)} — {said[1]} % уже есть."
    people = plural(missing, "человека", "человек", "человек")
    return f"{amount(figure)}. До {said[1]} % ({wanted} из {number(now.total)}) не хватает {people}."


_WHOLE = 100  # percent


def said_of(figure: Figure, figures: WeekFigures, what: str) -> str:
    """In words, without a name: the count, or what else is asked of it."""
    return _ANSWERS.get(what, _count)(figure, figures)


def _count(figure: Figure, figures: WeekFigures) -> str:
    parts = [amount(figure), *filter(None, (aim(figure), change(figure)))]
    return f"{', '.join(parts)}, по данным за {week_words(figures.week)}."


def _left(figure: Figure, figures: WeekFigures) -> str:
    now = amount(figure)
    if figure.reached:
        return f"цель достигнута — {now}, {aim(figure)}."
    if figure.lacking_percent is not None:
        return f"{now}, {aim(figure)}: не хватает {number(figure.lacking_percent)} п. п."
    if figure.lacking is None:
        return f"{now}, поэтому, сколько осталось, сказать не могу."
    count = plural(round(figure.lacking), *PEOPLE)
    if figure.goal is None:
        return f"{now}. Цели нет, а до всех не хватает: {count}."
    return f"{now}, {aim(figure)}: не хватает {plural(round(figure.lacking), 'человека', 'человек', 'человек')}."


def _change(figure: Figure, figures: WeekFigures) -> str:
    if figures.previous is None:
        return f"{amount(figure)}. Сравнить пока не с чем: это первая неделя."
    since = week_words(figures.previous)
    if not figure.before.known:
        return f"{amount(figure)}; за {since} данных нет."
    if not figure.now.known:
        return f"{amount(figure)}."
    step = change(figure)
    is_same = figure.change == 0 or figure.change_percent == 0
    how = f"{amount(figure)}, {step or 'без изменений'}" if step or is_same else amount(figure)
    return f"{how} (за {since} было {measured(figure.before)})."


def _target(figure: Figure, figures: WeekFigures) -> str:
    if figure.goal is None:
        return f"цель не поставлена; сейчас {amount(figure)}."
    until = f" до {day_words(figure.goal.deadline)}" if figure.goal.deadline else ""
    return f"{aim(figure)}{until}; сейчас {amount(figure)}."


def _why(figure: Figure, figures: WeekFigures) -> str:
    """Which two numbers the share is made of, and whom it counts."""
    now = figure.now
    if now.value is None or now.total is None:
        return (
            f"{amount(figure)}: так стоит в файле за {week_words(figures.week)}, а из чего сложилось, в нём не сказано."
        )
    of = _of_whom(figure, figures)
    share = f"это {percent(now.percent)}" if now.percent is not None else "доля не считается"
    weekly = " Каждую неделю счёт начинается заново." if figure.indicator.weekly else ""
    return f"{number(now.value)} из {number(now.total)} {of}, {share}. По данным за {week_words(figures.week)}.{weekly}"


def _of_whom(figure: Figure, figures: WeekFigures) -> str:
    """A summary may count a share of the whole staff where the list counts it of the registered."""
    if isinstance(figure.indicator.counts, OfClasses):
        return "среди учеников"
    if figure.indicator.of != "teachers_total":
        return "среди всех"
    registered = next(one.now for one in figures.figures if one.indicator.code == "teachers_total")
    if figure.now.total == registered.value:
        return "среди зарегистрированных в Сферуме"
    return "среди всех учителей" if figure.now.total == registered.total else "по сводке из файла"


_ANSWERS = {"left": _left, "change": _change, "target": _target, "why": _why}


def _keyboard(found: Sequence[Figure], norms: Norms) -> Keyboard:
    lists = [
        button(gap_title(_GAP_OF[one.indicator.code], norms), "list", gap=_GAP_OF[one.indicator.code])
        for one in found
        if one.indicator.code in _GAP_OF
    ]
    return under(*([one] for one in lists[:3]), [button("Сводка", "summary"), button("Динамика", "dynamics")])


def _fact_of(code: str) -> str:
    """What is said of whoever has it: «Профиль активен»."""
    return FACT[GAP[_GAP_OF[code]].facts[0]].title


async def _counted_by_name(talk: Talk, desk: Desk, code: str, who: str) -> None:
    """«Процент по звонкам у начальной школы», «сколько активных профилей»: counted from the list by name, of those of
    whom it is known."""
    meant = await list_week(talk, desk)
    if meant.note:
        talk.say(meant.note)
    if meant.missing:
        return
    actor, today, gap = actor_at(talk, desk.school.id), talk.today(desk.school), _GAP_OF[code]
    norms = own_numbers(desk.school.settings)
    lacking = await people_list(talk.session, actor, gap, week=meant.week, today=today, who=who)
    everybody = await people_list(talk.session, actor, STAFF, week=meant.week, today=today, who=who)
    listed = [one for one in everybody.people if one.listed]
    if lacking.week is None or not listed:
        talk.say(f"В списке недели таких людей нет: {await title_of(talk.session, desk.school.id, who)}.")
        return
    of = f" — {await title_of(talk.session, desk.school.id, who)}" if who else ""
    if not (lacking.asked_for and lacking.is_told):
        talk.say(*nobody(lacking, gap, f"{gap_title(gap, norms)}{of}", {"gap": gap, "who": who}))
        return
    title = with_journal(INDICATOR[code], desk.school.journal_name).short if code in INDICATOR else _fact_of(code)
    done = sum(gap in one.closed for one in listed)
    about = plural(lacking.unknown, "сотруднике", "сотрудниках", "сотрудниках")
    unsure = f" Ещё о {about} неизвестно." if lacking.unknown else ""
    known = sum(gap in one.closed or gap in one.gaps for one in listed)
    if not known:
        talk.say(f"{title}{of}: нет данных за {week_words(lacking.week)}.{unsure}")
        return
    share = f"{done} из {known} ({percent(100 * done / known)})"
    of_week: dict[str, Any] = {"w": str(meant.week)} if meant.week is not None else {}
    text = f"{title}{of}: {share}, по данным за {week_words(lacking.week)}.{unsure}"
    talk.say(
        text, under([button(gap_title(gap, norms), "list", gap=gap, who=who, **of_week)]) if lacking.people else None
    )


ROUTES = (Route("indicator", Right.READER, indicator, Does.SHOWS, label="Показатели", by_week=True),)
