"""A colleague: their card, and whether they are left in peace."""

from handlers.engine.topic import Topic
from handlers.people import (
    back_at_work,
    bringing_back,
    card,
    class_handed,
    correcting,
    detaching,
    exemptions,
    forgetting,
    leaving,
    merging,
    own_absence,
    own_time,
    prolonging,
    told_changes,
)

TOPIC = Topic(
    routes=(
        *card.ROUTES,
        *class_handed.ROUTES,
        *correcting.ROUTES,
        *told_changes.ROUTES,
        *exemptions.ROUTES,
        *prolonging.ROUTES,
        *bringing_back.ROUTES,
        *leaving.ROUTES,
        *forgetting.ROUTES,
        *merging.ROUTES,
        *detaching.ROUTES,
        *own_time.ROUTES,
        *own_absence.ROUTES,
        *back_at_work.ROUTES,
    ),
    continuations=(*correcting.CONTINUATIONS, *exemptions.CONTINUATIONS, *own_absence.CONTINUATIONS),
)
