"""Questions: about the figures, the people and the bot itself."""

from handlers.engine.topic import Topic
from handlers.questions import (
    about_me,
    amounts,
    forecast,
    indicator,
    office_asks,
    schools,
    staff,
    target_day,
    terms,
    why,
)

TOPIC = Topic(
    routes=(
        *about_me.ROUTES,
        *amounts.ROUTES,
        *forecast.ROUTES,
        *indicator.ROUTES,
        *office_asks.ROUTES,
        *schools.ROUTES,
        *staff.ROUTES,
        *target_day.ROUTES,
        *terms.ROUTES,
        *why.ROUTES,
    ),
)
