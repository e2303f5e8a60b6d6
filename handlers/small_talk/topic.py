"""Help, ways out, kind and unkind words."""

from handlers.engine.topic import Topic
from handlers.small_talk import feelings, help, unread

TOPIC = Topic(
    routes=(
        *feelings.ROUTES,
        *help.ROUTES,
        *unread.ROUTES,
    ),
)
