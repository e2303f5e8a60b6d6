"""Which week is meant: the one that is named, otherwise the newest."""

from handlers.engine.buttons import button, under
from handlers.engine.rights import Desk, actor_at
from handlers.engine.talk import Talk
from handlers.understanding.reading.weeks import period_in
from indicators.weeks import Week
from services.reporting.overview import weeks_known

NO_WEEK = "Статистики пока нет. Пришлите мне файл из кабинета Сферума — и через минуту будет сводка."


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
    period = period_in(talk.text, talk.today(desk.school), weeks[-1]) if weeks else None
    if period is None:
        return weeks[-1] if weeks else None
    inside = [one for one in weeks if period.first <= one <= period.last]
    if not inside:
        talk.say(f"За {period.said} файлов статистики нет.", under([button("Сводка за последнюю неделю", "summary")]))
        return None
    return max(inside)
