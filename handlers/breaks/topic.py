"""School breaks, and the timetable they leave."""

from handlers.breaks import break_files, changing, schedule, timetable, workdays
from handlers.engine.topic import Topic

TOPIC = Topic(
    routes=(
        *break_files.ROUTES,
        *changing.ROUTES,
        *schedule.ROUTES,
        *timetable.ROUTES,
        *workdays.ROUTES,
    ),
)
