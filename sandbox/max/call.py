"""One call of a method: who calls, with what."""

from dataclasses import dataclass
from typing import Any

from sandbox.faults import Faults
from sandbox.max.bot import Bot
from sandbox.max.errors import bad_body
from sandbox.max.world import World

Answer = dict[str, Any]


@dataclass(slots=True)
class Call:
    world: World
    bot: Bot
    faults: Faults
    query: dict[str, str]
    body: dict[str, Any]
    path: dict[str, str]

    def number(self, name: str, otherwise: int | None = None) -> int | None:
        value = self.query.get(name)
        if value is None:
            return otherwise
        try:
            return int(value)
        except ValueError:
            raise bad_body(f"{name}: not a number") from None
