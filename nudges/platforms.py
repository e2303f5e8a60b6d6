"""The messengers a person may use, what sentences call them, and the one account a person is written to in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Platform(StrEnum):
    """The values are stored: see `Account.platform`."""

    VK = "vk"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class Words:
    """`home` is where working chats live."""

    called: str
    inside: str
    home: str


WORDS = {
    Platform.VK: Words("VK Мессенджер", "в VK Мессенджере", "в Сферуме (учебный профиль VK Мессенджера)"),
    Platform.MAX: Words("MAX", "в MAX", "в MAX"),
}


def messenger_fields(platform: Platform) -> dict[str, str]:
    """What texts with {messenger} and {in_messenger} are filled with."""
    words = WORDS[platform]
    return {"messenger": words.called, "in_messenger": words.inside}


def homes_of(platforms: Collection[str]) -> str:
    """«в Сферуме (учебный профиль VK Мессенджера) и в MAX»: where working chats live, of those that are spoken."""
    return " и ".join(words.home for platform, words in WORDS.items() if platform in platforms)


@dataclass(frozen=True, slots=True)
class ByPlatform(Generic[T]):
    """Something that differs from messenger to messenger and that none may lack."""

    vk: T
    max: T

    def of(self, platform: Platform) -> T:
        return self.vk if platform is Platform.VK else self.max


CLOSED = frozenset({"denied", "gone"})


def is_there(platform: str, writing: str) -> bool:
    """Whether somebody can be spoken of as being in that messenger. In MAX nobody can be written to who has not pressed
    «Начать»; VK tells at the first try."""
    return writing == "allowed" if platform == Platform.MAX else writing not in CLOSED


def told_writing(platform: str, writing: str) -> str:
    """What is told of it: whoever has not pressed «Начать» in MAX is out of reach like whoever stopped the bot."""
    return "denied" if writing not in CLOSED and not is_there(platform, writing) else writing


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
        return is_there(self.platform, self.writing)


def best_way(ways: Sequence[Way], spoken: Collection[str]) -> Way | None:
    """Of those in messengers that the program speaks: one that can be written to, then the chosen one, then the one
    that spoke last. None when there is none at all."""
    if len(ways) == 1:  # as of most people, and it is asked of thousands
        return ways[0] if ways[0].platform in spoken else None
    here = [way for way in ways if way.platform in spoken]
    return max(here, key=_order) if len(here) > 1 else next(iter(here), None)


def _order(way: Way) -> tuple[bool, datetime, bool, datetime, bool]:
    allowed = way.writing == "allowed"
    return way.is_open, way.chosen_at or _NEVER, allowed, way.heard_at or _NEVER, way.platform == Platform.VK
