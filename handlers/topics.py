"""Everything conversations can do, by the code that buttons and intents name."""

from collections.abc import Iterable
from typing import Protocol

from handlers.access import joining as strangers
from handlers.access import my_data as privacy
from handlers.access import offers
from handlers.access import roles as members
from handlers.breaks import break_files, timetable
from handlers.chats import confirmation as chat_wishes
from handlers.chats import foreign_messengers
from handlers.chats import links as chat_links
from handlers.chats import overview as chat_list
from handlers.chats import register as chat_register
from handlers.engine.job import Work
from handlers.engine.routes import Continuation, Route
from handlers.overview import audit as history
from handlers.overview import deadline, lists
from handlers.overview import effect as helped
from handlers.overview import summary as weekly
from handlers.people import card as cards
from handlers.people import exemptions as exempting
from handlers.printing import documents as papers
from handlers.printing import report_template
from handlers.reminding import automatic
from handlers.reminding import new_round as remind
from handlers.reminding import running_rounds as campaigns
from handlers.settings import targets, thanks
from handlers.settings import wizard as setup
from handlers.small_talk import feelings as human
from handlers.small_talk import help as about
from handlers.statistics import corrections, unknown_schools
from handlers.statistics import receiving as files
from handlers.teacher import howto
from handlers.teacher import my_class as classes
from handlers.teacher import my_figures as teachers
from handlers.teacher import nudge_buttons as nudged


class _Module(Protocol):
    ROUTES: tuple[Route, ...]


def _routes(modules: Iterable[object]) -> dict[str, Route]:
    found: dict[str, Route] = {}
    for module in modules:
        for route in getattr(module, "ROUTES", ()):
            if route.code in found:
                raise ValueError(f"two commands are called {route.code}")
            found[route.code] = route
    return found


_MODULES = (
    strangers,
    teachers,
    nudged,
    papers,
    privacy,
    about,
    automatic,
    break_files,
    files,
    weekly,
    lists,
    remind,
    campaigns,
    cards,
    chat_links,
    chat_list,
    chat_register,
    chat_wishes,
    foreign_messengers,
    classes,
    corrections,
    deadline,
    unknown_schools,
    exempting,
    timetable,
    targets,
    setup,
    members,
    offers,
    history,
    howto,
    human,
    helped,
    report_template,
    thanks,
)

ROUTES: dict[str, Route] = _routes(_MODULES)
CONTINUATIONS: dict[str, Continuation] = {
    one.name: one for module in _MODULES for one in getattr(module, "CONTINUATIONS", ())
}
ERRANDS: dict[str, Work] = {kind: work for module in _MODULES for kind, work in getattr(module, "ERRANDS", {}).items()}
