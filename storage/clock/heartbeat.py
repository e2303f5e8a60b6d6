"""The clock's heartbeat: has it run, and has it been asleep?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.calendar import SchoolCalendar
from nudges.officer import slept_text, stopped_text
from storage.database.key_values import read_note, write_note
from storage.tables import Note, School

TOO_LONG = timedelta(days=1)
_BEAT, _SLEPT, _TOLD, _FAULT_TOLD = "clock.beat", "clock.slept", "clock.slept.told", "clock.fault.told"


async def last_beat(session: AsyncSession) -> datetime | None:
    """When the clock last ran; None when it never did."""
    kept = await read_note(session, _BEAT)
    return None if kept is None else datetime.fromisoformat(kept)


async def beat(session: AsyncSession, now: datetime) -> None:
    """Remember that the clock runs, and a sleep of a day or more that ends now."""
    last = await last_beat(session)
    if last is not None and now - last >= TOO_LONG:
        await write_note(session, _SLEPT, f"{last.isoformat()} {now.isoformat()}")
    await write_note(session, _BEAT, now.isoformat())


async def clock_fault(session: AsyncSession, now: datetime, calendar: SchoolCalendar) -> str | None:
    """A sentence when the clock has not run for a day, for `doctor`, `/healthz` and the officer's dialogue.

    None when it runs, and when it never has: a program that was never started has nothing to miss.
    """
    last = await last_beat(session)
    return stopped_text(calendar.local(last)) if last is not None and now - last >= TOO_LONG else None


@dataclass(frozen=True, slots=True)
class Standstill:
    """The clock stood still from `since`; `until` is None while it still does."""

    since: datetime
    until: datetime | None = None

    def said(self, calendar: SchoolCalendar) -> str:
        since = calendar.local(self.since)
        return stopped_text(since) if self.until is None else slept_text(since, calendar.local(self.until))

    @property
    def _told_key(self) -> str:
        return _FAULT_TOLD if self.until is None else _TOLD

    @property
    def _told_value(self) -> str:
        return " ".join(moment.isoformat() for moment in (self.since, self.until) if moment is not None)


async def standstill(session: AsyncSession, now: datetime) -> Standstill | None:
    """What officers must hear of the clock: it stands still, or it has slept a day or more. One short query."""
    notes = await session.execute(select(Note.key, Note.value).where(Note.key.in_((_BEAT, _SLEPT))))
    kept = {row.key: row.value for row in notes}
    if _BEAT in kept and now - (last := datetime.fromisoformat(kept[_BEAT])) >= TOO_LONG:
        return Standstill(last)
    return Standstill(*map(datetime.fromisoformat, kept[_SLEPT].split())) if _SLEPT in kept else None


async def take_untold(session: AsyncSession, found: Standstill, school_ids: Collection[int]) -> Sequence[School]:
    """Those of the schools that have not heard of it; from now on they have. Needs a writing session."""
    keys = {f"{found._told_key}:{school_id}": school_id for school_id in school_ids}
    told = await session.scalars(select(Note.key).where(Note.key.in_(keys), Note.value == found._told_value))
    untold = set(keys).difference(told)
    for key in sorted(untold):
        await write_note(session, key, found._told_value)
    schools = select(School).where(School.id.in_([keys[key] for key in untold])).order_by(School.name_key)
    return (await session.scalars(schools)).all() if untold else []
