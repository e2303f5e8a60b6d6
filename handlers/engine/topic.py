"""What a folder of conversations brings: its commands, what goes on after its questions, and its slow work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from handlers.engine.job import Work
from handlers.engine.routes import Continuation, Route


@dataclass(frozen=True, slots=True)
class Topic:
    routes: tuple[Route, ...]
    continuations: tuple[Continuation, ...] = ()
    errands: Mapping[str, Work] = field(default_factory=lambda: MappingProxyType({}))
