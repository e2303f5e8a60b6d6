"""What the pages are given by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from indicators.reading.limits import ReadLimits
from storage.database.connection import Database
from storage.people.codes import random_code
from storage.schools.communities import home
from storage.tables import School


def _nothing() -> None:
    return None


def _no_link(community_id: int) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Cabinet:
    """`files` is a folder for uploads that wait for an answer, `file_limit` is in bytes, `secure` says that people come
    by https. `deliver` wakes the delivery; `link_of` opens a dialog with a community."""

    database: Database
    clock: Callable[[], datetime]
    files: Path
    default_zone: str = "Europe/Moscow"
    file_limit: int = 20 * 2**20
    reader_memory_mb: int = 512
    secure: bool = False
    deliver: Callable[[], None] = _nothing
    communities: tuple[int, ...] = ()
    link_of: Callable[[int], str] = _no_link
    new_code: Callable[[], str] = random_code

    @property
    def limits(self) -> ReadLimits:
        return ReadLimits(file_bytes=self.file_limit, memory_bytes=self.reader_memory_mb * 2**20)

    def zone_of(self, school: School | None) -> ZoneInfo:
        return ZoneInfo((school.timezone if school is not None else None) or self.default_zone)

    def dialog_link(self, school: School) -> str:
        """Where people of a school write to the bot; empty when it is not known."""
        return self.link_of(home(school.community_id, self.communities)) if self.communities else ""
