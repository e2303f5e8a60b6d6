"""Who comes in, in which role, and what is kept of them."""

from handlers.access import (
    arriving,
    cabinet,
    joining,
    my_data,
    not_me,
    offers,
    own_peace,
    own_row,
    requests,
    roles,
    standing_in,
    taking_back,
    which_messenger,
    which_school,
)
from handlers.engine.topic import Topic

TOPIC = Topic(
    routes=(
        *arriving.ROUTES,
        *joining.ROUTES,
        *cabinet.ROUTES,
        *my_data.ROUTES,
        *not_me.ROUTES,
        *offers.ROUTES,
        *own_peace.ROUTES,
        *own_row.ROUTES,
        *requests.ROUTES,
        *roles.ROUTES,
        *standing_in.ROUTES,
        *taking_back.ROUTES,
        *which_messenger.ROUTES,
        *which_school.ROUTES,
    ),
    continuations=joining.CONTINUATIONS,
)
