"""The school's group chats, and the bot in them."""

from handlers.chats import confirmation, foreign_messengers, links, overview, register
from handlers.engine.topic import Topic

TOPIC = Topic(
    routes=(
        *confirmation.ROUTES,
        *foreign_messengers.ROUTES,
        *links.ROUTES,
        *overview.ROUTES,
        *register.ROUTES,
    ),
    continuations=register.CONTINUATIONS,
    errands=register.ERRANDS,
)
