"""Who comes in, in which role, and what is kept of them."""

from handlers.access import cabinet, joining, my_data, not_me, offers, roles, which_messenger
from handlers.engine.topic import Topic

TOPIC = Topic(
    routes=(
        *joining.ROUTES,
        *cabinet.ROUTES,
        *my_data.ROUTES,
        *not_me.ROUTES,
        *offers.ROUTES,
        *roles.ROUTES,
        *which_messenger.ROUTES,
    ),
    continuations=joining.CONTINUATIONS,
)
