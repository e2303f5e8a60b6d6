"""APScheduler as an alarm that rings every minute, and nothing more: it keeps no schedule of ours.

Its traps are kept shut here. A job is forgiven one second of lateness by default and silently skipped
after that; missed runs pile up; `from_crontab` counts weekdays from Monday where cron counts from
Sunday. So there is one interval job, never too late, never twice at once, however many rings were missed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from bot.clock.clock import Clock

EVERY = 60  # seconds


def make_scheduler(clock: Clock, *, every: int = EVERY) -> Any:
    """An `AsyncIOScheduler` whose only job rings the clock; its first ring is at once."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler
    from apscheduler.triggers.interval import IntervalTrigger

    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(
        clock.ring,
        IntervalTrigger(seconds=every, timezone=UTC),
        id="clock",
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
        next_run_time=datetime.now(UTC),
    )
    return scheduler


@contextmanager
def ringing(clock: Clock, *, every: int = EVERY) -> Iterator[None]:
    """Ring the clock in the running event loop until the block is left."""
    scheduler = make_scheduler(clock, every=every)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
