"""What a teacher gets and answers."""

from handlers.engine.topic import Topic
from handlers.teacher import (
    disputes,
    howto,
    my_class,
    my_figures,
    nudge_buttons,
    objections,
    passing_words,
    pictures,
    second_thoughts,
    verdicts,
)

TOPIC = Topic(
    routes=(
        *disputes.ROUTES,
        *howto.ROUTES,
        *my_class.ROUTES,
        *my_figures.ROUTES,
        *nudge_buttons.ROUTES,
        *objections.ROUTES,
        *passing_words.ROUTES,
        *second_thoughts.ROUTES,
        *verdicts.ROUTES,
    ),
    continuations=(*objections.CONTINUATIONS, *passing_words.CONTINUATIONS),
    errands={**howto.ERRANDS, **pictures.ERRANDS},
)
