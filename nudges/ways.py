"""A person's accounts, and the one they are written to: in any messenger, but in one only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nudges.platforms import Platform

CLOSED = frozenset({"denied", "gone"})
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Way:
    """An account. `heard_at` is when it wrote or pressed last, `chosen_at` when its owner asked to be written there."""

    account_id: int
    peer_id: int
    platform: str = Platform.VK
    writing: str = "unknown"
    heard_at: datetime | None = None
    chosen_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.writing not in CLOSED


def best_way(ways: Sequence[Way], spoken: Collection[str]) -> Way | None:
    """Of those in messengers that the program speaks: one that can be written to, then the chosen one, then the one
    that spoke last. None when there is none at all."""
    return max((way for way in ways if way.platform in spoken), key=_order, default=None)


def _order(way: Way) -> tuple[bool, datetime, bool, datetime, bool]:
    allowed = way.writing == "allowed"
    return way.is_open, way.chosen_at or _NEVER, allowed, way.heard_at or _NEVER, way.platform == Platform.VK
