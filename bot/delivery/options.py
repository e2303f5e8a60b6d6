"""What delivery is given from outside."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.delivery.progress import News, Progress
from nudges.messenger import Keyboard
from storage.campaigns.outbox import Claimed, Recheck
from storage.schools.calendar import DEFAULT_ZONE


async def _nobody(news: News) -> None:
    """The default listener."""


@dataclass(frozen=True, slots=True)
class Options:
    """`keyboard` makes the buttons under a row's text; `recheck` is the last look (None: none at all).

    `only` names the campaigns to deliver, None means all. `patience`: a row delayed for longer than
    this ends `deliver` instead of being waited for (None: wait however long it takes).
    `page` rows are claimed at a time: at most two pages go out after somebody presses «пауза».
    `tell` hears what an officer should know, `show` the live count.
    """

    clock: Callable[[], datetime]
    recheck: Recheck | None
    keyboard: Callable[[Claimed], Keyboard | None] = lambda row: None
    ignore_hours: bool = False
    only: Collection[int] | None = None
    patience: timedelta | None = None
    default_zone: str = DEFAULT_ZONE
    page: int = 100
    in_flight: int = 256
    tell: Callable[[News], Awaitable[None]] = _nobody
    show: Callable[[Progress], None] | None = None
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    fresh_salt: Callable[[], int] = field(default=lambda: secrets.randbelow(2**31 - 1))
