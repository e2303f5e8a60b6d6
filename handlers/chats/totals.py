"""What a school's staff chat gets to read when it asks: totals and instructions, never a name."""

from collections.abc import Callable, Sequence
from datetime import date

from handlers.engine.rights import may
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from handlers.overview.asked_indicators import codes_of
from handlers.overview.asked_week import NO_FILES
from handlers.overview.deadline import NOT_SET, deadline_words
from handlers.overview.over_weeks import over_weeks
from handlers.questions.indicator import said_of
from handlers.questions.target_day import days_of
from handlers.questions.terms import explained
from handlers.understanding.reading.weeks import period_in, period_named
from handlers.understanding.said.lists import counts, is_of_target
from handlers.understanding.wish import Wish
from indicators.catalogue import INDICATOR
from nudges.gaps import GAP
from nudges.howto import howto_text
from nudges.periods import week_words
from nudges.platforms import Platform
from reports.figures.staff_chat import staff_figures
from reports.figures.summary import summary
from reports.figures.week import WeekFigures
from services.actor import the_program
from services.lists import gaps_in, registration
from services.schools import school_of
from services.targets import targets
from storage.schools.chats import chats_at
from storage.schools.registry import weeks_of_any

NO_GOALS = "Цели пока не поставлены."
NO_DATA = "Статистики пока нет: после первого файла покажу итоги."


def explanation(talk: Talk, wish: Wish) -> str | None:
    """What holds no figure of a school, and may be read in any chat."""
    if wish.code == "howto":
        gap = next(iter(gaps_in(wish.keys.get("gap", ""))), "")
        return howto_text(gap, Platform(talk.services.platform)) if gap in GAP else None
    return explained(wish.keys.get("value", "")) if wish.code == "explain" else None


def is_total(wish: Wish, text: str) -> bool:
    """Whether it asks for a figure of the whole school. «Сколько нас не позвонило» and «цели» do,
    «кто не позвонил» and «цель по звонкам 80 %» do not."""
    if wish.people or wish.keys.get("who") or (wish.code == _GOALS and wish.keys.keys() - {"ind"}):
        return False
    codes = codes_of(wish.keys.get("ind", ""))
    if codes and not any(one in INDICATOR for one in codes):
        return False  # «Моя школа»: known of people, and no figure of the school
    return wish.code in (*_OF_FIGURES, _DYNAMICS, _DEADLINE) or bool(_counted(wish, text))


async def total(talk: Talk, wish: Wish) -> str | None:
    """None where this is no staff chat, or whoever asks is nobody of its school's people."""
    chat = (await chats_at(talk.session, talk.services.platform, [talk.peer_id])).get(talk.peer_id)
    if chat is None or chat.kind != "staff" or chat.school_id is None or not _is_theirs(talk, chat.school_id):
        return None
    today = talk.today(await school_of(talk.session, the_program(chat.school_id)))
    if wish.code == _DEADLINE:
        return await _deadline(talk, chat.school_id, today, wish)
    weeks = await weeks_of_any(talk.session, [chat.school_id])
    if not weeks:
        return NO_DATA
    period = period_named(wish.keys.get("week", ""), today) or period_in(talk.text, today, weeks[-1])
    inside = period.inside(weeks) if period is not None else weeks
    if period is not None and not inside:
        return NO_FILES.format(said=period.said)
    figures = await staff_figures(talk.session, chat, today, inside[-1])
    if figures is None:
        return NO_DATA
    if wish.code == _DYNAMICS:
        first = period.first if period is not None and period.first < period.last else None
        return over_weeks(figures, codes_of(wish.keys.get("ind", "")), first)
    if wish.code in _OF_FIGURES:
        return _OF_FIGURES[wish.code](figures, wish)
    return _said(figures, _counted(wish, talk.text), "left")


def _is_theirs(talk: Talk, school_id: int) -> bool:
    """Whether they work at just this school, or look after it: who works at another one may be in its chat, too."""
    return may(talk, Right.READER, school_id) or any(one.school_id == school_id for one in talk.who.persons)


async def _deadline(talk: Talk, school_id: int, today: date, wish: Wish) -> str:
    if is_of_target(wish.keys.get("ind", ""), talk.text):
        goals = await targets(talk.session, the_program(school_id))
        return "\n".join(days_of(goals, codes_of(wish.keys.get("ind", "")), today))
    found = await registration(talk.session, the_program(school_id), today=today)
    return NOT_SET if found.deadline is None else deadline_words(found, today)


def _counted(wish: Wish, text: str) -> list[str]:
    """The indicators of a list that is only counted."""
    if wish.code != "list" or "have" in wish.keys or not counts(text):
        return []
    found = [GAP[one].indicator for one in gaps_in(wish.keys.get("gap", ""))]
    return [one for one in found if one]


def _said(figures: WeekFigures, codes: Sequence[str], what: str) -> str:
    found = [one for one in figures.figures if one.indicator.code in codes]
    lines = [f"{one.indicator.short}: {said_of(one, figures, what)}" for one in found]
    return "\n".join(lines) or f"За {week_words(figures.week)} об этом в файле ничего нет."


def _indicator(figures: WeekFigures, wish: Wish) -> str:
    codes = codes_of(wish.keys.get("ind", "")) or [one.indicator.code for one in figures.figures]
    return _said(figures, codes, wish.keys.get("what", ""))


def _targets(figures: WeekFigures, wish: Wish) -> str:
    set_for = [one.indicator.code for one in figures.figures if one.goal is not None]
    return _said(figures, set_for, "target") if set_for else NO_GOALS


_DEADLINE, _DYNAMICS, _GOALS = "deadline", "dynamics", "set_target"
_OF_FIGURES: dict[str, Callable[[WeekFigures, Wish], str]] = {
    "summary": lambda figures, wish: summary(figures, names=False),
    "indicator": _indicator,
    "headcount": lambda figures, wish: _said(figures, ["teachers_total"], ""),
    "targets": _targets,
    _GOALS: _targets,
}
