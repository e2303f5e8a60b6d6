"""The messengers a person may use, and what sentences call them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Platform(StrEnum):
    """The values are stored: see `Account.platform`."""

    VK = "vk"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class Words:
    called: str
    inside: str


WORDS = {
    Platform.VK: Words("VK Мессенджер", "в VK Мессенджере"),
    Platform.MAX: Words("MAX", "в MAX"),
}


def messenger_fields(platform: Platform) -> dict[str, str]:
    """What texts with {messenger} and {in_messenger} are filled with."""
    words = WORDS[platform]
    return {"messenger": words.called, "in_messenger": words.inside}


@dataclass(frozen=True, slots=True)
class ByPlatform(Generic[T]):
    """Something that differs from messenger to messenger and that none may lack."""

    vk: T
    max: T

    def of(self, platform: Platform) -> T:
        return self.vk if platform is Platform.VK else self.max
