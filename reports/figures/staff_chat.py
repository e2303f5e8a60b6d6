"""What a school's staff chat gets to read: the week's totals without names, and the button that opens the dialog."""

from datetime import date

from indicators.weeks import Week
from nudges.messenger import Button, Keyboard
from reports.figures.summary import summary
from reports.figures.week import WeekFigures, school_figures
from storage.database.connection import Session
from storage.schools.registry import newest_week
from storage.tables import Chat, School


def dialog_button(dialog_link: str) -> Keyboard | None:
    """Opens the dialog, where writing allows reminders; None where no way into it is known."""
    return Keyboard(((Button("Разрешить напоминания", link=dialog_link),),)) if dialog_link else None


async def totals_text(session: Session, chat: Chat, today: date, week: Week | None = None) -> str | None:
    """The people are those of `today`, as in the officers' summary. None where the chat is no staff chat or nothing is
    known. Without a week the newest imported one is meant."""
    figures = await staff_figures(session, chat, today, week)
    return summary(figures, names=False) if figures is not None else None


async def staff_figures(session: Session, chat: Chat, today: date, week: Week | None = None) -> WeekFigures | None:
    if chat.kind != "staff" or chat.school_id is None:
        return None
    school = await session.get_one(School, chat.school_id)
    newest = await newest_week(session, [school.id])
    if newest is None:
        return None
    return await school_figures(session, school, [week or Week.parse(newest)], today=today)
