"""A colleague: their card, and whether they are left in peace."""

from handlers.engine.topic import Topic
from handlers.people import card, exemptions

TOPIC = Topic(
    routes=(
        *card.ROUTES,
        *exemptions.ROUTES,
    ),
    continuations=exemptions.CONTINUATIONS,
)
