"""«Сводка» and «динамика»: the week on one screen, with a picture."""

from handlers.desk import at_desk
from handlers.keyboards import office_keyboard
from handlers.routes import Right, Route
from handlers.talk import Talk
from indicators.weeks import Week
from storage.schools import newest_week

NO_WEEK = "Статистики пока нет. Пришлите мне файл из кабинета Сферума — и через минуту будет сводка."


async def summary(talk: Talk, rest: str) -> None:
    """The newest week of the school on one screen. Names are shown to those who work with people only."""
    from reports.figures import school_figures
    from reports.summary import summary as summary_text

    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    week = await newest_week(talk.session, [desk.school.id])
    if week is None:
        talk.say(NO_WEEK)
        return
    figures = await school_figures(talk.session, desk.school, [Week.parse(week)])
    talk.say(summary_text(figures, names=True), office_keyboard(may_change=desk.may_change))


ROUTES = (Route("summary", Right.READER, summary),)
