"""The time a restored database knows nothing of: from the making of its backup to the restoring.

Messages of that time went out under numbers of rows the database does not have. The numbers new rows get
begin far beyond them (see `storage.restoring`), so a message in a dialog's history says of itself that it
belongs to that time: its `random_id` gives the number of its row.
"""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.delivery.row_ids import row_of
from storage.database.key_values import read_note, write_note

_KEY = "restore:lost"
_KEPT = 20
# Longer than a messenger remembers a random id: who is in doubt since so long ago is looked up first.
BEYOND_MEMORY = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class LostTime:
    """Rows numbered from `first` to `last` may have been sent between `since` and `until`."""

    first: int
    last: int
    since: datetime
    until: datetime


async def read_lost_times(session: AsyncSession) -> tuple[LostTime, ...]:
    kept = await read_note(session, _KEY)
    return tuple(_read(*one) for one in json.loads(kept)) if kept else ()


async def add_lost_time(session: AsyncSession, lost: LostTime) -> None:
    times = (*await read_lost_times(session), lost)[-_KEPT:]
    kept = [(one.first, one.last, one.since.isoformat(), one.until.isoformat()) for one in times]
    await write_note(session, _KEY, json.dumps(kept))


def _read(first: int, last: int, since: str, until: str) -> LostTime:
    return LostTime(first, last, datetime.fromisoformat(since), datetime.fromisoformat(until))


def sent_in(times: Collection[LostTime], salt: int) -> Callable[[int], bool] | None:
    """Whether a message with a `random_id` was sent in one of these times; None when there are none."""
    if not times:
        return None
    # Numbers below one are those of answers in a dialogue, and of nothing.
    return lambda random_id: random_id > 0 and any(one.first <= row_of(random_id, salt) <= one.last for one in times)


async def in_doubt_since(
    session: AsyncSession, figures: Week, calendar: SchoolCalendar, now: datetime
) -> datetime | None:
    """From when on somebody may have got, unknown to us, what a message planned now would repeat: a message of
    this calendar week, or one since these figures can have come. None: nobody can have."""
    times = await read_lost_times(session)
    if not times:
        return None
    week = min(figures.shift(1), calendar.week_of(now))
    counts_from = calendar.at(week.monday, datetime.min.time())
    doubts = [max(one.since, counts_from) for one in times if one.until >= counts_from]
    return min(*doubts, now) - BEYOND_MEMORY if doubts else None
