"""Everything conversations can do. A new topic is a line here; a new command is declared by its topic."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from handlers.access.topic import TOPIC as ACCESS
from handlers.breaks.topic import TOPIC as BREAKS
from handlers.chats.topic import TOPIC as CHATS
from handlers.engine.job import Work
from handlers.engine.routes import Continuation, Route
from handlers.overview.topic import TOPIC as OVERVIEW
from handlers.people.topic import TOPIC as PEOPLE
from handlers.printing.topic import TOPIC as PRINTING
from handlers.questions.matters.topic import TOPIC as MATTERS
from handlers.questions.topic import TOPIC as QUESTIONS
from handlers.reminding.topic import TOPIC as REMINDING
from handlers.settings.topic import TOPIC as SETTINGS
from handlers.small_talk.topic import TOPIC as SMALL_TALK
from handlers.statistics.topic import TOPIC as STATISTICS
from handlers.teacher.topic import TOPIC as TEACHER
from handlers.understanding.labels import OTHERWISE
from handlers.understanding.topic import TOPIC as UNDERSTANDING

TOPICS = (
    ACCESS,
    TEACHER,
    STATISTICS,
    OVERVIEW,
    QUESTIONS,
    PEOPLE,
    REMINDING,
    BREAKS,
    SETTINGS,
    PRINTING,
    CHATS,
    SMALL_TALK,
    MATTERS,
    UNDERSTANDING,
)

T = TypeVar("T")


def _by_name(named: Iterable[tuple[str, T]]) -> Mapping[str, T]:
    found: dict[str, T] = {}
    for name, one in named:
        if name in found:
            raise ValueError(f"two things are called {name}")
        found[name] = one
    return found


ROUTES: Mapping[str, Route] = _by_name((route.code, route) for topic in TOPICS for route in topic.routes)
CONTINUATIONS: Mapping[str, Continuation] = _by_name((one.name, one) for topic in TOPICS for one in topic.continuations)
ERRANDS: Mapping[str, Work] = _by_name(kind_and_work for topic in TOPICS for kind_and_work in topic.errands.items())
# What a wish is called on the button that offers it.
LABELS: Mapping[str, str] = {**{one.code: one.label for one in ROUTES.values() if one.label}, **OTHERWISE}
