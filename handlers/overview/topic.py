"""The week as officers and managers look at it."""

from handlers.engine.topic import Topic
from handlers.overview import audit, deadline, effect, lists, summary, undoing

TOPIC = Topic(
    routes=(
        *audit.ROUTES,
        *deadline.ROUTES,
        *effect.ROUTES,
        *lists.ROUTES,
        *summary.ROUTES,
        *undoing.ROUTES,
    ),
    errands={**lists.ERRANDS, **summary.ERRANDS},
)
