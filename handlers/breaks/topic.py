"""School breaks, and the timetable they leave."""

from handlers.breaks import break_files, changing, timetable, workdays
from handlers.engine.topic import Topic

TOPIC = Topic(
    routes=(
        *break_files.ROUTES,
        *changing.ROUTES,
        *timetable.ROUTES,
        *workdays.ROUTES,
    ),
)
