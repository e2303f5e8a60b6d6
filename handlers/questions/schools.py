"""«Сравни школы»: by one indicator, for whoever looks after several."""

from collections.abc import Sequence
from typing import Any

from handlers.engine.buttons import button, pairs, under
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.asked_indicators import asked_codes
from handlers.overview.asked_week import NO_FILES as NO_FILES_OF
from handlers.understanding.reading.weeks import period_named
from indicators.catalogue import INDICATOR, INDICATORS
from indicators.russian.natural import natural_order
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.periods import week_words
from reports.figures.beside import in_all, older_week, week_compared
from reports.figures.summary import amount
from reports.figures.wording import number
from services.municipality import SchoolStanding, schools_beside
from services.schools import schools_looked_after
from storage.schools.registry import weeks_of_any

ONE_SCHOOL = "У вас одна школа, сравнить её не с чем: классы между собой я пока не сравниваю."
WHICH = "По какому показателю сравнить школы?"
NO_FILES = "Файлов статистики ещё нет ни от одной школы."
_SHOWN = 30


_MOST = 9  # with the way out as many as stand under a message


async def compare_schools(talk: Talk, rest: str) -> None:
    """From the highest share down; schools without a figure stand at the end. `ind` names the indicator, `week` another
    week than the newest."""
    schools = await schools_looked_after(talk.session, talk.who)
    if len(schools) < 2:
        talk.say(ONE_SCHOOL, under([button("Сводка", "summary"), button("Динамика", "dynamics")]))
        return
    period = period_named(talk.word("week"), talk.now.astimezone(talk.services.zone).date())
    about: dict[str, Any] = {"week": talk.word("week")} if period is not None else {}
    weeks = await weeks_of_any(talk.session, [one.id for one in schools])
    inside = period.inside(weeks) if period is not None else []
    if period is not None and not inside:
        talk.say(NO_FILES_OF.format(said=period.said), under([button("За последнюю неделю", "compare_schools")]))
        return
    found = await schools_beside(talk.session, schools, inside)
    figures = [one.figures for one in found if one.figures is not None]
    if not figures:
        talk.say(NO_FILES)
        return
    week = week_compared(figures)
    code = next(iter(reversed(asked_codes(talk))), "")
    if code not in INDICATOR:
        which = [button(one.short, "compare_schools", ind=one.code, **about) for one in INDICATORS]
        talk.say(WHICH, pairs([*which[:_MOST], button("Отмена", "cancel")]))
        return
    told = sorted(found, key=lambda one: (-_share(one, code), natural_order(one.name)))
    lines = [f"{number}. {one.name}: {_words(one, code, week)}" for number, one in enumerate(told[:_SHOWN], 1)]
    more = f"\nи ещё {len(told) - _SHOWN} — в «кабинете»" if len(told) > _SHOWN else ""
    more += _in_all(found, code)
    heading = f"{INDICATOR[code].short} за {week_words(week)}, сверху — у кого больше:"
    row = [
        button("Другой показатель", "compare_schools", **about),
        button("Отчёт по школам", "schools_report", **about),
    ]
    talk.say("\n".join([heading, *lines]) + more, under(row))


def _in_all(found: Sequence[SchoolStanding], code: str) -> str:
    """The sum of those of which something is known, how many they are, and how many of an earlier week."""
    whole = in_all([one.figures for one in found if one.figures is not None], code)
    if whole is None:
        return ""
    of = f", данные есть у {whole.schools} из {len(found)}" if whole.schools < len(found) else ""
    behind = plural(whole.older, "школы", "школ", "школ")
    older = f"; у {behind} — за более раннюю неделю" if whole.older else ""
    total = f" из {number(whole.total)}" if whole.total is not None else ""
    return f"\nВсего: {number(whole.value)}{total}{of}{older}."


async def schools_without_a_file(talk: Talk) -> None:
    """«Какие школы не прислали файл»: which have none of the newest week that any school has."""
    found = await schools_beside(talk.session, await schools_looked_after(talk.session, talk.who))
    newest = max((one.newest for one in found if one.newest is not None), default=None)
    if newest is None:
        talk.say(NO_FILES)
        return
    late = [one for one in found if one.newest != newest]
    lines = [
        f"• {one.name}: " + (f"последний — за {week_words(one.newest)}" if one.newest else "файлов ещё не было")
        for one in sorted(late, key=lambda one: natural_order(one.name))
    ]
    lines = [*lines[:_SHOWN], *([f"и ещё {len(lines) - _SHOWN}"] if len(lines) > _SHOWN else [])]
    heading = f"Файла за {week_words(newest)} ещё нет:" if late else f"Файл за {week_words(newest)} есть у всех школ."
    talk.say("\n".join([heading, *lines]), under([button("Сравнение школ", "compare_schools")]))


def _share(one: SchoolStanding, code: str) -> float:
    figure = one.figures.figure(code).now if one.figures is not None and _has(one, code) else None
    if figure is None or not figure.known:
        return -1.0
    return figure.percent if figure.percent is not None else 0.0


def _has(one: SchoolStanding, code: str) -> bool:
    return one.figures is not None and any(figure.indicator.code == code for figure in one.figures.figures)


def _words(one: SchoolStanding, code: str, compared: Week) -> str:
    if one.figures is None or not _has(one, code):
        return "нет данных"
    older = older_week(one.figures, compared)
    return amount(one.figures.figure(code)) + (f", {older}" if older else "")


ROUTES = (Route("compare_schools", Right.READER, compare_schools, Does.SHOWS, label="Сравнение школ", by_week=True),)
