"""What conversations are given by the composition root: nothing below it is reached for by name."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from nudges.messenger import Messenger
from nudges.platforms import Platform
from storage.database.connection import Database
from storage.people.codes import random_code
from storage.schools.communities import OF_MAX, doors_of, home
from storage.tables import Account, School


def _nobody_counts(events: int) -> None:
    return None


def _nothing() -> None:
    return None


def _no_link(community_id: int, code: str = "") -> str:
    return ""


@dataclass(slots=True)
class Services:
    """`clock` gives an aware instant in UTC; `deliver` wakes the delivery of nudges and returns at once;
    `handled` counts events.

    `files` is a folder for files that wait for an answer. `file_limit` is in bytes. `community_id` tells one
    community's events and answers from another's (`storage.schools.communities`); `communities` are all that the
    program runs, and `link_of` opens a dialog with any of them (`https://vk.me/…`), perhaps with a code that it
    brings along; empty when it is not known.
    `look_every` is in seconds: how often answers and slow work are looked for that another process wrote down.
    `cabinet_url` is where the pages are, empty while this installation has none.
    `writing` lets this program's own writers queue, where SQLite would make them sleep and try again.
    """

    database: Database
    messenger: Messenger
    community_id: int
    clock: Callable[[], datetime]
    files: Path
    default_zone: str = "Europe/Moscow"
    file_limit: int = 20 * 1024 * 1024
    reader_memory_mb: int = 512
    deliver: Callable[[], None] = _nothing
    handled: Callable[[int], object] = _nobody_counts
    communities: tuple[int, ...] = ()
    link_of: Callable[..., str] = _no_link
    new_code: Callable[[], str] = random_code
    salt: int = 0
    cabinet_url: Callable[[], str] = str
    look_every: float = 2.0
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.default_zone)

    @property
    def platform(self) -> str:
        return self.messenger.platform

    @property
    def running(self) -> tuple[int, ...]:
        """The communities that the program runs: where nobody said, this one alone."""
        return self.communities or (self.community_id,)

    @property
    def spoken(self) -> frozenset[str]:
        """The messengers that the program speaks."""
        return frozenset(Platform.MAX if one == OF_MAX else Platform.VK for one in self.running)

    @property
    def dialog_link(self) -> str:
        """Opens the dialog in which this is said."""
        return self.link_of(self.community_id)

    def link_in(self, platform: str, school: School | None = None, code: str = "") -> str:
        """Opens the dialog in which the school's people are written to in that messenger."""
        return self.link_of(home(school.community_id if school is not None else None, self.running, platform), code)

    def links(self, school: School | None, code: str) -> dict[str, str]:
        """By messenger, where the program speaks it."""
        doors = doors_of(school.community_id if school is not None else None, self.running)
        found = {platform: self.link_of(door, code) for platform, door in doors.items()}
        return {platform: link for platform, link in found.items() if link}

    def home_of(self, school: School) -> int:
        return home(school.community_id, self.running, self.platform)

    def community_of(self, account: Account, school: School | None = None) -> int:
        """Where somebody else is written to from: this very dialog's community, or their messenger's."""
        if account.platform == self.platform:
            return self.community_id
        return home(school.community_id if school is not None else None, self.communities, account.platform)

    def zone_of(self, school: School) -> ZoneInfo:
        return ZoneInfo(school.timezone or self.default_zone)
