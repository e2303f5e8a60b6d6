"""Asking back where a message is not sure."""

from handlers.engine.topic import Topic
from handlers.understanding import asking

TOPIC = Topic(routes=asking.ROUTES, continuations=asking.CONTINUATIONS)
