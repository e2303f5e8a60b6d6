"""What the pages are given by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from indicators.reading.limits import ReadLimits
from storage.database.connection import Database
from storage.people.codes import random_code
from storage.schools.communities import doors_of
from storage.tables import School


def _nothing() -> None:
    return None


def _no_link(community_id: int, code: str = "") -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Cabinet:
    """`files` is a folder for uploads that wait for an answer, `file_limit` is in bytes, `secure` says that people come
    by https. `deliver` wakes the delivery, `answer` what brings answers; `link_of` opens a dialog with a community."""

    database: Database
    clock: Callable[[], datetime]
    files: Path
    default_zone: str = "Europe/Moscow"
    file_limit: int = 20 * 2**20
    reader_memory_mb: int = 512
    secure: bool = False
    deliver: Callable[[], None] = _nothing
    answer: Callable[[], None] = _nothing
    communities: tuple[int, ...] = ()
    link_of: Callable[..., str] = _no_link
    new_code: Callable[[], str] = random_code

    @property
    def limits(self) -> ReadLimits:
        return ReadLimits(file_bytes=self.file_limit, memory_bytes=self.reader_memory_mb * 2**20)

    def zone_of(self, school: School | None) -> ZoneInfo:
        return ZoneInfo((school.timezone if school is not None else None) or self.default_zone)

    @property
    def spoken(self) -> frozenset[str]:
        """The messengers that the program speaks."""
        return frozenset(doors_of(None, self.communities))

    def dialog_link(self, school: School) -> str:
        """Where people of a school write to the bot; empty when it is not known."""
        return next(iter(self.links(school, "").values()), "")

    def links(self, school: School, code: str) -> dict[str, str]:
        """The addresses that bring a code into a dialog, by messenger."""
        doors = doors_of(school.community_id, self.communities)
        found = {platform: self.link_of(door, code) for platform, door in doors.items()}
        return {platform: link for platform, link in found.items() if link}
