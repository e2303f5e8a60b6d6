"""Rounds of reminders: made, watched, stopped, and by themselves."""

from handlers.engine.topic import Topic
from handlers.reminding import (
    announcing,
    automatic,
    changing_announced,
    coming,
    later,
    moving,
    new_round,
    received,
    running_rounds,
    stuck,
    undelivered,
)

TOPIC = Topic(
    routes=(
        *announcing.ROUTES,
        *automatic.ROUTES,
        *changing_announced.ROUTES,
        *coming.ROUTES,
        *moving.ROUTES,
        *new_round.ROUTES,
        *received.ROUTES,
        *running_rounds.ROUTES,
        *stuck.ROUTES,
        *undelivered.ROUTES,
    ),
    continuations=(
        *announcing.CONTINUATIONS,
        *changing_announced.CONTINUATIONS,
        *later.CONTINUATIONS,
        *new_round.CONTINUATIONS,
    ),
    errands={**moving.ERRANDS, **new_round.ERRANDS, **undelivered.ERRANDS},
)
