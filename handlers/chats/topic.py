"""The school's group chats, and the bot in them."""

from handlers.chats import confirmation, foreign_messengers, links, overview, parents_norm, register
from handlers.engine.topic import Topic

TOPIC = Topic(
    routes=(
        *confirmation.ROUTES,
        *foreign_messengers.ROUTES,
        *links.ROUTES,
        *overview.ROUTES,
        *parents_norm.ROUTES,
        *register.ROUTES,
    ),
    continuations=register.CONTINUATIONS,
    errands=register.ERRANDS,
)
