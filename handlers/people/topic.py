"""A colleague: their card, and whether they are left in peace."""

from handlers.engine.topic import Topic
from handlers.people import card, correcting, exemptions, merging, not_me

TOPIC = Topic(
    routes=(
        *card.ROUTES,
        *correcting.ROUTES,
        *exemptions.ROUTES,
        *merging.ROUTES,
        *not_me.ROUTES,
    ),
    continuations=(*correcting.CONTINUATIONS, *exemptions.CONTINUATIONS),
)
