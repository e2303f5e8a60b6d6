"""Which week is meant: the one that is named, otherwise the newest."""

from dataclasses import dataclass

from handlers.engine.buttons import button, under
from handlers.engine.rights import Desk, actor_at
from handlers.engine.talk import Talk
from handlers.understanding.reading.weeks import CURRENT, period_in, period_named
from indicators.weeks import Week
from nudges.periods import week_words
from services.lists import weeks_listed
from services.reporting.overview import weeks_known

NO_WEEK = "Статистики пока нет. Пришлите мне файл из кабинета Сферума — и через минуту будет сводка."


NO_FILES = "За {said} файлов статистики нет."


async def known_weeks(talk: Talk, desk: Desk) -> list[Week]:
    """The weeks with files, oldest first; none, and it was said, when there is no file at all."""
    weeks = await weeks_known(talk.session, actor_at(talk, desk.school.id))
    if not weeks:
        talk.say(NO_WEEK)
    return weeks


async def asked_week(talk: Talk, desk: Desk) -> Week | None:
    """The week that is named («за прошлую неделю», «за 9–15 ноября»), the last one of a longer time, otherwise the
    newest. None, and it was said, when there is no file of it."""
    weeks = await known_weeks(talk, desk)
    if not weeks:
        return None
    today = talk.today(desk.school)
    period = period_named(talk.word("week"), today) or period_in(talk.text, today, weeks[-1])
    if period is None:
        return weeks[-1]
    inside = period.inside(weeks)
    if not inside:
        talk.say(NO_FILES.format(said=period.said), under([button("Сводка за последнюю неделю", "summary")]))
        return None
    return max(inside)


NO_SUCH_LIST = "За {said} списка по фамилиям нет."
ONLY_LAST = "За {said} — списком только последняя неделя, {week}: каждую неделю список новый."
NOT_OVER = "Файла за эту неделю ещё нет: он будет, когда она кончится. Показываю последний."


@dataclass(frozen=True, slots=True)
class ListWeek:
    """The week of a list that was asked for, None for the newest; `note` is said above it. `missing`: there is no list
    of what was named, and `note` says so."""

    week: Week | None = None
    note: str = ""
    missing: bool = False


async def list_week(talk: Talk, desk: Desk) -> ListWeek:
    """Of which week a list by name is wanted: that of a button (`w`), or the one that the wish names (`week`)."""
    if talk.word("w"):
        return ListWeek(Week.parse(talk.word("w")))
    today = talk.today(desk.school)
    period = period_named(talk.word("week"), today)
    if period is None:
        return ListWeek()
    weeks = await weeks_listed(talk.session, actor_at(talk, desk.school.id))
    inside = period.inside(weeks)
    if not inside and (talk.word("week") == CURRENT or not weeks):
        return ListWeek(note=NOT_OVER if weeks else "")
    if not inside:
        return ListWeek(note=NO_SUCH_LIST.format(said=period.said), missing=True)
    several = ONLY_LAST.format(said=period.said, week=week_words(inside[-1])) if period.first < period.last else ""
    return ListWeek(None if inside[-1] == weeks[-1] else inside[-1], several)
