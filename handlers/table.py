"""Everything conversations can do, by the code that buttons and intents name."""

from collections.abc import Iterable
from typing import Protocol

from handlers import (
    about,
    automatic,
    break_files,
    campaigns,
    cards,
    chat_links,
    chat_list,
    chat_register,
    chat_wishes,
    classes,
    corrections,
    deadline,
    exempting,
    files,
    helped,
    history,
    howto,
    human,
    lists,
    members,
    nudged,
    offers,
    papers,
    privacy,
    remind,
    report_template,
    setup,
    strangers,
    targets,
    teachers,
    thanks,
    timetable,
    unknown_schools,
    weekly,
)
from handlers.errands import Work
from handlers.routes import Continuation, Route


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
