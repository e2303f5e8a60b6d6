"""Rounds of reminders: made, watched, stopped, and by themselves."""

from handlers.engine.topic import Topic
from handlers.reminding import automatic, new_round, received, running_rounds

TOPIC = Topic(
    routes=(
        *automatic.ROUTES,
        *new_round.ROUTES,
        *received.ROUTES,
        *running_rounds.ROUTES,
    ),
    errands={**new_round.ERRANDS, **running_rounds.ERRANDS},
)
