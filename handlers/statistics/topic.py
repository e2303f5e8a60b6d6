"""Files: received, explained, corrected, imported."""

from handlers.engine.topic import Topic
from handlers.statistics import corrections, loads, pupils, receiving, unknown_schools

TOPIC = Topic(
    routes=(
        *corrections.ROUTES,
        *loads.ROUTES,
        *pupils.ROUTES,
        *receiving.ROUTES,
        *unknown_schools.ROUTES,
    ),
    continuations=corrections.CONTINUATIONS,
    errands=receiving.ERRANDS,
)
