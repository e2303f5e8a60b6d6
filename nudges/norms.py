"""What one person is expected to reach. Regions and years differ, so a school may set other numbers."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.russian.rules import plural

PARENTS_CHATS = "parents_chats"  # in a school's settings: the officer's yes or no, or «asked»


@dataclass(frozen=True, slots=True)
class PupilsNorm:
    """Of a class's pupils, how many: all of them unless the school's target is a percentage."""

    percent: float = 100.0

    def of(self, total: int) -> int:
        return min(total, math.ceil(total * self.percent / 100 - 1e-9))


@dataclass(frozen=True, slots=True)
class Norms:
    """The defaults are the order's. `targets` are the codes the school has set a target for: some gaps are
    asked for only then (see `GapKind.only_with`). `parents_chats`: an officer wishes class teachers to be asked
    for the parents' chats that the school's register lacks."""

    group_chats: int = 1
    messages: int = 10
    first_messages: int = 3
    calls: int = 1
    targets: frozenset[str] = frozenset()
    parents_chats: bool = False
    pupils_linked: PupilsNorm = field(default_factory=PupilsNorm)

    @classmethod
    def of_school(
        cls, targets: Iterable[tuple[str, float, bool]], settings: Mapping[str, Any] | None = None
    ) -> "Norms":
        """From a school's targets as (code, value, is percent) and the `norms` of its settings."""
        by_code = {code: (value, percent) for code, value, percent in targets}
        pupils, is_percent = by_code.get("pupils_journal_linked", (100.0, True))
        settings = settings or {}
        own = settings.get("norms", {})
        chosen = {name: int(own[name]) for name in ("group_chats", "messages", "calls") if _is_count(own.get(name))}
        return cls(
            **chosen,
            targets=frozenset(by_code),
            parents_chats=settings.get(PARENTS_CHATS) is True,
            pupils_linked=PupilsNorm(min(pupils, 100.0) if is_percent else 100.0),
        )


def norms_words(norms: Norms) -> str:
    """What each is reminded of, which is not what the school aims at."""
    chats = plural(norms.group_chats, "групповой чат", "групповых чата", "групповых чатов")
    messages = plural(norms.messages, "сообщение", "сообщения", "сообщений")
    calls = plural(norms.calls, "звонок", "звонка", "звонков")
    return f"Норма каждого, о ней и напоминаю: {chats}, {messages} и {calls} за неделю"


def own_numbers(settings: Mapping[str, Any]) -> Norms:
    """Of how much of what a school asks, by its settings alone."""
    return Norms.of_school((), settings)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
