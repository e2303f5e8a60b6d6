"""Questions: about the figures, the people and the bot itself."""

from handlers.engine.topic import Topic
from handlers.questions import about_me, forecast, indicator, schools, staff, terms, why

TOPIC = Topic(
    routes=(
        *about_me.ROUTES,
        *forecast.ROUTES,
        *indicator.ROUTES,
        *schools.ROUTES,
        *staff.ROUTES,
        *terms.ROUTES,
        *why.ROUTES,
    ),
)
