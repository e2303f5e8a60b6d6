"""APScheduler as an alarm that rings every minute, and nothing more: it keeps no schedule of ours.

Its traps are kept shut here. A job is forgiven one second of lateness by default and silently skipped
after that; missed runs pile up; `from_crontab` counts weekdays from Monday where cron counts from
Sunday. So there is one interval job, never too late, never twice at once, however many rings were missed.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import structlog

from bot.clock.clock import Clock
from storage.database.connection import DatabaseError

log = structlog.get_logger()

EVERY = 60  # seconds


def make_scheduler(ring: Callable[[], Awaitable[Any]], *, every: int = EVERY) -> Any:
    """An `AsyncIOScheduler` whose only job is `ring`; it rings at once and every `every` seconds."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler
    from apscheduler.triggers.interval import IntervalTrigger

    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(
        ring,
        IntervalTrigger(seconds=every, timezone=UTC),
        id="clock",
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
        next_run_time=datetime.now(UTC),
    )
    return scheduler


@asynccontextmanager
async def ringing(clock: Clock, *, every: int = EVERY) -> AsyncIterator[None]:
    """Ring the clock in the running event loop until the block is left; a ring under way is finished first.

    The scheduler's own shutdown cancels a running job and waits for nothing: its transaction would be torn
    open while the loop closes, and the database driver could wait for its connection for ever.
    """
    under_way = asyncio.Lock()

    async def ring() -> None:
        async with under_way:
            # Who insists on stopping cancels it; it rings again with the next start.
            with suppress(asyncio.CancelledError):
                try:
                    await clock.ring()
                except (DatabaseError, OSError) as error:
                    log.error("clock_waits", kind=type(error).__name__, seconds=every)

    scheduler = make_scheduler(ring, every=every)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.pause()
        try:
            await under_way.acquire()
        finally:
            scheduler.shutdown(wait=False)
