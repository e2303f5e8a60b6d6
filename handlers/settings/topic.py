"""What a school sets for itself."""

from handlers.engine.topic import Topic
from handlers.settings import targets, thanks, wizard

TOPIC = Topic(
    routes=(
        *targets.ROUTES,
        *thanks.ROUTES,
        *wizard.ROUTES,
    ),
    continuations=wizard.CONTINUATIONS,
)
