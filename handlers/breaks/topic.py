"""School breaks, and the timetable they leave."""

from handlers.breaks import break_files, timetable
from handlers.engine.topic import Topic

TOPIC = Topic(
    routes=(
        *break_files.ROUTES,
        *timetable.ROUTES,
    ),
)
